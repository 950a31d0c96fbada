"""The field's words: every code of a link, with its label, plain-language help and source.

A `Vocabulary` is an ordered list of terms; the position of a term is its bit in a mask, and the
order is the one in which codes stand in a canonical link. Terms are added at the end.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from finder.locale import _, filled, mark
from finder.text import decapitalized

__all__ = [
    "ACCREDITATIONS",
    "AGES",
    "CARE_LEVELS",
    "COST_UNITS",
    "DETOX",
    "DETOX_SUBSTANCES",
    "GENDERS",
    "LANGUAGES",
    "MEDICATIONS",
    "PAYMENTS",
    "SCHEDULES",
    "SERVICES",
    "SORTS",
    "SPECIAL_PROGRAMS",
    "STATES",
    "SUBSTANCES",
    "THERAPIES",
    "CareLevel",
    "Term",
    "Vocabulary",
]

_ASAM = "The ASAM Criteria, levels of care"
_SHEET = "SAMHSA National Directory 2023, service code reference"


@dataclass(frozen=True)
class Term:
    """One code: what it is called, what it means in plain words, and where a rule comes from.

    proper: the label is a proper name, which keeps its capital inside a sentence.
    """

    code: str
    label: str
    help: str = ""
    source: str = ""
    proper: bool = False

    @property
    def in_sentence(self) -> str:
        """The label, in the visitor's language, as it stands inside a sentence.

        A name keeps its capital, but not where a language has a word of its own for it.
        """
        words = _(self.label)
        return words if self.proper and words == self.label else decapitalized(words)


@dataclass(frozen=True)
class CareLevel(Term):
    """A care level. `hours` is the range of hours a week that its definition gives, or None.

    `typical` is the usual range inside it. `lives_in` means that one sleeps there, which counts
    as 168 hours a week. All that tells of these hours takes them from here: `help` and the texts
    of `with_hours` name them as `{low}`, `{high}`, `{usual_low}` and `{usual_high}`.
    """

    short: str = ""
    asam: str = ""
    hours: tuple[float, float] | None = None
    typical: tuple[float, float] | None = None
    lives_in: bool = False

    def __post_init__(self) -> None:
        if "{" in self.help:
            object.__setattr__(self, "help", self.with_hours(self.help))

    def with_hours(self, text: str) -> str:
        """A marked text with the hours of the level in it."""
        low, high = self.hours or (0.0, 0.0)
        usual_low, usual_high = self.typical or (low, high)
        ends = {"low": low, "high": high, "usual_low": usual_low, "usual_high": usual_high}
        return filled(text, **{name: f"{end:g}" for name, end in ends.items()})


T = TypeVar("T", bound=Term)


class Vocabulary(Generic[T]):
    """An ordered, closed set of terms."""

    def __init__(self, name: str, terms: Iterable[T]) -> None:
        self.name = name
        self._terms = {term.code: term for term in terms}
        self._position = {code: position for position, code in enumerate(self._terms)}

    def __iter__(self) -> Iterator[T]:
        return iter(self._terms.values())

    def __len__(self) -> int:
        return len(self._terms)

    def __contains__(self, code: object) -> bool:
        return code in self._terms

    def __getitem__(self, code: str) -> T:
        return self._terms[code]

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in order."""
        return tuple(self._terms)

    @property
    def all_bits(self) -> int:
        """The mask with every term set."""
        return (1 << len(self._terms)) - 1

    def position(self, code: str) -> int:
        """The place of a code in the order, from 0."""
        return self._position[code]

    def bits(self, codes: Iterable[str]) -> int:
        """The mask of some codes. Raises KeyError for a code that is not in the vocabulary."""
        mask = 0
        for code in codes:
            mask |= 1 << self._position[code]
        return mask

    def terms_of(self, mask: int) -> tuple[T, ...]:
        """The terms whose bit is set."""
        return tuple(term for bit, term in enumerate(self) if mask >> bit & 1)

    def codes_of(self, mask: int) -> tuple[str, ...]:
        """The codes whose bit is set."""
        return tuple(term.code for term in self.terms_of(mask))


