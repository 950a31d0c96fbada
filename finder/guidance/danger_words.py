"""Words that call for a crisis line before anything else, in English and Spanish.

Read where somebody else has written down what a person says: an assistant. They find too much
rather than too little: a number that is not needed costs nothing.
"""

from __future__ import annotations

import re

from finder.guidance.danger import DANGERS, Danger
from finder.text import unaccented

__all__ = ["dangers_in"]

# By code of the danger; compared without case and accents.
_SIGNS = {
    "overdose": (
        r"overdos|\bod(?:ed|ing|'?d)\b|(?:not|n[o']?t|stopp?ed|barely|hardly) breath"
        r"|(?:can'?t|cannot|won'?t|not|doesn'?t) (?:be woken|wak)|unconscious|passed out"
        r"|blue lips|lips (?:are|turn\w*) (?:blue|gr[ae]y)|unresponsive"
        r"|sobredosis|no respira|no (?:se )?despierta|inconsciente|labios azules"
    ),
    "withdrawal": (
        r"seizure|convuls|delirium|hallucinat|\bdts\b|the shakes|seeing things"
        r"|hearing (?:things|voices)|ataque epileptico|alucina|viendo cosas|oyendo voces"
    ),
    "suicide": (
        r"suicid|kill(?:ing)? (?:my|him|her|them)sel|end(?:ing)? (?:my|his|her|their) life"
        r"|end it all|(?:want|wants|going|wish\w*) to die|better off dead"
        r"|(?:don'?t|do not|doesn'?t) want to (?:live|be here|be alive|wake up)"
        r"|(?:hurt|harm|cut)\w* (?:my|him|her|them)sel|self.?harm|hurt(?:ing)? someone"
        r"|no reason to live|matarme|matarse|quitarme la vida|quitarse la vida"
        r"|quier[oe] morir|no quier[oe] vivir|hacerme dano|hacerse dano"
    ),
    "body": (
        r"chest pain|heart attack|(?:can'?t|cannot|trouble|hard to) breath|stroke\b"
        r"|bleeding badly|dolor (?:en el|de) pecho|no puede respirar|no puedo respirar|infarto"
    ),
    "poison": (
        r"(?:took|taken|swallow\w*|drank) (?:too (?:much|many)|all (?:my|his|her|their|the))"
        r"|poison|swallowed (?:pills|bleach)|(?:tomo|tome|trago) demasiad|envenen|intoxica"
    ),
}
_READ = {code: re.compile(form) for code, form in _SIGNS.items()}
_APOSTROPHES = str.maketrans("’‘`´", "''''")


def dangers_in(*texts: str) -> tuple[Danger, ...]:
    """The kinds of danger that any of the texts speaks of, in the order of `DANGERS`."""
    plain = " \n ".join(unaccented(text.translate(_APOSTROPHES)).casefold() for text in texts)
    return tuple(
        danger for code, danger in DANGERS.items() if code in _READ and _READ[code].search(plain)
    )
