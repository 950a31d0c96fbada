"""The sources of the pages on levels, and the numbers that stand in them beside the facts.

A source was seen as an excerpt in a stored copy of public pages, never as a whole: what a claim
could not be compared with is marked so where it is cited (finder.levels.model.Claim).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from finder.levels.model import Source

__all__ = ["FIGURES", "SOURCES"]

_BOOKS = "https://www.ncbi.nlm.nih.gov/books"
_PMC = "https://pmc.ncbi.nlm.nih.gov/articles"
_ARCHIVE = "https://webarchive.library.unt.edu/eot2008"

SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "tip45": Source(
            "SAMHSA, TIP 45: Detoxification and Substance Abuse Treatment",
            2006,
            f"{_BOOKS}/NBK64115/",
            "copy",
        ),
        "tip47": Source(
            "SAMHSA, TIP 47: Clinical Issues in Intensive Outpatient Treatment, chapter 3",
            2006,
            f"{_BOOKS}/NBK64088/",
        ),
        "advisory-iop": Source(
            "SAMHSA, Advisory: Clinical Issues in Intensive Outpatient Treatment",
            2021,
            "https://library.samhsa.gov/sites/default/files/pep20-02-01-021.pdf",
            "copy",
        ),
        "tip63": Source(
            "SAMHSA, TIP 63: Medications for Opioid Use Disorder, summary",
            2018,
            f"{_BOOKS}/NBK535275/",
        ),
        "iop-review": Source(
            "McCarty and others: Substance Abuse Intensive Outpatient Programs",
            2014,
            f"{_PMC}/PMC4152944",
        ),
        "fda-benzodiazepines": Source(
            "FDA, Drug Safety Communication on benzodiazepines",
            2020,
            "https://www.fda.gov/drugs/drug-safety-and-availability/fda-requiring-boxed-warning-"
            "updated-improve-safe-use-benzodiazepine-drug-class",
        ),
        "medlineplus-alcohol": Source(
            "MedlinePlus, Alcohol withdrawal",
            2013,
            "https://medlineplus.gov/ency/article/000764.htm",
            "copy",
        ),
        "delirium-tremens": Source(
            "Hattiesburg Clinic, Alcohol withdrawal delirium",
            None,
            "https://iris.hattiesburgclinic.com/patadv/aha/aha_dtremens_bha.htm",
        ),
        "nida-relapse": Source(
            "NIDA, Easy to read: What is relapse?",
            2017,
            "https://easyread.drugabuse.gov/content/what-relapse",
        ),
        "nih-relapse": Source(
            "NIH Senior Health, Prescription and illicit drug abuse, question 29",
            None,
            "https://nihseniorhealth.gov/drugabuse/faq/faq29.html",
        ),
        "nida-principles": Source(
            "NIDA, Principles of Drug Addiction Treatment",
            2009,
            f"{_ARCHIVE}/20090113183430/http:/www.nida.nih.gov/PODAT/PODAT9.html",
            "copy",
        ),
        "nida-kinds": Source(
            "NIDA, Principles of Drug Addiction Treatment: kinds of programs",
            2009,
            f"{_ARCHIVE}/20090113183430/http:/www.nida.nih.gov/PODAT/PODAT9.html",
        ),
        "niaaa-options": Source(
            "NIAAA, Core Resource on Alcohol: Know the Options",
            None,
            "https://www.niaaa.nih.gov/health-professionals-communities/core-resource-on-alcohol/"
            "recommend-evidence-based-treatment-know-options",
        ),
        "carlat-groups": Source(
            "The Carlat Report: Alternatives to 12-step recovery",
            None,
            "https://thecarlatreport.com/articles/2230-alternatives-to-12-step-recovery",
        ),
        "continuing-care": Source(
            "McKay: Impact of Continuing Care on Recovery",
            2021,
            f"{_PMC}/PMC7813220",
        ),
        "telephone-care": Source(
            "McKay and others: Telephone-Based Continuing Care, 24 months",
            2011,
            f"{_PMC}/PMC3174323",
        ),
        "recovery-housing": Source(
            "SAMHSA, Recovery Housing: Best Practices",
            2018,
            "https://csgjusticecenter.org/substance-abuse/publications/recovery-housing-best-"
            "practices-and-suggested-guidelines/",
            "copy",
        ),
        "recovery-housing-2023": Source(
            "SAMHSA, Best Practices for Recovery Housing: the list of practices",
            2023,
            "https://www.drugsandalcohol.ie/39567/",
        ),
        "otp-rules": Source(
            "SAMHSA, Statutes, Regulations, and Guidelines: 42 CFR part 8",
            None,
            "http://www.samhsa.gov/medication-assisted-treatment/legislation-regulations-guidelines",
        ),
        "otp-summary": Source(
            "Congressional Research Service, Opioid Treatment Programs, IF10219",
            2018,
            "https://www.everycrsreport.com/files/"
            "2018-06-26_IF10219_40b8c4e5593caed1ad97c6d57713fa1ec8812f0d.html",
        ),
        "php-rule": Source(
            "42 CFR 410.43, partial hospitalization under Medicare",
            2026,
            "https://law.lawstack.com/cfr/42/410.43/",
            "copy",
        ),
        "asam-overview": Source(
            "Addictions Counseling Essentials: ASAM dimensions and levels of care",
            None,
            "https://cod.pressbooks.pub/addictionscounseling/chapter/chapter-1/",
        ),
        "asam-levels": Source(
            "Mid Shore Behavioral Health, ASAM Criteria",
            None,
            "https://midshorebehavioralhealth.org/glossary/asam-criteria/",
        ),
        "medicare-iop": Source(
            "Noridian, for Medicare: Intensive Outpatient Program (JE Part A)",
            2024,
            "https://med.noridianmedicare.com/web/jea/provider-types/mental-health/"
            "intensive-outpatient-program",
        ),
        "sacot-rule": Source(
            "North Carolina, 10A NCAC 27G .4503: comprehensive outpatient treatment",
            2006,
            "http://ncrules.state.nc.us/ncac/title%2010a%20-%20health%20and%20human%20services/"
            "chapter%2027%20-%20mental%20health,%20community%20facilities%20and%20services/"
            "subchapter%20g/10a%20ncac%2027g%20.4503.html",
        ),
    }
)

# Numbers that stand in the texts and in no reference fact: the values, and the source of each.
FIGURES: Mapping[str, tuple[tuple[float, ...], str]] = MappingProxyType(
    {
        "iop-90-days": ((90,), "nida-principles"),
        "iop-days": ((3, 4), "medicare-iop"),
        "iop-fewest-days": ((2,), "tip47"),
        "iop-step-down": ((2,), "tip47"),
        "three-months": ((3,), "nida-principles"),
        "inpatient-weeks": ((3, 6), "nida-kinds"),
        "php-days": ((5,), "sacot-rule"),
        "withdrawal-peak": ((48, 72), "medlineplus-alcohol"),
        "three-medicines": ((3,), "tip63"),
        "three-alcohol-medicines": ((3,), "niaaa-options"),
        "telephone-months": ((18,), "telephone-care"),
    }
)