CARE_LEVELS: Vocabulary[CareLevel] = Vocabulary(
    "care",
    [
        CareLevel(
            "detox",
            mark("Detox (withdrawal management)"),
            mark("Medical care while alcohol or drugs leave the body, for a few days."),
            _ASAM + "; SAMHSA codes DT, HID, RD, OD",
            short=mark("Detox"),
            asam="WM",
        ),
        CareLevel(
            "inpatient",
            mark("Hospital inpatient"),
            mark("Treatment in a hospital, day and night, with doctors on site."),
            _ASAM + "; SAMHSA codes HIT, HI",
            short=mark("Inpatient"),
            asam="4 / 3.7",
            hours=(168, 168),
            lives_in=True,
        ),
        CareLevel(
            "residential",
            mark("Residential"),
            mark("One lives at the program for weeks or months, with treatment every day."),
            _ASAM + "; SAMHSA codes RL, RS, RES",
            short=mark("Residential"),
            asam="3.1–3.5",
            hours=(168, 168),
            lives_in=True,
        ),
        CareLevel(
            "php",
            mark("Partial hospitalization (PHP)"),
            mark("Day treatment of {low} hours a week or more; one sleeps at home."),
            _ASAM + "; SAMHSA code ODT",
            short=mark("Partial hospitalization"),
            asam="2.5",
            hours=(20, math.inf),
        ),
        CareLevel(
            "iop",
            mark("Intensive outpatient (IOP)"),
            mark(
                "Several sessions a week, usually {usual_low} to {usual_high} hours; one goes home "
                "each night."
            ),
            _ASAM + "; SAMHSA code OIT",
            short=mark("Intensive outpatient"),
            asam="2.1",
            hours=(6, 30),
            typical=(9, 19),
        ),
        CareLevel(
            "outpatient",
            mark("Outpatient"),
            mark("A session or a few a week, up to {high} hours."),
            _ASAM + "; SAMHSA codes ORT, OP",
            short=mark("Outpatient"),
            asam="1",
            hours=(1, 8),
        ),
        CareLevel(
            "medication",
            mark("Medication for opioid use disorder"),
            mark("Methadone, buprenorphine or naltrexone with regular visits."),
            _ASAM + "; SAMHSA code OMB",
            short=mark("Opioid medication"),
            asam="1 / OTP",
            hours=(0, 8),
        ),
        CareLevel(
            "sober-living",
            mark("Sober living"),
            mark("A shared home without alcohol or drugs: a halfway house or recovery house."),
            "SAMHSA code HH",
            short=mark("Sober living"),
            asam="—",
        ),
    ],
)

DETOX = Vocabulary(
    "detox",
    [
        Term("onsite", mark("On site"), mark("Detox is offered at the same facility.")),
        Term(
            "nearby",
            mark("On site or nearby"),
            mark("Detox at the facility, or at another within 25 miles of it."),
        ),
    ],
)

DETOX_SUBSTANCES = Vocabulary(
    "detox_for",
    [
        Term(
            "alcohol",
            mark("Alcohol"),
            mark("Stopping alcohol suddenly after long use can be dangerous."),
            _SHEET + ": ADTX",
        ),
        Term(
            "benzodiazepines",
            mark("Benzodiazepines"),
            mark("Such as Xanax, Valium, Ativan: never stop them suddenly without a doctor."),
            _SHEET + ": BDTX",
        ),
        Term("cocaine", mark("Cocaine"), mark("Including crack."), _SHEET + ": CDTX"),
        Term("methamphetamine", mark("Methamphetamine"), mark("Meth."), _SHEET + ": MDTX"),
        Term(
            "opioids",
            mark("Opioids"),
            mark("Heroin, fentanyl, or pain pills such as oxycodone."),
            _SHEET + ": ODTX",
        ),
    ],
)

