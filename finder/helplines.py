"""The national lines that every page may name. Only these; no other number is ever added by hand.

Published by: 911 and 988: FCC. 988 in English, Spanish (press 2, AYUDA, 988lineadevida.org), by
textphone (711) and in sign language: 988lifeline.org and samhsa.gov. 988 then 1, with text 838255:
veteranscrisisline.net. 1-800-662-4357, textphone 1-800-487-4889 and text 435748: samhsa.gov.
1-800-222-1222: poison.org. Relay by 711, and 911 by textphone and, in many places, by text: FCC.
"""

from __future__ import annotations

from dataclasses import dataclass

from finder.locale import SOURCE, _, language, mark

__all__ = ["HELPLINES", "RELAY", "Helpline", "Way", "in_one_line"]

# The number of the free relay between textphone (TTY) and voice, in all of the United States.
RELAY = "711"


@dataclass(frozen=True)
class Way:
    """One way to reach a line.

    label: what to press, with `{number}` in the place of the number or word. outside: leads to
    another website. speech: the language that is spoken there, where a line has one way for each;
    empty for all. code: where the language of the page has a way of its own, it stands in the
    place of the one of the same code. key: what to press after the number.
    """

    label: str
    number: str
    href: str
    code: str = ""
    speech: str = ""
    key: str = ""
    outside: bool = False

    @property
    def words(self) -> str:
        """The label in the language of the page."""
        return _(self.label).format(number=self.number, key=self.key)


@dataclass(frozen=True)
class Helpline:
    """A line: when to use it, the ways to reach it, and how without hearing."""

    code: str
    name: str
    when: str
    all_ways: tuple[Way, ...]
    deaf: tuple[str, ...]

    @property
    def ways(self) -> tuple[Way, ...]:
        """Those in the language of the page, where the line has some, else those in English."""
        here = {way.code for way in self.all_ways if way.speech == language()}
        return tuple(
            way
            for way in self.all_ways
            if way.speech in ("", language()) or (way.speech == SOURCE and way.code not in here)
        )

    @property
    def number(self) -> str:
        """Its main number."""
        return self.all_ways[0].number

    @property
    def href(self) -> str:
        """Where a press on the number leads."""
        return self.all_ways[0].href

    @property
    def key(self) -> str:
        """What to press after the number, to be answered in the language of the page."""
        return next((way.key for way in self.ways if way.code == "call"), "")

    @property
    def without_hearing(self) -> str:
        """How to reach it by textphone or relay, in the language of the page."""
        return " ".join(_(words).format(number=self.number, relay=RELAY) for words in self.deaf)


def _call(number: str) -> Way:
    """A voice line of this number: `1-800-222-1222`."""
    return Way(mark("Call {number}"), number, f"tel:{number.replace('-', '')}")


_TEXT = mark("Text {number}")
_CHAT = mark("Chat at {number}")
_BY_RELAY = mark("By textphone (TTY) or relay: call {relay}, then give {number}.")

_DECLARED = (
    Helpline(
        "911",
        mark("Emergency"),
        mark(
            "Someone may die or be badly hurt: an overdose, a seizure, chest pain, trouble "
            "breathing."
        ),
        (_call("911"),),
        (
            mark("By textphone (TTY): call {number} itself."),
            mark("In many places you can text {number} too."),
        ),
    ),
    Helpline(
        "988",
        mark("988 Suicide and Crisis Lifeline"),
        mark(
            "Thoughts of suicide, or more than you can bear. Free, day and night. Also in Spanish: "
            "press 2."
        ),
        (
            Way(mark("Call {number}"), "988", "tel:988", "call", SOURCE),
            Way(mark("Call {number}, then press {key}"), "988", "tel:988", "call", "es", "2"),
            Way(_TEXT, "988", "sms:988", "text", SOURCE),
            Way(mark("Text {key} to {number}"), "988", "sms:988?body=AYUDA", "text", "es", "AYUDA"),
            Way(
                _CHAT,
                "988lifeline.org",
                "https://988lifeline.org/chat/",
                "chat",
                SOURCE,
                outside=True,
            ),
            Way(
                _CHAT,
                "988lineadevida.org",
                "https://988lineadevida.org/",
                "chat",
                "es",
                outside=True,
            ),
        ),
        (_BY_RELAY, mark("In sign language (ASL): call {number} by videophone.")),
    ),
    Helpline(
        "samhsa",
        mark("SAMHSA’s National Helpline"),
        mark(
            "Where to find treatment. Free, private, day and night, in English and Spanish. "
            "By text, send your ZIP code."
        ),
        (
            _call("1-800-662-4357"),
            Way(mark("Text {number} (HELP4U)"), "435748", "sms:435748"),
            Way(mark("By textphone (TTY): {number}"), "1-800-487-4889", "tel:18004874889"),
        ),
        (_BY_RELAY,),
    ),
    Helpline(
        "poison",
        mark("Poison Control"),
        mark("Someone took too much, or the wrong thing, and is awake and breathing well."),
        (_call("1-800-222-1222"),),
        (_BY_RELAY,),
    ),
    Helpline(
        "veterans",
        mark("Veterans Crisis Line"),
        mark("For veterans, service members and those close to them. Free, day and night."),
        (
            Way(mark("Call {number}, then press {key}"), "988", "tel:988", key="1"),
            Way(_TEXT, "838255", "sms:838255"),
        ),
        (_BY_RELAY,),
    ),
)

HELPLINES: dict[str, Helpline] = {line.code: line for line in _DECLARED}


def in_one_line(*, treatment: bool = True) -> str:
    """The numbers for now in one line, for paper and for a calendar.

    treatment: with the helpline that looks for programs.
    """
    crisis = HELPLINES["988"]
    words = [
        _("In danger now: {number}.").format(number=HELPLINES["911"].number),
        _("Crisis line, call or text: {number}.").format(number=crisis.number),
    ]
    if crisis.key:
        words[1] = _("Crisis line: {number}, then press {key}.").format(
            number=crisis.number, key=crisis.key
        )
    if treatment:
        number = HELPLINES["samhsa"].number
        words.append(_("Treatment helpline, day and night: {number}.").format(number=number))
    return " ".join(words)
