"""The pages on care by day or hour: partial hospitalization, outpatient, opioid medication."""

from __future__ import annotations

from finder.levels.model import Claim, LevelPage, Section
from finder.locale import mark
from finder.vocabulary import CARE_LEVELS

__all__ = ["MEDICATION", "OUTPATIENT", "PHP"]

_PHP, _OUTPATIENT = CARE_LEVELS["php"], CARE_LEVELS["outpatient"]

PHP = LevelPage(
    code="php",
    title=mark("Partial hospitalization (PHP)"),
    lead=Claim(
        mark(
            "PHP is day treatment. You spend most of the day there and sleep at home. It is the "
            "most care that you can get without living in."
        ),
        compared=("asam-levels",),
        levels=("php",),
        query="care=php",
        link=mark("Find day treatment"),
    ),
    sleeps=Claim(
        mark("At home, or in a sober house."),
        levels=("php",),
        known=("tip47",),
        query="care=php",
        link=mark("Find day treatment"),
    ),
    length=Claim(
        mark("A rule of Washington, DC, spoke of 30 to 60 days. Most states fix none: ask."),
        facts=("dc-php-length-rule",),
        query="care=php",
        link=mark("Find day treatment"),
    ),
    who=Claim(
        mark("People who need treatment on most days, but no bed there."),
        compared=("asam-levels",),
        query="care=php",
        link=mark("Find day treatment"),
    ),
    before=("detox", "inpatient", "residential"),
    after=("iop", "outpatient"),
    sections=(
        Section(
            mark("What a week looks like"),
            (
                Claim(
                    _PHP.with_hours(
                        mark(
                            "{low} or more hours a week, often on 5 days. Virginia and North "
                            "Carolina ask for at least 20 hours. Medicare does too."
                        )
                    ),
                    compared=("sacot-rule",),
                    facts=("va-php-hours", "nc-php-hours-2026", "us-php-medicare-hours"),
                    levels=("php",),
                    figures=("php-days",),
                    query=_PHP.with_hours("care=php&hours={low}-"),
                    link=_PHP.with_hours(mark("Find programs of {low} hours or more")),
                ),
                Claim(
                    mark(
                        "There are groups and talks alone with a counselor. Families can take "
                        "part. Doctors can give medicine."
                    ),
                    compared=("php-rule",),
                    query="care=php&therapy=group,family",
                    link=mark("Find day treatment with group and family counseling"),
                ),
            ),
        ),
        Section(
            mark("PHP or IOP?"),
            (
                Claim(
                    mark(
                        "Both let you sleep at home. PHP takes most of the day, so work or "
                        "school must wait. When things go well, most people step down to an IOP."
                    ),
                    compared=("tip47",),
                    levels=("php", "iop"),
                    query="care=php,iop",
                    link=mark("Find both"),
                ),
            ),
        ),
    ),
)

OUTPATIENT = LevelPage(
    code="outpatient",
    title=mark("Outpatient"),
    lead=Claim(
        mark(
            "You see a counselor once or a few times a week. You live at home and go on with "
            "work, school and family."
        ),
        levels=("outpatient",),
        compared=("asam-levels",),
        query="care=outpatient",
        link=mark("Find outpatient care"),
    ),
    sleeps=Claim(
        mark("At home."),
        levels=("outpatient",),
        compared=("asam-levels",),
        query="care=outpatient",
        link=mark("Find outpatient care"),
    ),
    length=Claim(
        mark("Months, as long as it helps."),
        compared=("continuing-care",),
        query="care=outpatient",
        link=mark("Find outpatient care"),
    ),
    who=Claim(
        mark("People at an early stage, and people who come out of an IOP."),
        compared=("tip47",),
        query="care=outpatient",
        link=mark("Find outpatient care"),
    ),
    before=("iop", "php"),
    after=("aftercare",),
    sections=(
        Section(
            mark("What a week looks like"),
            (
                Claim(
                    _OUTPATIENT.with_hours(
                        mark(
                            "Up to {high} hours a week, and most people have far fewer. Maryland "
                            "and Ohio call it outpatient if it is less than 9 hours for adults. "
                            "For teens Maryland says less than 6."
                        )
                    ),
                    facts=(
                        "md-outpatient-hours-2024",
                        "md-outpatient-adolescents-hours-2024",
                        "oh-outpatient-hours-2018",
                    ),
                    levels=("outpatient",),
                    query=_OUTPATIENT.with_hours("care=outpatient&hours=-{high}"),
                    link=_OUTPATIENT.with_hours(mark("Find programs of {high} hours or less")),
                ),
                Claim(
                    mark(
                        "Sessions can be alone, in a group, or with your family. Many places "
                        "also meet by video or phone."
                    ),
                    compared=("niaaa-options",),
                    known=("tip47",),
                    query="care=outpatient&when=telehealth",
                    link=mark("Find outpatient care by video or phone"),
                ),
            ),
        ),
        Section(
            mark("When it is too little"),
            (
                Claim(
                    mark(
                        "If use goes on or comes back, you can step up to an IOP for a while. "
                        "That is no shame. Care is meant to move up and down with your need."
                    ),
                    compared=("tip47", "advisory-iop"),
                    query="care=iop",
                    link=mark("Find an IOP"),
                ),
            ),
        ),
    ),
)

