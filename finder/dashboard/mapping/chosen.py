"""The choices: what each column of theirs is, and which care level each of their words means."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import streamlit as st

from finder.intake.columns.choosing import (
    CHOSEN_CONSTANTS,
    Beginning,
    Choices,
    Layout,
    begin,
    maps_folder,
)
from finder.intake.columns.column_map import plain_words
from finder.intake.columns.level_words import level_of, levels_in
from finder.intake.columns.synonyms import bare
from finder.intake.columns.translation import YES_OR_NO
from finder.intake.files.sheets import RawTable
from finder.intake.table.table_columns import COLUMNS, REQUIRED, list_columns
from finder.locale import _, mark, plural
from finder.vocabulary import CARE_LEVELS, STATES

__all__ = ["choose"]

_NOT_READ = ""
_LEFT_OUT = "leave-out"
_ORIGINS = {
    "remembered": mark("These choices were saved for a file with the same columns."),
    "shipped": mark("These choices come with the finder for this list. Look them through."),
    "suggested": mark("These choices are taken from the names of the columns. Look them through."),
}


def choose(path: str, tables: Sequence[RawTable], layout: Layout) -> Choices:
    """Show the first rows and the lists to choose from; what is chosen now."""
    st.header(_("The first rows"))
    st.table([dict(zip(layout.header, row, strict=True)) for row in layout.rows])
    key = hashlib.sha256("\n".join((path, *layout.header)).encode()).hexdigest()[:8]
    start = _start(key, tables)
    st.header(_("What each column is"))
    st.caption(_(_ORIGINS[start.origin]))
    columns = _columns(layout, start.choices.columns, key)
    level_column = next((name for name, ours in columns.items() if ours == "care_level"), "")
    levels = _levels(layout, level_column, start.choices, key) if level_column else {}
    flags = _flags(layout, columns, start.choices.kept.get("flags", {}), key)
    told = {*columns.values(), *flags}
    asked = [name for name in CHOSEN_CONSTANTS if name not in told]
    constants = _constants(asked, start.choices.constants, key)
    kept = {name: one for name, one in start.choices.kept.items() if name != "flags"}
    return Choices(columns, levels, constants, kept | ({"flags": flags} if flags else {}))


def _start(key: str, tables: Sequence[RawTable]) -> Beginning:
    """Where the choices begin: looked up once, so that saving a map changes no list on screen."""
    known: Beginning | None = st.session_state.get(f"start-{key}")
    if known is None:
        known = begin(tables, maps_folder())
        st.session_state[f"start-{key}"] = known
    return known


def _columns(layout: Layout, before: Mapping[str, str], key: str) -> dict[str, str]:
    names = _own_columns()
    options = [_NOT_READ, *names]
    chosen = {}
    beside = st.columns(2)
    for place, theirs in enumerate(layout.header):
        with beside[place % 2]:
            ours = st.selectbox(
                theirs,
                options,
                index=options.index(before.get(theirs, _NOT_READ)),
                format_func=lambda name: names.get(name) or _("not read"),
                key=f"column-{key}-{place}",
                help=_examples(layout, place),
            )
        if ours:
            chosen[theirs] = ours
    missing = [
        names[name]
        for name in REQUIRED
        if name not in chosen.values() and name not in CHOSEN_CONSTANTS
    ]
    if missing:
        st.warning(_("Still to choose: {columns}").format(columns=", ".join(missing)))
    return chosen


def _own_columns() -> dict[str, str]:
    """Our columns with what belongs in them, by their names."""
    plain = {one.name: f"{one.name} – {_(one.help)}" for one in COLUMNS}
    return plain | {name: name for name in [*list_columns(), "county"] if name not in plain}


def _examples(layout: Layout, place: int) -> str:
    texts = dict.fromkeys(row[place] for row in layout.rows if row[place])
    return " · ".join(texts) or _("empty in the first rows")


def _levels(layout: Layout, column: str, before: Choices, key: str) -> dict[str, tuple[str, ...]]:
    """The care levels that each word of a column means."""
    st.header(_("Which care level each word means"))
    words = layout.words[column]
    if not words:
        st.info(
            _("This column has too many different texts to choose for; each is read by itself.")
        )
        return {}
    known = {plain_words(word): levels for word, levels in before.levels.items()}
    options = [*CARE_LEVELS.codes, _LEFT_OUT]
    beside = st.columns(2)
    chosen = {}
    for place, (word, count) in enumerate(words.items()):
        with beside[place % 2]:
            rows = plural("{n} row", "{n} rows", count)
            picked = st.multiselect(
                f"{word} ({rows})",
                options,
                default=_before(word, known),
                format_func=_level_label,
                key=f"level-{key}-{column}-{place}",
                placeholder=_("Choose one or more"),
            )
        if picked:
            chosen[word] = () if _LEFT_OUT in picked else tuple(picked)
    if undecided := len(words) - len(chosen):
        st.warning(
            plural(
                "{n} word has no level yet: its rows will be refused.",
                "{n} words have no level yet: their rows will be refused.",
                undecided,
            )
        )
    return chosen


def _flags(
    layout: Layout, columns: Mapping[str, str], before: Mapping[str, Mapping[str, str]], key: str
) -> dict[str, dict[str, str]]:
    """What a yes means in each column of yes and no that is nothing else: theirs by our code."""
    asked = [
        name for name in layout.header if name not in columns and _says_yes_or_no(layout, name)
    ]
    if not asked:
        return {}
    st.header(_("What yes means in columns of yes and no"))
    st.caption(_("An empty cell counts as not published. A no is a no."))
    labels = _flag_labels()
    known = {
        bare(one): f"{ours}:{code}" for ours, codes in before.items() for code, one in codes.items()
    }
    options = [_NOT_READ, *labels]
    chosen: dict[str, dict[str, str]] = {}
    beside = st.columns(2)
    for place, theirs in enumerate(asked):
        first = known.get(bare(theirs), _NOT_READ)
        with beside[place % 2]:
            picked = st.selectbox(
                theirs,
                options,
                index=options.index(first) if first in options else 0,
                format_func=lambda one: labels.get(one) or _("not read"),
                key=f"flag-{key}-{theirs}",
            )
        if picked:
            ours, _colon, code = picked.partition(":")
            chosen.setdefault(ours, {})[code] = theirs
    return chosen


def _says_yes_or_no(layout: Layout, name: str) -> bool:
    words = {word.casefold() for word in layout.words[name]}
    return bool(words) and words <= YES_OR_NO


def _flag_labels() -> dict[str, str]:
    """Every code that a yes may mean, as `payments:medicaid`, with its name."""
    levels = {f"care_level:{one.code}": _(one.label) for one in CARE_LEVELS}
    return levels | {
        f"{ours}:{one.code}": f"{ours} – {_(one.label)}"
        for ours, (_group, vocabulary) in list_columns().items()
        for one in vocabulary
    }


def _before(word: str, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    levels = known.get(plain_words(word))
    if levels is None:
        one = level_of(word)
        return [one] if one else list(levels_in(word))
    return list(levels) or [_LEFT_OUT]


def _level_label(code: str) -> str:
    return _("Leave these rows out") if code == _LEFT_OUT else _(CARE_LEVELS[code].label)


def _constants(asked: Sequence[str], before: Mapping[str, str], key: str) -> dict[str, str]:
    """What no column tells: the same for every row."""
    if not asked:
        return {}
    st.header(_("The same for every row"))
    chosen: dict[str, str] = {}
    if "state" in asked:
        options = ["", *STATES.codes]
        state = st.selectbox(
            _("State"),
            options,
            index=options.index(before.get("state", "")) if before.get("state") in options else 0,
            format_func=lambda code: _(STATES[code].label) if code else _("not chosen"),
            key=f"state-{key}",
        )
        chosen |= {"state": state} if state else {}
    if "care_level" in asked:
        not_chosen, not_stated = "?", ""
        levels = [not_chosen, *CARE_LEVELS.codes, not_stated]
        words = {not_chosen: _("not chosen"), not_stated: _("Care level not stated")}
        level = st.selectbox(
            _("Care level"),
            levels,
            index=levels.index(before.get("care_level", not_chosen)),
            format_func=lambda code: words.get(code) or _(CARE_LEVELS[code].label),
            key=f"level-{key}",
        )
        chosen |= {"care_level": level} if level != not_chosen else {}
    return chosen
