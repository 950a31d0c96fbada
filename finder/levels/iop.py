"""The page on intensive outpatient programs: the whole story."""

from __future__ import annotations

from finder.levels.model import Claim, LevelPage, Section
from finder.locale import mark
from finder.vocabulary import CARE_LEVELS

__all__ = ["IOP"]

_LEVEL = CARE_LEVELS["iop"]
_FIND = mark("Find an IOP")

_WEEK = Section(
    mark("What a week looks like"),
    (
        Claim(
            mark(
                "You go there for a few hours at a time, on some days of the week. Medicare speaks "
                "of 3 hours or more on 3 to 4 days. Some meet on 2 long days. Many have evening "
                "groups, so that you can work."
            ),
            compared=("medicare-iop",),
            known=("tip47",),
            figures=("iop-days", "iop-fewest-days"),
            query="care=iop&when=evening",
            link=mark("Find IOPs with evening sessions"),
        ),
        Claim(
            _LEVEL.with_hours(
                mark(
                    "For adults {usual_low} to {usual_high} hours a week is the rule. Virginia and "
                    "North Carolina say so in their Medicaid rules. Maryland says 9 to 20. For "
                    "teens it is 6 to 19 or 20."
                )
            ),
            facts=(
                "va-iop-hours",
                "nc-iop-hours-2026",
                "md-iop-hours",
                "va-iop-adolescents-hours",
                "md-iop-adolescents-hours",
            ),
            query=_LEVEL.with_hours("care=iop&hours={usual_low}-{usual_high}"),
            link=_LEVEL.with_hours(mark("Find IOPs of {usual_low} to {usual_high} hours a week")),
        ),
        Claim(
            _LEVEL.with_hours(
                mark(
                    "You may read of fewer hours, or of far more. That is not wrong. Teens start "
                    "at 6 hours, and some programs ask for full days. We count the same way in the "
                    "search: an IOP is {low} to {high} hours here."
                )
            ),
            facts=("va-iop-adolescents-hours",),
            levels=("iop",),
            query="care=iop&hours=-12",
            link=mark("Find IOPs that may fit in 12 hours a week"),
        ),
    ),
    picture="week",
)

_LENGTH = Section(
    mark("How long it takes"),
    (
        Claim(
            mark(
                "Plan for about 90 days, and for more if you need it. Research says that 3 months "
                "is the point from which treatment helps most people in a lasting way. Of those "
                "who finished, half stayed for 50 days or more, by a federal count."
            ),
            compared=("nida-principles",),
            known=("tip47",),
            facts=("us-iop-length-completed-2004",),
            figures=("three-months", "iop-90-days"),
            query="care=iop",
            link=_FIND,
        ),
        Claim(
            mark(
                "It gets less as you get stronger. At the end you may come for a session or 2 a "
                "week. If things get hard again, you can come more often."
            ),
            compared=("tip47",),
            figures=("iop-step-down",),
            query="care=iop,outpatient",
            link=mark("Find IOPs and outpatient care"),
        ),
    ),
    picture="taper",
)

_DETOX = Section(
    mark("Detox first, if you need it"),
    (
        Claim(
            mark(
                "An IOP is for people who do not need detox with a close watch. If you do need "
                "it, detox comes first. Some IOPs have it on site. Others send you to a detox "
                "unit of its own and take you after that."
            ),
            compared=("iop-review", "advisory-iop"),
            query="care=iop&detox=nearby",
            link=mark("Find IOPs with detox there or nearby"),
        ),
        Claim(
            mark(
                "After long use of alcohol or benzodiazepines, do not stop alone. It can cause "
                "seizures, and it can kill. A doctor lets the dose come down step by step while "
                "someone watches over you."
            ),
            compared=("fda-benzodiazepines", "delirium-tremens", "medlineplus-alcohol"),
            query="care=detox&detox_for=alcohol,benzodiazepines",
            link=mark("Find detox for both"),
        ),
    ),
)

