"""What would become of the file with these choices: counts, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from finder.errors import SourceRefused, harmless
from finder.intake import Finding, Intake, Report, take_in
from finder.intake.columns.column_map import map_of
from finder.intake.columns.translation import Wanted
from finder.locale import _
from finder.vocabulary import CARE_LEVELS

__all__ = ["Outcome", "checked", "show"]

_MOST_SHOWN = 20


@dataclass(frozen=True)
class Outcome:
    """The directory that the file would become, or the sentence why it becomes none."""

    intake: Intake | None
    refusal: str = ""


def checked(path: str, toml: str) -> Outcome:
    """Read a file by a map; nothing is written. The last few answers are kept."""
    with st.spinner(_("Reading the file…")):
        return _checked(path, Path(path).stat().st_mtime_ns, toml)


@st.cache_resource(max_entries=4, show_spinner=False)
def _checked(path: str, changed: int, toml: str) -> Outcome:
    try:
        return Outcome(take_in([path], kind="table", wanted=Wanted(map=map_of(toml))))
    except SourceRefused as error:
        return Outcome(None, str(error))


def show(outcome: Outcome) -> None:
    """Counts first, then what is refused and left out."""
    st.header(_("What becomes of it"))
    if outcome.intake is None:
        st.error(harmless(outcome.refusal))
        return
    report = outcome.intake.report
    counts = (
        (_("Facilities"), report.facilities),
        (_("Programs"), report.programs),
        (_("Rows read"), report.rows_read),
        (_("Rows refused"), len(report.refused_rows)),
        (_("Rows left out"), len(report.left_out_rows)),
        (_("Values refused"), len(report.refused_values)),
    )
    for place, (label, count) in zip(st.columns(len(counts)), counts, strict=True):
        place.metric(label, f"{count:,}")
    st.table(_by_level(report))
    _findings(_("Rows refused"), report.refused_rows)
    _findings(_("Values refused, their rows kept"), report.refused_values)
    _findings(_("Rows left out"), report.left_out_rows)


def _by_level(report: Report) -> list[dict[str, str]]:
    labels = {code: _(CARE_LEVELS[code].label) for code in CARE_LEVELS.codes}
    labels[""] = _("Care level not stated")
    return [
        {_("Care level"): label, _("Programs"): f"{report.levels[code]:,}"}
        for code, label in labels.items()
        if report.levels.get(code)
    ]


def _findings(title: str, found: Sequence[Finding]) -> None:
    if not found:
        return
    st.subheader(f"{title}: {len(found):,}")
    st.table(
        [
            {
                _("Line"): "" if one.line is None else str(one.line),
                _("Column"): one.field,
                _("Value"): harmless(one.value[:60]),
                _("Reason"): one.reason,
            }
            for one in found[:_MOST_SHOWN]
        ]
    )
    if len(found) > _MOST_SHOWN:
        st.caption(_("The first {n} are shown.").format(n=_MOST_SHOWN))
