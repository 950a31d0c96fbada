"""The pages on sober living and on aftercare, which is no care level of a search."""

from __future__ import annotations

from finder.levels.model import Claim, LevelPage, Section
from finder.locale import mark

__all__ = ["AFTERCARE", "SOBER_LIVING"]

_HOUSES = mark("Find sober living")
_AFTERCARE = mark("Find places with aftercare")

SOBER_LIVING = LevelPage(
    code="sober-living",
    title=mark("Sober living"),
    lead=Claim(
        mark(
            "A sober house is a home that you share with others who stay off alcohol and drugs. "
            "It is a place to live, not treatment."
        ),
        compared=("recovery-housing",),
        levels=("sober-living",),
        query="care=sober-living",
        link=_HOUSES,
    ),
    sleeps=Claim(
        mark("In the house."),
        compared=("recovery-housing",),
        query="care=sober-living",
        link=_HOUSES,
    ),
    length=Claim(
        mark("Often some months. Some people stay for years."),
        known=("recovery-housing",),
        query="care=sober-living",
        link=_HOUSES,
    ),
    who=Claim(
        mark("People whose home is not a safe place to stay sober."),
        compared=("recovery-housing",),
        query="care=sober-living",
        link=_HOUSES,
    ),
    before=("detox", "residential", "iop"),
    after=("outpatient", "aftercare"),
    sections=(
        Section(
            mark("Life in the house"),
            (
                Claim(
                    mark(
                        "The people who live there support each other. Houses have rules: no "
                        "alcohol or drugs, chores, meetings. Ask for the rules in writing."
                    ),
                    compared=("recovery-housing", "recovery-housing-2023"),
                    query="care=sober-living",
                    link=_HOUSES,
                ),
                Claim(
                    mark(
                        "By day you work, study, or go to an IOP or a counselor. Ask whether you "
                        "may stay on your medicine, such as methadone or buprenorphine."
                    ),
                    known=("recovery-housing", "tip63"),
                    query="care=iop&with=housing",
                    link=mark("Find IOPs that help with housing"),
                ),
            ),
        ),
        Section(
            mark("What to look out for"),
            (
                Claim(
                    mark(
                        "Not every house is good. Beware of a house that pays you to come, or "
                        "that makes you use one program. Ask who runs it and what it costs."
                    ),
                    compared=("recovery-housing-2023",),
                    query="care=sober-living",
                    link=_HOUSES,
                ),
            ),
        ),
    ),
)

AFTERCARE = LevelPage(
    code="aftercare",
    title=mark("Aftercare"),
    lead=Claim(
        mark(
            "Aftercare is all that goes on when a program ends: a therapist, calls, meetings, "
            "friends. It keeps a good start alive."
        ),
        compared=("continuing-care",),
        query="with=aftercare",
        link=_AFTERCARE,
    ),
    sleeps=Claim(
        mark("At home, or in a sober house."),
        known=("tip47",),
        query="with=aftercare",
        link=_AFTERCARE,
    ),
    length=Claim(
        mark("As long as it helps. Longer care seems to work better."),
        compared=("continuing-care",),
        query="with=aftercare",
        link=_AFTERCARE,
    ),
    who=Claim(
        mark("Everyone who leaves a program."),
        compared=("continuing-care",),
        query="with=aftercare",
        link=_AFTERCARE,
    ),
    before=("iop", "outpatient"),
    after=(),
    sections=(
        Section(
            mark("What belongs to it"),
            (
                Claim(
                    mark(
                        "A therapist, perhaps once a week, then less. Care that lasts longer, and "
                        "that reaches out to you, seems to help more."
                    ),
                    compared=("continuing-care",),
                    query="care=outpatient&with=aftercare",
                    link=mark("Find outpatient care with aftercare"),
                ),
                Claim(
                    mark(
                        "Check-up calls. Someone calls to ask how you are, and helps if things "
                        "slip. In one study people with such calls for 18 months did better "
                        "while the calls went on. Our plan can put them in your calendar."
                    ),
                    compared=("telephone-care",),
                    figures=("telephone-months",),
                    query="care=iop,outpatient&with=aftercare",
                    link=_AFTERCARE,
                ),
                Claim(
                    mark(
                        "Meetings: AA, NA, or groups without a higher power such as SMART "
                        "Recovery. They are free. You can go for as long as you like."
                    ),
                    compared=("niaaa-options", "carlat-groups"),
                    query="therapy=twelve-step",
                    link=mark("Find places that help you start with meetings"),
                ),
                Claim(
                    mark(
                        "Peer support: someone who has been through it walks with you for a while."
                    ),
                    compared=("advisory-iop",),
                    known=("tip47",),
                    query="with=peer",
                    link=mark("Find places with peer support"),
                ),
            ),
        ),
        Section(
            mark("If you use again"),
            (
                Claim(
                    mark(
                        "It happens to many people. It is not failure. It is a sign that care "
                        "must start again or change. Tell someone the same day, and go back soon."
                    ),
                    compared=("nida-relapse", "nih-relapse"),
                    query="care=iop,outpatient",
                    link=mark("Find an IOP or outpatient care"),
                ),
                Claim(
                    mark(
                        "Take care with opioids. After a break your body is not used to them, and "
                        "the old dose can kill. Keep naloxone at home. If someone does not wake "
                        "or breathe, call 911."
                    ),
                    compared=("nida-relapse",),
                    known=("tip63",),
                    query="with=naloxone",
                    link=mark("Find places that give out naloxone"),
                ),
            ),
        ),
    ),
)