_WITHIN = Section(
    mark("What you do there"),
    (
        Claim(
            mark(
                "Most of the time is spent in groups. You also talk alone with a counselor. You "
                "learn what leads to use, how to get through a craving, and whom to call."
            ),
            compared=("advisory-iop",),
            known=("tip47",),
            query="care=iop&therapy=group,individual",
            link=mark("Find IOPs with group and individual counseling"),
        ),
        Claim(
            mark(
                "Many use CBT, short for cognitive behavioral therapy. You learn to notice the "
                "thoughts that come before use, and to try another way."
            ),
            known=("tip47",),
            query="care=iop&therapy=cbt",
            link=mark("Find IOPs with CBT"),
        ),
        Claim(
            mark(
                "Programs often ask you to go to meetings too. AA and NA follow the 12 steps. "
                "There are other groups, such as SMART Recovery, that work without a higher "
                "power. Try more than one."
            ),
            compared=("advisory-iop", "niaaa-options", "carlat-groups"),
            query="care=iop&therapy=twelve-step",
            link=mark("Find IOPs that help you start with 12-step meetings"),
        ),
        Claim(
            mark(
                "Your family can take part. They learn what helps and what does not, and how to "
                "look after themselves."
            ),
            compared=("advisory-iop",),
            known=("tip47",),
            query="care=iop&therapy=family",
            link=mark("Find IOPs with family counseling"),
        ),
        Claim(
            mark(
                "You can take medicine at the same time: for opioid use, for alcohol use, or for "
                "your mood. Ask whether the place gives it or works with a doctor who does."
            ),
            compared=("advisory-iop", "niaaa-options", "tip63"),
            query="care=iop&medication=buprenorphine",
            link=mark("Find IOPs with buprenorphine"),
        ),
    ),
)

_AIMS = Section(
    mark("What it is for"),
    (
        Claim(
            mark(
                "It aims to help you stop or cut down. You stay in touch with your own life. You "
                "find people near home who will still be there when the program ends."
            ),
            compared=("iop-review", "advisory-iop"),
            query="care=iop&with=peer",
            link=mark("Find IOPs with peer support"),
        ),
        Claim(
            mark(
                "Is it as good as living in? A review looked at studies that set both side by "
                "side. Most people did as well in an IOP, and use fell in both. Living in is "
                "better for those in danger from withdrawal, illness or their mind."
            ),
            compared=("iop-review", "advisory-iop"),
            query="care=inpatient,residential,iop",
            link=mark("Find both kinds"),
        ),
        Claim(
            mark(
                "An IOP asks for a safe place to sleep. If home is not safe, you can live in a "
                "sober house and go to the IOP by day."
            ),
            compared=("recovery-housing",),
            known=("tip47",),
            query="care=sober-living",
            link=mark("Find sober living"),
        ),
    ),
)

_COST = Section(
    mark("What it costs"),
    (
        Claim(
            mark(
                "Few programs publish a price. For a bill, Medicaid paid half of the programs "
                "$102.96 to $164.93. Maryland set $169.51 a day. That is what the state pays, not "
                "what a family pays. Ask each place."
            ),
            facts=("us-iop-h0015-paid-2024", "md-iop-price-2022"),
            query="care=iop&pay=sliding,assistance,free",
            link=mark("Find IOPs with help to pay"),
        ),
        Claim(
            mark("Medicaid, Medicare and many plans can pay for an IOP. Call yours before you go."),
            facts=("nc-iop-hours-2026", "us-iop-medicare-hours-2024"),
            query="care=iop&pay=medicaid,medicare,private",
            link=mark("Find IOPs listed as taking insurance"),
        ),
    ),
)

_AFTER = Section(
    mark("Life afterwards"),
    (
        Claim(
            mark(
                "Many people go on with a therapist once a week or so. Go to meetings. Let "
                "someone call you now and then to ask how you are. In one study such calls after "
                "an IOP helped people drink less while they went on, for 18 months."
            ),
            compared=("continuing-care", "telephone-care"),
            known=("tip47",),
            figures=("telephone-months",),
            query="care=outpatient&with=aftercare",
            link=mark("Find outpatient care with aftercare"),
        ),
        Claim(
            mark(
                "Many people use again at some point. That is not failure. It means that "
                "treatment has to start again or change. Go back soon. Take care: after a break "
                "the old dose can kill."
            ),
            compared=("nida-relapse", "nih-relapse"),
            query="care=iop,outpatient",
            link=mark("Find the next program"),
        ),
    ),
)

IOP = LevelPage(
    code="iop",
    title=mark("Intensive outpatient (IOP)"),
    lead=Claim(
        mark(
            "An IOP is treatment for some hours on some days of the week. You sleep at home. It "
            "is more than a weekly talk, and less than a place to live in."
        ),
        compared=("advisory-iop", "iop-review"),
        levels=("iop",),
        query="care=iop",
        link=_FIND,
    ),
    sleeps=Claim(
        mark("At home, or in a sober house."),
        compared=("iop-review",),
        levels=("iop",),
        query="care=iop",
        link=_FIND,
    ),
    length=Claim(
        mark("About 90 days, longer if needed."),
        known=("tip47", "nida-principles"),
        figures=("iop-90-days",),
        query="care=iop",
        link=_FIND,
    ),
    who=Claim(
        mark("People who need more than a talk a week, but no watch day and night."),
        compared=("iop-review", "advisory-iop"),
        query="care=iop",
        link=_FIND,
    ),
    before=("detox", "residential", "php"),
    after=("outpatient", "aftercare"),
    sections=(_WEEK, _LENGTH, _DETOX, _WITHIN, _AIMS, _COST, _AFTER),
)