SUBSTANCES = Vocabulary(
    "substance",
    [
        Term(
            "alcohol",
            mark("Alcohol"),
            mark("Leaves out places that say they do not treat alcohol use."),
            _SHEET + ": NAUT, OUDO",
        ),
        Term(
            "opioids",
            mark("Opioids"),
            mark("Leaves out places that say they do not treat opioid use."),
            _SHEET + ": NOOP, AUDO",
        ),
        Term(
            "other",
            mark("Another drug"),
            mark("Leaves out places for alcohol only or for opioids only."),
            _SHEET + ": AUDO, OUDO",
        ),
    ],
)

SCHEDULES = Vocabulary(
    "when",
    [
        Term("evening", mark("Evenings"), mark("Sessions after work or school.")),
        Term("weekend", mark("Weekends"), mark("Sessions on Saturday or Sunday.")),
        Term(
            "telehealth",
            mark("Telehealth"),
            mark("Sessions by video or phone."),
            _SHEET + ": TELE",
        ),
    ],
)

COST_UNITS = Vocabulary(
    "per",
    [
        Term("week", mark("a week")),
        Term("month", mark("a month")),
        Term("program", mark("for the whole program")),
    ],
)

PAYMENTS = Vocabulary(
    "pay",
    [
        Term(
            "medicaid",
            mark("Medicaid"),
            mark("State health coverage for low incomes."),
            _SHEET + ": MD",
            proper=True,
        ),
        Term(
            "medicare",
            mark("Medicare"),
            mark("Federal coverage from age 65 or with a disability."),
            _SHEET + ": MC",
            proper=True,
        ),
        Term(
            "private",
            mark("Private insurance"),
            mark("No public listing names insurers: ask whether yours is taken."),
            _SHEET + ": PI",
        ),
        Term(
            "military",
            mark("Military insurance"),
            mark("Such as TRICARE."),
            _SHEET + ": MI",
        ),
        Term(
            "state",
            mark("State-financed insurance"),
            mark("A state health plan other than Medicaid."),
            _SHEET + ": SI",
        ),
        Term(
            "tribal",
            mark("Tribal funds"),
            mark("Indian Health Service, tribal or urban (ITU) funds."),
            _SHEET + ": ITU",
        ),
        Term("self", mark("Self-pay"), mark("Cash or own payment."), _SHEET + ": SF"),
        Term(
            "sliding",
            mark("Sliding fee"),
            mark("The fee depends on income."),
            _SHEET + ": SS",
        ),
        Term(
            "assistance",
            mark("Payment assistance"),
            mark("Help with paying: ask what it covers."),
            _SHEET + ": PA",
        ),
        Term("free", mark("Free"), mark("The place takes no payment."), _SHEET + ": NP"),
    ],
)

THERAPIES = Vocabulary(
    "therapy",
    [
        Term(
            "cbt",
            mark("Cognitive behavioral therapy (CBT)"),
            mark("Noticing thoughts that lead to use, and practicing other answers."),
            _SHEET + ": CBT",
        ),
        Term("group", mark("Group counseling"), mark("With others in recovery."), _SHEET + ": GCO"),
        Term(
            "individual",
            mark("Individual counseling"),
            mark("Alone with a counselor."),
            _SHEET + ": ICO",
        ),
        Term("family", mark("Family counseling"), mark("With the family."), _SHEET + ": FCO"),
        Term("couples", mark("Couples counseling"), mark("With a partner."), _SHEET + ": MCO"),
        Term(
            "twelve-step",
            mark("12-step facilitation"),
            mark("Getting started with meetings such as AA or NA."),
            _SHEET + ": TWFA",
        ),
        Term(
            "motivational",
            mark("Motivational interviewing"),
            mark("Finding one's own reasons to change."),
            _SHEET + ": MOTI",
        ),
        Term(
            "contingency",
            mark("Contingency management"),
            mark("Small rewards for steps in recovery."),
            _SHEET + ": CMI",
        ),
        Term(
            "community-reinforcement",
            mark("Community reinforcement plus vouchers"),
            mark("Making a life without use more rewarding."),
            _SHEET + ": CRV",
        ),
        Term(
            "matrix",
            mark("Matrix Model"),
            mark("A structured outpatient program, first made for stimulants."),
            _SHEET + ": MXM",
            proper=True,
        ),
        Term(
            "relapse-prevention",
            mark("Relapse prevention"),
            mark("Knowing one's triggers and planning for them."),
            _SHEET + ": RELP",
        ),
        Term(
            "trauma",
            mark("Trauma-related counseling"),
            mark("For people who lived through violence or loss."),
            _SHEET + ": TRC",
        ),
        Term("anger", mark("Anger management"), mark("Handling anger."), _SHEET + ": ANG"),
        Term(
            "brief",
            mark("Brief intervention"),
            mark("A few short talks that start a change."),
            _SHEET + ": BIA",
        ),
    ],
)