MEDICATION = LevelPage(
    code="medication",
    title=mark("Medication for opioid use disorder"),
    lead=Claim(
        mark(
            "Three medicines treat opioid use. They are methadone, buprenorphine and naltrexone. "
            "Studies show that people use less, and that fewer die of an overdose."
        ),
        compared=("tip63",),
        figures=("three-medicines",),
        query="care=medication",
        link=mark("Find medication for opioid use"),
    ),
    sleeps=Claim(
        mark("At home."),
        levels=("medication",),
        known=("tip63",),
        query="care=medication",
        link=mark("Find medication for opioid use"),
    ),
    length=Claim(
        mark("As long as it helps you. For many people that is years."),
        known=("tip63",),
        query="care=medication",
        link=mark("Find medication for opioid use"),
    ),
    who=Claim(
        mark("People who cannot stop heroin, fentanyl or pain pills."),
        compared=("tip63",),
        query="care=medication",
        link=mark("Find medication for opioid use"),
    ),
    before=("detox", "inpatient"),
    after=("outpatient", "aftercare"),
    sections=(
        Section(
            mark("How you get it"),
            (
                Claim(
                    mark(
                        "Methadone for opioid use comes from a special clinic, with few "
                        "exceptions. At first you visit often. Later you may take doses home."
                    ),
                    compared=("otp-summary", "otp-rules"),
                    known=("tip63",),
                    query="medication=methadone",
                    link=mark("Find methadone"),
                ),
                Claim(
                    mark(
                        "Buprenorphine can come from such a clinic, or as a prescription from a "
                        "doctor or nurse. It can be a film, a tablet or a shot."
                    ),
                    compared=("otp-summary",),
                    known=("tip63",),
                    query="medication=buprenorphine",
                    link=mark("Find buprenorphine"),
                ),
                Claim(
                    mark(
                        "Naltrexone blocks opioids. You must be off all opioids before the first "
                        "dose. Anyone who may write prescriptions can give it."
                    ),
                    compared=("otp-summary",),
                    known=("tip63",),
                    query="medication=naltrexone",
                    link=mark("Find naltrexone"),
                ),
            ),
        ),
        Section(
            mark("Together with other care"),
            (
                Claim(
                    mark(
                        "You can take medicine in any level of care, also in an IOP. Counseling "
                        "can be added. Ask each place whether you may stay on your medicine."
                    ),
                    compared=("advisory-iop",),
                    known=("tip63",),
                    query="care=iop&medication=buprenorphine",
                    link=mark("Find an IOP with buprenorphine"),
                ),
                Claim(
                    mark(
                        "There is medicine for alcohol use too. Three kinds are approved. They "
                        "are not addictive. Ask any doctor."
                    ),
                    compared=("niaaa-options",),
                    figures=("three-alcohol-medicines",),
                    query="care=iop,outpatient&medication=naltrexone",
                    link=mark("Find places with naltrexone"),
                ),
            ),
        ),
    ),
)
