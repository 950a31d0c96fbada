"""Cards as tests read them: what stands under a label, in words."""

from __future__ import annotations

from builders import TODAY, a_directory, a_facility, find
from finder.criteria import Criteria, write
from finder.directory import Directory, FacilityRecord, ProgramRecord
from finder.pages.find import cards
from html_tree import Element, tree

NEAR = "near=22903"


def link(criteria: Criteria, path: str = "/") -> str:
    return f"{path}{'&' if '?' in path else '?'}{write(criteria)}"


def listed(directory: Directory, query: str = NEAR) -> Element:
    return tree(cards.card_list(find(directory, query), link, today=TODAY))


def card(record: FacilityRecord | ProgramRecord, query: str = NEAR) -> Element:
    """The card of the only facility."""
    facility = record if isinstance(record, FacilityRecord) else a_facility(record)
    return listed(a_directory(facility), query).one("article")


def fact(of: Element, label: str) -> Element:
    """What stands under a label of a card."""
    (found,) = [one for one in of.one(".facts").all("div") if one.one("dt").text == label]
    return found


def said(of: Element, label: str) -> str:
    return " | ".join(one.text for one in fact(of, label).all("dd"))