MEDICATIONS = Vocabulary(
    "medication",
    [
        Term(
            "methadone",
            mark("Methadone"),
            mark("For opioids; given at certified opioid treatment programs."),
            _SHEET + ": MU",
        ),
        Term(
            "buprenorphine",
            mark("Buprenorphine"),
            mark("For opioids; such as Suboxone or Sublocade."),
            _SHEET + ": BU",
        ),
        Term(
            "naltrexone",
            mark("Naltrexone"),
            mark("For opioids or alcohol; such as Vivitrol."),
            _SHEET + ": NU",
        ),
    ],
)

SPECIAL_PROGRAMS = Vocabulary(
    "for",
    [
        Term("women", mark("Women"), mark("A program or group for women."), _SHEET + ": WN"),
        Term("men", mark("Men"), mark("A program or group for men."), _SHEET + ": MN"),
        Term(
            "pregnant",
            mark("Pregnant or new mothers"),
            mark("A program for pregnant and postpartum women."),
            _SHEET + ": PW",
        ),
        Term("young-adults", mark("Young adults"), mark("About 18 to 25."), _SHEET + ": TAY"),
        Term("seniors", mark("Older adults"), mark("Seniors."), _SHEET + ": SE"),
        Term("lgbtq", mark("LGBTQ people"), mark("A program for LGBTQ people."), _SHEET + ": GL"),
        Term("veterans", mark("Veterans"), mark("A program for veterans."), _SHEET + ": VET"),
        Term(
            "military",
            mark("Active-duty military"),
            mark("A program for people in service."),
            _SHEET + ": ADM",
        ),
        Term(
            "military-families",
            mark("Military families"),
            mark("A program for families of people in service."),
            _SHEET + ": MF",
        ),
        Term(
            "justice",
            mark("Criminal justice clients"),
            mark("People sent by a court, on parole or leaving prison."),
            _SHEET + ": CJ",
        ),
        Term(
            "co-occurring",
            mark("Mental health as well"),
            mark("Substance use together with a mental disorder."),
            _SHEET + ": CO",
        ),
        Term("pain", mark("Pain as well"), mark("Substance use and pain."), _SHEET + ": COPSU"),
        Term("hiv", mark("HIV or AIDS"), mark("People who live with HIV."), _SHEET + ": HV"),
        Term(
            "abuse",
            mark("Sexual abuse survivors"),
            mark("People who lived through sexual abuse."),
            _SHEET + ": XA",
        ),
        Term(
            "violence",
            mark("Domestic violence survivors"),
            mark("People who lived through violence from a partner or at home."),
            _SHEET + ": DV",
        ),
        Term(
            "trauma",
            mark("Trauma survivors"),
            mark("People who lived through trauma."),
            _SHEET + ": TRMA",
        ),
        Term("dui", mark("DUI or DWI clients"), mark("After drunk driving."), _SHEET + ": DU"),
    ],
)

AGES = Vocabulary(
    "age",
    [
        Term("adolescent", mark("Adolescents"), mark("Under 18."), _SHEET + ": CHLD"),
        Term("young-adult", mark("Young adults"), mark("About 18 to 25."), _SHEET + ": YAD"),
        Term("adult", mark("Adults"), mark("26 to 64."), _SHEET + ": ADLT"),
        Term("senior", mark("Seniors"), mark("65 and older."), _SHEET + ": SNR"),
    ],
)

