"""How people write towns and states: forms for comparing, and a state at the end of a text."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from finder.text import words_of
from finder.vocabulary import STATES

__all__ = [
    "STATE_WORD",
    "looks_like_address",
    "plain",
    "run_together",
    "split_state",
    "state_alone",
    "state_codes",
    "without_country",
]

_SHORT_FORMS = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_ADDRESS = re.compile(r"\s*\d+[A-Za-z]?\s+\S*[^\W\d]\S*", re.ASCII)
_COUNTRY = re.compile(
    r"(?:,\s*|\s+)(?:u\.?\s?s\.?\s?a\.?|(?:the\s+)?united\s+states(?:\s+of\s+america)?|u\.s\.|us)$",
    re.IGNORECASE,
)
# With it a state is meant, also where a town has the same name.
STATE_WORD = "State"

# Of the Associated Press and older ones, beside the postal codes; dots and spaces aside.
_ABBREVIATIONS: dict[str, str] = dict(
    re.findall(
        r"(\w+)=(\w\w)",
        """
        ala=AL ariz=AZ ark=AR calif=CA cal=CA colo=CO conn=CT del=DE fla=FL
        ill=IL ind=IN kan=KS kans=KS ken=KY mass=MA mich=MI minn=MN miss=MS
        mont=MT neb=NE nebr=NE nev=NV nmex=NM ncar=NC ndak=ND okla=OK ore=OR
        oreg=OR penn=PA penna=PA scar=SC sdak=SD tenn=TN tex=TX wash=WA wva=WV
        wis=WI wisc=WI wyo=WY
        """,
    )
)


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name for comparing: `Saint Mary’s` and `St. Marys` alike."""
    words = words_of(name.replace("'", "").replace("’", ""))
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


def run_together(name: str) -> str:
    """`D.C.` as `dc`, `O’Fallon` and `O Fallon` as `ofallon`."""
    return plain(name).replace(" ", "")


def looks_like_address(text: str) -> bool:
    """Whether a text begins like a street address: a house number and a word."""
    return _ADDRESS.match(text) is not None


def without_country(text: str) -> str:
    """`Los Angeles, CA, USA` without the country; a text of nothing else stays."""
    return _COUNTRY.sub("", text).rstrip(" ,") or text


@cache
def state_codes() -> dict[str, str]:
    """Codes by the run-together spellings of names, codes and abbreviations."""
    names = {run_together(term.label): term.code for term in STATES}
    return _ABBREVIATIONS | names | {code.lower(): code for code in STATES.codes}


def state_alone(text: str) -> tuple[str, bool]:
    """The code of the state that a text names, else ""; and whether it says that it is a state."""
    words = plain(text).split()
    if words[:2] == ["state", "of"]:
        return state_codes().get("".join(words[2:]), ""), True
    if len(words) > 1 and words[-1] == "state":
        return state_codes().get("".join(words[:-1]), ""), True
    return state_codes().get("".join(words), ""), False


def split_state(text: str) -> tuple[str, str]:
    """`Charlottesville VA` and `Charlottesville, Virginia` as (name, code); no state is ""."""
    head, comma, tail = text.rpartition(",")
    if comma:
        return (head, state) if (state := state_codes().get(run_together(tail))) else (text, "")
    words = text.split()
    for length in (3, 2, 1):
        state = state_codes().get(run_together(" ".join(words[-length:])))
        if state and len(words) > length:
            return " ".join(words[:-length]), state
    return text, ""
