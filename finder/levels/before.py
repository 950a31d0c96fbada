"""The pages on detox, hospital inpatient and residential care: where one sleeps there."""

from __future__ import annotations

from finder.levels.model import Claim, LevelPage, Section
from finder.locale import mark

__all__ = ["DETOX", "INPATIENT", "RESIDENTIAL"]

DETOX = LevelPage(
    code="detox",
    title=mark("Detox"),
    lead=Claim(
        mark(
            "Detox is medical care while alcohol or drugs leave the body. It keeps you safe while "
            "you stop. It is the first step, not the whole treatment."
        ),
        compared=("nida-principles", "tip45"),
        query="care=detox",
        link=mark("Find detox"),
    ),
    sleeps=Claim(
        mark("Often in a bed there. Some people go home at night and come back each day."),
        compared=("medlineplus-alcohol",),
        query="care=detox",
        link=mark("Find detox"),
    ),
    length=Claim(
        mark("Most often a few days. It can take longer, above all with benzodiazepines."),
        levels=("detox",),
        known=("tip45",),
        query="care=detox",
        link=mark("Find detox"),
    ),
    who=Claim(
        mark("People whose body may get sick when they stop."),
        compared=("tip45",),
        query="care=detox",
        link=mark("Find detox"),
    ),
    before=(),
    after=("inpatient", "residential", "php", "iop"),
    sections=(
        Section(
            mark("Do not stop alcohol or benzodiazepines alone"),
            (
                Claim(
                    mark(
                        "After long, heavy drinking, to stop at once can kill. Some people get "
                        "seizures, or a deep confusion called delirium tremens. Nobody can tell "
                        "in advance who will. Ask a doctor before you stop. If someone shakes "
                        "badly, has a seizure, or sees things that are not there, call 911."
                    ),
                    compared=("delirium-tremens", "medlineplus-alcohol"),
                    query="care=detox&detox_for=alcohol",
                    link=mark("Find detox for alcohol"),
                ),
                Claim(
                    mark(
                        "Benzodiazepines are drugs such as Xanax, Valium and Ativan. To stop them "
                        "at once, or to cut down too fast, can cause seizures that may kill. "
                        "A doctor lowers the dose step by step. This is called a taper."
                    ),
                    compared=("fda-benzodiazepines",),
                    query="care=detox&detox_for=benzodiazepines",
                    link=mark("Find detox for benzodiazepines"),
                ),
                Claim(
                    mark(
                        "With alcohol, signs often start some hours after the last drink. They "
                        "can get worse for 48 to 72 hours. So stay with people who can call help."
                    ),
                    compared=("medlineplus-alcohol",),
                    figures=("withdrawal-peak",),
                    query="care=detox&detox_for=alcohol",
                    link=mark("Find detox for alcohol"),
                ),
                Claim(
                    mark(
                        "To stop opioids feels like a very bad flu. There is medicine for that. "
                        "The danger comes later: the body is no longer used to the drug, and the "
                        "old dose can be an overdose."
                    ),
                    compared=("nida-relapse",),
                    known=("tip63", "tip45"),
                    query="care=detox,medication&detox_for=opioids",
                    link=mark("Find detox or medication for opioids"),
                ),
            ),
        ),
        Section(
            mark("What happens there"),
            (
                Claim(
                    mark(
                        "Staff ask what you took, how much and how long. They look at your "
                        "health. They watch you, give medicine that eases the body, and help you "
                        "into the care that follows."
                    ),
                    compared=("medlineplus-alcohol", "tip45"),
                    query="care=detox",
                    link=mark("Find detox"),
                ),
                Claim(
                    mark(
                        "Mild signs can often be treated without a bed. Then someone stays with "
                        "you, and you see a doctor or nurse each day until you are well. Strong "
                        "signs need a hospital or a detox unit."
                    ),
                    compared=("medlineplus-alcohol",),
                    query="care=detox,inpatient",
                    link=mark("Find detox and hospital programs"),
                ),
            ),
        ),
        Section(
            mark("What comes next"),
            (
                Claim(
                    mark(
                        "Detox by itself changes little in the long run. Plan the next step "
                        "before you leave: a place to live in, or a day program such as an IOP."
                    ),
                    compared=("nida-principles",),
                    query="care=residential,php,iop",
                    link=mark("Find what comes next"),
                ),
                Claim(
                    mark(
                        "Some places have detox and treatment under one roof. Others send you to "
                        "a detox unit nearby first. You can search for both."
                    ),
                    levels=("detox",),
                    known=("tip45",),
                    query="care=iop&detox=nearby",
                    link=mark("Find IOPs with detox there or nearby"),
                ),
            ),
        ),
    ),
)

