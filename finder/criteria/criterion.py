"""One criterion: its key, type, words, role, and its test against a program, declared once.

The link, the widgets, `/plain`, the API, the command line, the facets, the sentence above the
results and the questions of the call sheet all read these declarations. A kind of criterion (any of
some codes, a number…) is a class below; one that needs a test of its own inherits from a kind and
stands in a module of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from finder.answers import Answers, any_bit, every_bit
from finder.criteria.criteria import Criteria
from finder.criteria.keys import Name, Role
from finder.criteria.numbers import number_text, read_number
from finder.criteria.reading import Reading
from finder.directory.facts import Facts
from finder.errors import NotUnderstood
from finder.locale import _, joined
from finder.text import decapitalized
from finder.vocabulary import Term, Vocabulary

__all__ = [
    "AllOf",
    "AnyOf",
    "Choice",
    "Codes",
    "Criterion",
    "Flag",
    "Number",
    "Reading",
    "Several",
    "WholeNumber",
    "number_text",
    "read_number",
]

V = TypeVar("V")
# A key that a link repeats more often than this is not read to its end.
_MOST_TEXTS = 5
Shelf = Literal["plain", "more", "hidden"]
Slot = Literal["subject", "place", "detail", "none"]
# How its options are counted: the states, counties or levels of what is found, the bits of a mask,
# or each option tried in turn.
Counting = Literal["states", "counties", "levels", "bits", "trials", "none"]
# The field that asks for it (finder/pages/frame/fields.py).
Drawing = Literal[
    "text",
    "place",
    "number",
    "range",
    "check",
    "checks",
    "select",
    "amounts",
    "distances",
    "counted",
]


@dataclass(frozen=True, eq=False)
class Criterion(Name[V]):
    """A declared criterion.

    key: its name in links. label, help: words on screen. default: the value when the key is not
    given. role: what it is about (finder/criteria/keys.py). shelf: whether its widget stands in
    plain view, behind "More filters", or nowhere. slot: where its words stand in the sentence above
    the results. depends: keys whose values its test also reads. asks: what to ask about when
    calling, where a program has not published it. question: how one says that on the phone, with
    `{things}` for what was chosen; empty: it is no question of its own.

    for_whom: it says who is to be treated or how one pays, whatever the care: a plan of several
    steps keeps it for each. facility_wide: all programs of a facility answer alike. several: its
    value is some texts. every: several choices have all to be met, so that one more finds less.
    drawn: the field that asks for it. opens: that field stands before all others. told_of_all: it
    is said beside it how many in reach publish it, however many they are.
    """

    label: str
    help: str = ""
    default: V | None = None
    role: Role = "what"
    shelf: Shelf = "more"
    slot: Slot = "detail"
    depends: tuple[str, ...] = ()
    asks: str = ""
    question: str = ""
    for_whom: bool = False
    opens: bool = False
    told_of_all: bool = False
    facility_wide: ClassVar[bool] = False
    several: ClassVar[bool] = False
    every: ClassVar[bool] = False
    drawn: ClassVar[Drawing] = "text"

    @property
    def counted(self) -> Counting:
        """How the facilities are counted that each of its options would find."""
        return "none"

    @property
    def is_filter(self) -> bool:
        """Whether without it the same question is asked, of more programs."""
        return self.slot != "none"

    def schema(self) -> dict[str, Any]:
        """What its text may be in a link, as JSON Schema says it."""
        return {"type": "string"}

    def with_option(self, criteria: Criteria, code: str) -> Criteria:
        """The criteria with one of its options chosen as well, or instead."""
        return criteria.replaced(**{self.key: self.parse(code)})

    def things(self, criteria: Criteria) -> str:
        """What was chosen, in words, as a question on the phone names it."""
        return ""

    @property
    def options(self) -> Vocabulary[Any] | None:
        """The codes that can be chosen, if it is about codes."""
        return None

    def default_among(self, values: Mapping[str, Any]) -> V | None:
        """The value when the key is not given beside these others."""
        return self.default

    def read(self, texts: Sequence[str]) -> Reading[V]:
        """Understand the texts that a link gives for this key; the first understood counts."""
        values: list[V] = []
        problems: list[NotUnderstood] = []
        for text in list(dict.fromkeys(texts))[:_MOST_TEXTS]:
            try:
                values.append(self.parse(text))
            except NotUnderstood as problem:
                problems.append(problem)
        return Reading(values[0] if values else None, tuple(problems))

    def parse(self, text: str) -> V:
        """The value of one text. Raises NotUnderstood."""
        raise NotImplementedError

    def write(self, value: V) -> str:
        """The one spelling of a value; `parse` reads it back."""
        return str(value)

    def canonical(self, value: V) -> V:
        """The one form of a value, so that equal choices are equal and have equal links."""
        return value

    def refuse(self, text: str, understood: str) -> NotUnderstood:
        """The error for a text: which key it is of, and what would be understood.

        The text is not repeated: anybody can write a link, and a page shows this sentence.
        """
        message = _("{label}: what the link says was not understood; {understood}.")
        told = message.format(label=_(self.label), understood=understood)
        return NotUnderstood(self.key, text, told)

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        """Per program whether it is what these criteria ask; None if they ask nothing of it."""
        return None

    def published(self, facts: Facts, criteria: Criteria) -> NDArray[np.bool_] | None:
        """Per program whether it says anything on this; None where that question is idle."""
        return None

    def phrase(self, criteria: Criteria) -> str:
        """Words for the sentence above the results, in the middle of a sentence."""
        return ""

    def choices(self, criteria: Criteria) -> list[tuple[str, Criteria]]:
        """A label for each thing chosen, with the criteria that remain when it is taken away."""
        if self.key not in criteria:
            return []
        return [(self.phrase(criteria), criteria.without(self.key))]


class Several(Criterion[tuple[str, ...]]):
    """Some texts, separated by commas; a link may also repeat the key."""

    several: ClassVar[bool] = True

    def parse(self, text: str) -> tuple[str, ...]:
        reading = self.read([text])
        if reading.problems:
            raise reading.problems[0]
        return reading.value or ()

    def write(self, value: tuple[str, ...]) -> str:
        return ",".join(value)


@dataclass(frozen=True, eq=False)
class Codes(Several):
    """Some codes of a vocabulary, separated by commas; their order and case do not matter.

    group: the facts of a program that it tests (masks of the directory), if it is one of those.
    column: the column of an own table that carries those facts.
    silence_is_yes: what a place does not say counts as yes, not as not published.
    wording: how the chosen ones stand in the sentence above the results, as `{choices}`.
    chip: how each of them stands by itself, as `{choice}`; empty: as its label.
    """

    vocabulary: Vocabulary[Any] = field(default_factory=lambda: Vocabulary("", ()))
    column: str = ""
    silence_is_yes: bool = False
    wording: str = "{choices}"
    chip: str = ""
    drawn: ClassVar[Drawing] = "checks"

    @property
    def options(self) -> Vocabulary[Any]:
        return self.vocabulary

    @property
    def counted(self) -> Counting:
        return "bits" if self.group else "trials"

    def schema(self) -> dict[str, Any]:
        codes = {"type": "string", "enum": list(self.vocabulary.codes)}
        return {"type": "array", "items": codes, "uniqueItems": True}

    def things(self, criteria: Criteria) -> str:
        return joined([term.in_sentence for term in self.terms(criteria)])

    @property
    def group(self) -> str:
        """Name of the masks with its facts in the directory; empty if it tests something else."""
        return self.key if self.column else ""

    def read(self, texts: Sequence[str]) -> Reading[tuple[str, ...]]:
        given = [code.strip().lower() for text in texts for code in text.split(",")]
        known = {code for code in given if code in self.vocabulary}
        unknown = dict.fromkeys(code for code in given if code and code not in self.vocabulary)
        understood = self._understood() if unknown else ""
        problems = tuple(self.refuse(code, understood) for code in unknown)
        return Reading(self.canonical(tuple(known)) or None, problems)

    def canonical(self, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(value), key=self.vocabulary.position))

    def _understood(self) -> str:
        shown = self.vocabulary.codes[:20]
        more = ["…"] if len(self.vocabulary) > len(shown) else []
        return _("choose from {codes}").format(codes=", ".join([*shown, *more]))

    def terms(self, criteria: Criteria) -> list[Term]:
        """The terms that are chosen."""
        return [self.vocabulary[code] for code in criteria[self] or ()]

    def published(self, facts: Facts, criteria: Criteria) -> NDArray[np.bool_] | None:
        if not self.group or self.silence_is_yes:
            return None
        _yes, unknown = facts.masks(self.group)
        chosen = self.vocabulary.bits(criteria[self] or ())
        if chosen:
            return (unknown & unknown.dtype.type(chosen)) == 0
        return unknown != unknown.dtype.type(self.vocabulary.all_bits)

    def choices(self, criteria: Criteria) -> list[tuple[str, Criteria]]:
        return [
            (self._chip(term), criteria.toggled(self.key, term.code))
            for term in self.terms(criteria)
        ]

    def _chip(self, term: Term) -> str:
        return _(self.chip).format(choice=term.in_sentence) if self.chip else _(term.label)


@dataclass(frozen=True, eq=False)
class AnyOf(Codes):
    """At least one of the chosen codes."""

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        chosen = criteria[self]
        return any_bit(*facts.masks(self.group), self.vocabulary.bits(chosen)) if chosen else None

    def phrase(self, criteria: Criteria) -> str:
        labels = [term.in_sentence for term in self.terms(criteria)]
        return _(self.wording).format(choices=joined(labels, "or"))


@dataclass(frozen=True, eq=False)
class AllOf(Codes):
    """All of the chosen codes."""

    every: ClassVar[bool] = True

    def with_option(self, criteria: Criteria, code: str) -> Criteria:
        return criteria.replaced(**{self.key: (*(criteria[self] or ()), code)})

    def answers(self, facts: Facts, criteria: Criteria) -> Answers | None:
        chosen = criteria[self]
        return every_bit(*facts.masks(self.group), self.vocabulary.bits(chosen)) if chosen else None

    def phrase(self, criteria: Criteria) -> str:
        labels = [term.in_sentence for term in self.terms(criteria)]
        return _(self.wording).format(choices=joined(labels))


@dataclass(frozen=True, eq=False)
class Choice(Criterion[str]):
    """One code of a vocabulary."""

    vocabulary: Vocabulary[Any] = field(default_factory=lambda: Vocabulary("", ()))
    drawn: ClassVar[Drawing] = "select"

    @property
    def options(self) -> Vocabulary[Any]:
        return self.vocabulary

    @property
    def counted(self) -> Counting:
        return "trials" if self.is_filter else "none"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.vocabulary.codes)}

    def things(self, criteria: Criteria) -> str:
        return self.vocabulary[criteria.always(self)].in_sentence

    def parse(self, text: str) -> str:
        for code in self.vocabulary.codes:
            if code.lower() == text.strip().lower():
                return code
        shown = ", ".join(self.vocabulary.codes[:20])
        raise self.refuse(text, _("choose one of {codes}").format(codes=shown))

    def phrase(self, criteria: Criteria) -> str:
        return _(self.vocabulary[criteria.always(self)].label)


@dataclass(frozen=True, eq=False)
class Flag(Criterion[bool]):
    """Asked with 1; with 0 or without the key it is not asked."""

    default: bool | None = False
    drawn: ClassVar[Drawing] = "check"

    @property
    def counted(self) -> Counting:
        return "trials"

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": ["0", "1"]}

    def parse(self, text: str) -> bool:
        if text.strip() not in ("0", "1"):
            raise self.refuse(text, _("write 1 to ask for it"))
        return text.strip() == "1"

    def write(self, value: bool) -> str:
        return "1" if value else "0"

    def phrase(self, criteria: Criteria) -> str:
        return decapitalized(_(self.label))


@dataclass(frozen=True, eq=False)
class Number(Criterion[float]):
    """A number of 0 or more."""

    unit: str = ""
    drawn: ClassVar[Drawing] = "number"

    def schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": 0}

    def parse(self, text: str) -> float:
        value = read_number(text)
        if value is None:
            raise self.refuse(text, _("write a number, 0 or more"))
        return value

    def write(self, value: float) -> str:
        return number_text(value)


@dataclass(frozen=True, eq=False)
class WholeNumber(Criterion[int]):
    """A whole number of 1 or more, or from `least` to `most`.

    usual: the amounts that its field offers, beside any.
    """

    least: int = 1
    most: int | None = None
    usual: tuple[int, ...] = ()
    drawn: ClassVar[Drawing] = "amounts"

    def schema(self) -> dict[str, Any]:
        most = {} if self.most is None else {"maximum": self.most}
        return {"type": "integer", "minimum": self.least, **most}

    def amount(self, value: int) -> str:
        """A value in words, as its field offers it."""
        return str(value)

    def parse(self, text: str) -> int:
        """As programs write whole numbers, 10.0 is one too (JSON Schema, integer)."""
        digits = re.sub(r"\.0+$", "", text.strip()).lstrip("0")
        is_whole = re.fullmatch(r"[1-9]\d{0,17}", digits, re.ASCII) is not None
        if is_whole and self.least <= int(digits) <= (self.most or int(digits)):
            return int(digits)
        if self.most is None:
            raise self.refuse(text, _("write a whole number, 1 or more"))
        understood = _("write a whole number, {least} to {most}")
        raise self.refuse(text, understood.format(least=self.least, most=self.most))
