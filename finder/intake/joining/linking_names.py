"""The names of a place, reduced to the words that tell it from others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from finder.text import unaccented

__all__ = ["Names", "alike", "names_of", "served"]

# As the national directory shortens words to fit its forty letters, and as others write them.
_SPELLED_OUT = {
    **dict.fromkeys(("alc", "alcoholic"), "alcohol"),
    **dict.fromkeys(("behav", "bh"), "behavioral"),
    **dict.fromkeys(("cnty", "co"), "county"),
    **dict.fromkeys(("ctr", "ctrs", "cntr", "centre", "centers"), "center"),
    **dict.fromkeys(("dept", "department"), "department"),
    **dict.fromkeys(("educ", "ed"), "education"),
    **dict.fromkeys(("fam", "families"), "family"),
    **dict.fromkeys(("hlth", "hlthcare"), "health"),
    **dict.fromkeys(("hosp",), "hospital"),
    **dict.fromkeys(("intensive", "intens"), "intensive"),
    **dict.fromkeys(("mens", "man", "male"), "men"),
    **dict.fromkeys(("outpat", "outpt", "op"), "outpatient"),
    **dict.fromkeys(("prog", "progs", "programs", "pgm"), "program"),
    **dict.fromkeys(("rec", "recov"), "recovery"),
    **dict.fromkeys(("rehab", "rehabilitative"), "rehabilitation"),
    **dict.fromkeys(("resid",), "residential"),
    **dict.fromkeys(("serv", "servs", "services", "svcs", "svc"), "service"),
    **dict.fromkeys(("so", "southern"), "south"),
    **dict.fromkeys(("st",), "saint"),
    **dict.fromkeys(("su", "sud"), "substance"),
    **dict.fromkeys(("trt", "tx", "trtmt", "treatments"), "treatment"),
    **dict.fromkeys(("womens", "woman", "wmn", "female"), "women"),
    **dict.fromkeys(("yth",), "youth"),
}
# Half of all places bear these; they tell nothing apart.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """a abuse addiction agency alcohol and aod association at behavioral by center clinic
        company community corp corporation county da dba department detox disorder division drug
        education facility family for foundation group health healthcare house human in inc
        incorporated inpatient institute intensive iop llc llp lp mental of office on organization
        outpatient program project recovery rehab rehabilitation residential service solutions
        substance system systems team the therapeutic to treatment use wellness women men youth""",
    )
)
_LEGAL = frozenset(
    ("co", "company", "corp", "corporation", "inc", "incorporated", "llc", "llp", "lp", "pc", "the")
)
# "Outpatient Services" is what many are called.
_FEWEST_WORDS = 2
_FOR_WHOM = {
    **dict.fromkeys(("women", "mothers", "perinatal", "girls"), "women"),
    **dict.fromkeys(("men", "boys"), "men"),
    **dict.fromkeys(("youth", "adolescent", "adolescents", "teen", "teens"), "young"),
    **dict.fromkeys(("child", "children", "childrens"), "young"),
    **dict.fromkeys(("adult", "adults"), "adults"),
}
# Programs of women take in their children.
_TOGETHER = frozenset({"women", "young"})
_PHRASES = (("los angeles", "la"), ("california", "ca"))
_POSSESSIVE = re.compile(r"['’`]s\b|['’`]")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Names:
    """What a place is called. distinct: words that tell it apart, of all its names and of each.

    whole: each name with all its words but those of its legal form.
    """

    distinct: str
    each: tuple[str, ...]
    for_whom: frozenset[str]
    whole: frozenset[str] = frozenset()


@lru_cache(50_000)
def names_of(names: tuple[str, ...], city: str) -> Names:
    """Reduce all names of a place; its city is in the names of others there too."""
    common = _COMMON | frozenset(_words(city))
    words = [_words(name) for name in names if name]
    each = tuple(dict.fromkeys(text for one in words if (text := _distinct(one, common))))
    together = dict.fromkeys(word for one in words for word in one)
    return Names(
        _distinct(together, common),
        each,
        frozenset(_FOR_WHOM[word] for word in together if word in _FOR_WHOM),
        frozenset(text for one in words if (text := _whole(one))),
    )


def alike(one: Names, other: Names) -> float:
    """From 0 to 100, how alike two places are called, by the best pair of their names.

    A name without a distinctive word is like another only where both have all words in common.
    """
    if one.whole & other.whole:
        return 100.0
    if not one.distinct or not other.distinct:
        return 0.0
    whole = fuzz.token_set_ratio(one.distinct, other.distinct)
    best = max(fuzz.token_sort_ratio(mine, its) for mine in one.each for its in other.each)
    return max(whole, best)


def served(one: Names, other: Names) -> bool:
    """Whether the names leave open that both serve the same people (not children and adults)."""
    if not one.for_whom or not other.for_whom:
        return True
    return bool(one.for_whom & other.for_whom) or (one.for_whom | other.for_whom) == _TOGETHER


def _words(name: str) -> list[str]:
    plain = unaccented(name).lower()
    plain = _POSSESSIVE.sub(lambda found: "s" if found[0].endswith("s") else "", plain)
    for phrase, short in _PHRASES:
        plain = plain.replace(phrase, short)
    plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), plain)
    return [_SPELLED_OUT.get(word, word) for word in _WORD.findall(plain)]


def _distinct(words: Iterable[str], common: frozenset[str]) -> str:
    return " ".join(word for word in words if word not in common)


def _whole(words: Sequence[str]) -> str:
    """All words of a name; "" of one that is too short to be anybody's own."""
    kept = [word for word in words if word not in _LEGAL]
    return " ".join(kept) if len(kept) > _FEWEST_WORDS else ""