INPATIENT = LevelPage(
    code="inpatient",
    title=mark("Hospital inpatient"),
    lead=Claim(
        mark(
            "You stay in a hospital or a unit like one, day and night. Nurses and doctors are "
            "there. It is the closest watch that treatment has."
        ),
        compared=("asam-overview", "tip47"),
        levels=("inpatient",),
        query="care=inpatient",
        link=mark("Find hospital inpatient care"),
    ),
    sleeps=Claim(
        mark("In the hospital."),
        compared=("asam-overview",),
        levels=("inpatient",),
        query="care=inpatient",
        link=mark("Find hospital inpatient care"),
    ),
    length=Claim(
        mark("Days to a few weeks. The old model was 3 to 6 weeks; now many stays are shorter."),
        compared=("nida-kinds",),
        figures=("inpatient-weeks",),
        query="care=inpatient",
        link=mark("Find hospital inpatient care"),
    ),
    who=Claim(
        mark("People who are in danger from withdrawal, from an illness or from their mind."),
        known=("asam-overview",),
        query="care=inpatient",
        link=mark("Find hospital inpatient care"),
    ),
    before=("detox",),
    after=("residential", "php", "iop"),
    sections=(
        Section(
            mark("What happens there"),
            (
                Claim(
                    mark(
                        "A doctor leads the care. Nurses, counselors and social workers take "
                        "part. Ask whether they also treat illness of the mind, if that is needed."
                    ),
                    compared=("asam-overview",),
                    query="care=inpatient&for=co-occurring",
                    link=mark("Find inpatient care that also treats the mind"),
                ),
                Claim(
                    mark(
                        "In Maryland such a unit must give 36 or more hours of treatment a week. "
                        "Other states have their own rules."
                    ),
                    facts=("md-inpatient-3-7-hours-2024",),
                    query="care=inpatient",
                    link=mark("Find hospital inpatient care"),
                ),
            ),
        ),
        Section(
            mark("What comes next"),
            (
                Claim(
                    mark(
                        "A short stay makes you safe. What you learn next takes longer. Many go "
                        "on to live in a program, or go home and come to a day program."
                    ),
                    compared=("nida-kinds", "tip47"),
                    query="care=residential,php,iop",
                    link=mark("Find what comes next"),
                ),
            ),
        ),
    ),
)

RESIDENTIAL = LevelPage(
    code="residential",
    title=mark("Residential"),
    lead=Claim(
        mark(
            "You live at the program for some weeks or months. There is treatment each day, and "
            "staff are there day and night. Many people just call it rehab."
        ),
        compared=("asam-levels",),
        levels=("residential",),
        query="care=residential",
        link=mark("Find residential care"),
    ),
    sleeps=Claim(
        mark("At the program."),
        compared=("asam-levels",),
        levels=("residential",),
        query="care=residential",
        link=mark("Find residential care"),
    ),
    length=Claim(
        mark(
            "Weeks or months. Of those who finished a short stay, half were there for 24 days or "
            "more, by a federal count."
        ),
        levels=("residential",),
        facts=("us-residential-length-completed-2004",),
        query="care=residential",
        link=mark("Find residential care"),
    ),
    who=Claim(
        mark("People for whom home is not safe, or who need help around the clock."),
        compared=("asam-levels", "recovery-housing"),
        query="care=residential",
        link=mark("Find residential care"),
    ),
    before=("detox", "inpatient"),
    after=("php", "iop", "sober-living"),
    sections=(
        Section(
            mark("More or less treatment in the day"),
            (
                Claim(
                    mark(
                        "Residential care comes in kinds. The lightest is like a halfway house "
                        "with 5 or more hours of treatment a week. A slower kind has 20 to 35 "
                        "hours. The fullest kind has 36 or more."
                    ),
                    compared=("asam-levels",),
                    facts=(
                        "va-residential-3-1-hours",
                        "md-residential-3-3-hours-2024",
                        "md-residential-3-5-hours-2024",
                    ),
                    query="care=residential",
                    link=mark("Find residential care"),
                ),
                Claim(
                    mark(
                        "Some places take children along, or have rooms for women or men only. "
                        "Ask before you pack."
                    ),
                    levels=("residential",),
                    query="care=residential&with=childrens-beds",
                    link=mark("Find residential care with beds for children"),
                ),
            ),
        ),
        Section(
            mark("Is it better than an IOP?"),
            (
                Claim(
                    mark(
                        "For most people a day program does as well as living in. Living in is "
                        "for those who need detox with a close watch, or care all day and night."
                    ),
                    compared=("iop-review", "advisory-iop"),
                    query="care=residential,iop",
                    link=mark("Find both, side by side"),
                ),
                Claim(
                    mark(
                        "What helps is to stay in treatment long enough. So plan what follows "
                        "the house: day treatment, an IOP, and calls after that."
                    ),
                    compared=("nida-principles", "continuing-care"),
                    query="care=php,iop",
                    link=mark("Find what comes next"),
                ),
            ),
        ),
    ),
)
