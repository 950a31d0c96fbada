"""The national lines that every page may name. Only these; no other number is ever added by hand.

Published by: 911 and 988: FCC. 988 chat, and 988 then 1 with text 838255: 988lifeline.org and
veteranscrisisline.net. 1-800-662-4357 and text 435748: samhsa.gov. 1-800-222-1222: poison.org.
"""

from __future__ import annotations

from dataclasses import dataclass

from finder.locale import mark

__all__ = ["HELPLINES", "Helpline", "Way"]


@dataclass(frozen=True)
class Way:
    """One way to reach a line. label: with the number. outside: leads to another website."""

    label: str
    href: str
    outside: bool = False


@dataclass(frozen=True)
class Helpline:
    """A line: when to use it, and the ways to reach it."""

    code: str
    name: str
    when: str
    ways: tuple[Way, ...]


_DECLARED = (
    Helpline(
        "911",
        mark("Emergency"),
        mark(
            "Someone may die or be badly hurt: an overdose, a seizure, chest pain, trouble "
            "breathing."
        ),
        (Way(mark("Call 911"), "tel:911"),),
    ),
    Helpline(
        "988",
        mark("988 Suicide and Crisis Lifeline"),
        mark("Thoughts of suicide, or more than one can bear. Free, day and night."),
        (
            Way(mark("Call 988"), "tel:988"),
            Way(mark("Text 988"), "sms:988"),
            Way(mark("Chat at 988lifeline.org"), "https://988lifeline.org/chat/", outside=True),
        ),
    ),
    Helpline(
        "samhsa",
        mark("SAMHSA’s National Helpline"),
        mark(
            "Where to find treatment. Free, private, day and night, in English and Spanish. "
            "By text, send your ZIP code."
        ),
        (
            Way(mark("Call 1-800-662-4357"), "tel:18006624357"),
            Way(mark("Text 435748 (HELP4U)"), "sms:435748"),
        ),
    ),
    Helpline(
        "poison",
        mark("Poison Control"),
        mark("Someone took too much, or the wrong thing, and is awake and breathing well."),
        (Way(mark("Call 1-800-222-1222"), "tel:18002221222"),),
    ),
    Helpline(
        "veterans",
        mark("Veterans Crisis Line"),
        mark("For veterans, service members and those close to them. Free, day and night."),
        (
            Way(mark("Call 988, then press 1"), "tel:988"),
            Way(mark("Text 838255"), "sms:838255"),
        ),
    ),
)

HELPLINES: dict[str, Helpline] = {line.code: line for line in _DECLARED}
