"""The many ways to write one street, made one: `Fifth` and `5th`, `US Hwy 9` and `Route 9`."""

from __future__ import annotations

import re

__all__ = ["plain_street"]

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_AS_FIGURES = {
    word: f"{number}{_ENDINGS.get(number, 'th')}" for number, word in enumerate(_ORDINALS, start=1)
}
# As the Postal Service shortens the words of streets (Publication 28, appendix C).
_SPELLED_OUT = {
    **dict.fromkeys(("aly",), "alley"),
    **dict.fromkeys(("byp", "bypas"), "bypass"),
    **dict.fromkeys(("crk",), "creek"),
    **dict.fromkeys(("ctr", "cntr", "centre"), "center"),
    **dict.fromkeys(("cswy",), "causeway"),
    **dict.fromkeys(("cv",), "cove"),
    **dict.fromkeys(("cyn",), "canyon"),
    **dict.fromkeys(("est", "ests"), "estates"),
    **dict.fromkeys(("expy", "expwy", "exp"), "expressway"),
    **dict.fromkeys(("ext", "extn", "extention"), "extension"),
    **dict.fromkeys(("frnt",), "front"),
    **dict.fromkeys(("frontg",), "frontage"),
    **dict.fromkeys(("fwy",), "freeway"),
    **dict.fromkeys(("grn",), "green"),
    **dict.fromkeys(("hts",), "heights"),
    **dict.fromkeys(("is",), "island"),
    **dict.fromkeys(("jct",), "junction"),
    **dict.fromkeys(("lk",), "lake"),
    **dict.fromkeys(("lp",), "loop"),
    **dict.fromkeys(("mdws",), "meadows"),
    **dict.fromkeys(("mtn",), "mountain"),
    **dict.fromkeys(("pk", "pke"), "pike"),
    **dict.fromkeys(("plz",), "plaza"),
    **dict.fromkeys(("pt",), "point"),
    **dict.fromkeys(("rdg",), "ridge"),
    **dict.fromkeys(("spgs",), "springs"),
    **dict.fromkeys(("spg",), "spring"),
    **dict.fromkeys(("tpke", "tpk", "trnpk", "turnpk"), "turnpike"),
    **dict.fromkeys(("trce",), "trace"),
    **dict.fromkeys(("vly",), "valley"),
    **dict.fromkeys(("vw",), "view"),
    **dict.fromkeys(("xing",), "crossing"),
    **_AS_FIGURES,
}
_WORD = re.compile(r"[a-z]+")
_KING = re.compile(
    r"\b(?:(?:dr|doctor|rev|reverend)\s+)*(?:m\s?l\s?k(?:ing)?|martin\s+l(?:uther)?\s+king)"
    r"(?:[\s,]+(?:jr|junior))?\b"
)
# Whose road it is, is said by some and left out by others; its number is the name of it.
_NUMBERED_ROAD = re.compile(
    r"\b(?:(?:u\s?s|state|county|co|interstate|[a-z]{2})\s+)?"
    r"(?:(?:highway|hwy|hiway|route|rte|rt|interstate|ih|us|u\s?s)|"
    r"(?:(?:state|county|co)\s+)(?:road|rd)|[sc]r|fm|i)[\s#-]*(\d+[a-z]?)\b"
)
_NUMBER_FIRST = re.compile(rf"^\s*({'|'.join(_CARDINALS)})\s+(?=\S)")


def plain_street(text: str) -> str:
    """The street line of an address in lower case, its words as most write them."""
    if _NUMBER_FIRST.match(text):
        text = _NUMBER_FIRST.sub(_figure, text)
    if "k" in text and _KING.search(text):
        text = _KING.sub("mlk", text)
    text = _WORD.sub(lambda found: _SPELLED_OUT.get(found[0], found[0]), text)
    return _NUMBERED_ROAD.sub(r"highway \1", text)


def _figure(found: re.Match[str]) -> str:
    return f"{_CARDINALS.index(found[1]) + 1} "