GENDERS = Vocabulary(
    "gender",
    [
        Term("female", mark("Women"), mark("Accepts female clients."), _SHEET + ": FEM"),
        Term("male", mark("Men"), mark("Accepts male clients."), _SHEET + ": MALE"),
    ],
)

_SPOKEN = [
    ("arabic", mark("Arabic"), "F4"),
    ("chinese", mark("Chinese"), "F17"),
    ("creole", mark("Creole"), "F19"),
    ("farsi", mark("Farsi"), "F25"),
    ("french", mark("French"), "F28"),
    ("german", mark("German"), "F30"),
    ("greek", mark("Greek"), "F31"),
    ("hebrew", mark("Hebrew"), "F35"),
    ("hindi", mark("Hindi"), "F36"),
    ("hmong", mark("Hmong"), "F37"),
    ("italian", mark("Italian"), "F42"),
    ("japanese", mark("Japanese"), "F43"),
    ("korean", mark("Korean"), "F47"),
    ("polish", mark("Polish"), "F66"),
    ("portuguese", mark("Portuguese"), "F67"),
    ("russian", mark("Russian"), "F70"),
    ("tagalog", mark("Tagalog"), "F81"),
    ("vietnamese", mark("Vietnamese"), "F92"),
    ("ojibwa", mark("Ojibwa"), "N24"),
    ("yupik", mark("Yupik"), "N40"),
]
_SPOKEN_ELSEWHERE = [
    ("amharic", mark("Amharic")),
    ("armenian", mark("Armenian")),
    ("bengali", mark("Bengali")),
    ("burmese", mark("Burmese")),
    ("cherokee", mark("Cherokee")),
    ("dakota", mark("Dakota")),
    ("gujarati", mark("Gujarati")),
    ("haitian-creole", mark("Haitian Creole")),
    ("ilocano", mark("Ilocano")),
    ("khmer", mark("Khmer")),
    ("lao", mark("Lao")),
    ("nepali", mark("Nepali")),
    ("navajo", mark("Navajo")),
    ("punjabi", mark("Punjabi")),
    ("samoan", mark("Samoan")),
    ("serbo-croatian", mark("Serbo-Croatian")),
    ("somali", mark("Somali")),
    ("swahili", mark("Swahili")),
    ("tamil", mark("Tamil")),
    ("telugu", mark("Telugu")),
    ("thai", mark("Thai")),
    ("turkish", mark("Turkish")),
    ("ukrainian", mark("Ukrainian")),
    ("urdu", mark("Urdu")),
    ("yiddish", mark("Yiddish")),
    ("yoruba", mark("Yoruba")),
]
LANGUAGES = Vocabulary(
    "lang",
    [
        Term("spanish", mark("Spanish"), mark("Care in Spanish."), _SHEET + ": SP", proper=True),
        Term(
            "asl",
            mark("Sign language"),
            mark("For people who are deaf or hard of hearing."),
            _SHEET + ": AH",
        ),
        *(Term(code, label, "", f"{_SHEET}: {sheet}", True) for code, label, sheet in _SPOKEN),
        *(Term(code, label, proper=True) for code, label in _SPOKEN_ELSEWHERE),
    ],
)

