"""The six dimensions of an assessment, and the publications that the rules follow.

Dimensions: The ASAM Criteria, 4th edition, volume 1, adults (2023). Nothing of its text is copied:
the rules here say in plain words what the publications below agree on.
"""

from __future__ import annotations

from dataclasses import dataclass

from finder.locale import mark

__all__ = ["DIMENSIONS", "SOURCES", "Source"]

DIMENSIONS: dict[int, str] = {
    1: mark("Intoxication, withdrawal and addiction medications"),
    2: mark("Physical health"),
    3: mark("Mental health and thinking"),
    4: mark("Risks of going on or starting again"),
    5: mark("Home and people around"),
    6: mark("What the person can do and wants"),
}


@dataclass(frozen=True)
class Source:
    """A publication. title: as published, not translated."""

    title: str
    href: str


SOURCES: dict[str, Source] = {
    "asam": Source("The ASAM Criteria, 4th edition (2023)", "https://www.asam.org/asam-criteria"),
    "tip45": Source(
        "SAMHSA, TIP 45: Detoxification and Substance Abuse Treatment",
        "https://www.ncbi.nlm.nih.gov/books/NBK64115/",
    ),
    "tip47": Source(
        "SAMHSA, TIP 47: Clinical Issues in Intensive Outpatient Treatment",
        "https://www.ncbi.nlm.nih.gov/books/NBK64093/",
    ),
    "tip63": Source(
        "SAMHSA, TIP 63: Medications for Opioid Use Disorder",
        "https://www.ncbi.nlm.nih.gov/books/NBK574910/",
    ),
    "tip42": Source(
        "SAMHSA, TIP 42: Treatment for People With Co-Occurring Disorders",
        "https://www.ncbi.nlm.nih.gov/books/NBK571020/",
    ),
    "alcohol": Source(
        "ASAM Clinical Practice Guideline on Alcohol Withdrawal Management (2020)",
        "https://www.asam.org/quality-care/clinical-guidelines/"
        "alcohol-withdrawal-management-guideline",
    ),
    "benzodiazepines": Source(
        "Joint Clinical Practice Guideline on Benzodiazepine Tapering (2025)",
        "https://www.asam.org/quality-care/clinical-guidelines/benzodiazepine-tapering",
    ),
}