SERVICES = Vocabulary(
    "with",
    [
        Term(
            "child-care",
            mark("Child care"),
            mark("Someone looks after children during sessions."),
            _SHEET + ": CCC",
        ),
        Term(
            "childrens-beds",
            mark("Beds for children"),
            mark("Children can stay with a parent who lives in."),
            _SHEET + ": BC",
        ),
        Term(
            "transport",
            mark("Transportation"),
            mark("Help with getting there."),
            _SHEET + ": TA",
        ),
        Term("housing", mark("Housing help"), mark("Help with finding a home."), _SHEET + ": HS"),
        Term(
            "peer",
            mark("Peer support"),
            mark("Mentors who have recovered themselves."),
            _SHEET + ": PEER",
        ),
        Term(
            "aftercare",
            mark("Aftercare"),
            mark("Continuing care after the program ends."),
            _SHEET + ": ACC",
        ),
        Term(
            "naloxone",
            mark("Naloxone"),
            mark("Naloxone and how to answer an overdose."),
            _SHEET + ": NOE",
        ),
        Term(
            "discharge-planning",
            mark("Discharge planning"),
            mark("A plan for the time after treatment."),
            _SHEET + ": DP",
        ),
        Term(
            "follow-up",
            mark("Outcome follow-up"),
            mark("The place asks how one is doing after discharge."),
            _SHEET + ": OFD",
        ),
        Term(
            "self-help",
            mark("Self-help groups"),
            mark("Groups that meet at the place."),
            _SHEET + ": SHG",
        ),
        Term(
            "recovery-coach",
            mark("Recovery coach"),
            mark("Someone at one's side in daily life."),
            _SHEET + ": RC",
        ),
        Term(
            "employment",
            mark("Employment help"),
            mark("Counseling or training for a job."),
            _SHEET + ": EMP",
        ),
        Term(
            "case-management",
            mark("Case management"),
            mark("One person keeps all the services together."),
            _SHEET + ": CM",
        ),
        Term(
            "mental-health",
            mark("Mental health services"),
            mark("Care for depression, anxiety and other disorders."),
            _SHEET + ": MHS",
        ),
        Term(
            "primary-care",
            mark("Primary care"),
            mark("A doctor for everything else, in the same place."),
            _SHEET + ": IPC",
        ),
        Term(
            "suicide-prevention",
            mark("Suicide prevention"),
            mark("Services for people who think of suicide."),
            _SHEET + ": SPS",
        ),
        Term(
            "social-services",
            mark("Help with social services"),
            mark("Help with applying for benefits."),
            _SHEET + ": AOSS",
        ),
        Term(
            "education",
            mark("Schooling or vocational training"),
            mark("Such as high school courses or a GED."),
            _SHEET + ": VOC",
        ),
    ],
)

ACCREDITATIONS = Vocabulary(
    "accredited",
    [
        Term(
            "carf",
            mark("CARF"),
            mark("Commission on Accreditation of Rehabilitation Facilities."),
            _SHEET + ": CARF",
            proper=True,
        ),
        Term(
            "joint-commission",
            mark("The Joint Commission"),
            mark("Reviews hospitals and other health care."),
            _SHEET + ": JC",
            proper=True,
        ),
        Term(
            "coa",
            mark("Council on Accreditation (COA)"),
            mark("Reviews human and social services."),
            _SHEET + ": COA",
            proper=True,
        ),
        Term(
            "ncqa",
            mark("NCQA"),
            mark("National Committee for Quality Assurance."),
            _SHEET + ": NCQA",
            proper=True,
        ),
        Term(
            "hfap",
            mark("HFAP"),
            mark("Healthcare Facilities Accreditation Program."),
            _SHEET + ": HFAP",
            proper=True,
        ),
    ],
)

SORTS = Vocabulary(
    "sort",
    [
        Term("best", mark("Best fit"), mark("Matches first, then the nearest.")),
        Term("distance", mark("Distance"), mark("The nearest first.")),
        Term(
            "hours",
            mark("Hours a week"),
            mark("Published hours first, the fewest first; then by level."),
        ),
        Term("cost", mark("Price"), mark("Published prices first, the lowest first.")),
        Term("name", mark("Name"), mark("By name.")),
    ],
)

_STATE_NAMES = (
    "AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|"
    "DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|"
    "IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|"
    "MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|"
    "NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|"
    "OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|"
    "SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|"
    "WV West Virginia|WI Wisconsin|WY Wyoming|AS American Samoa|FM Federated States of Micronesia|"
    "GU Guam|MH Marshall Islands|MP Northern Mariana Islands|PR Puerto Rico|PW Palau|"
    "VI U.S. Virgin Islands|AA Armed Forces Americas|AE Armed Forces Europe|"
    "AP Armed Forces Pacific"
)


def _state_names() -> Iterator[tuple[str, str]]:
    for entry in _STATE_NAMES.split("|"):
        code, _space, name = entry.partition(" ")
        yield code, name


STATES = Vocabulary(
    "state",
    [Term(code, name, source="USPS") for code, name in _state_names()],
)
