"""The report on sources as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from finder.intake import Finding, Report
from finder.intake.rows.checks import NpiShare
from finder.locale import _, plural
from finder.vocabulary import CARE_LEVELS

__all__ = ["lines"]

_EXAMPLES = 20
_LONGEST_VALUE = 40


def lines(report: Report) -> Iterator[str]:
    """The counts, then what was refused, merged and remarked, twenty of each kind at most."""
    for file in report.sources:
        rows = plural("{n} row", "{n} rows", file.rows)
        yield f"{file.path}: {file.kind}, {rows}"
    yield ""
    yield from _table(_counts(report))
    yield ""
    yield from _table(_programs(report))
    several = len(_named(report)) > 1
    yield from _left_out(report)
    yield from _findings(_("Rows refused"), report.refused_rows, several)
    yield from _findings(_("Values refused, their rows kept"), report.refused_values, several)
    yield from _findings(_("Rows merged into another"), report.merged, several)
    yield from _findings(_("Remarks"), report.remarks, several)
    if report.unknown_codes:
        codes = (f"{code} ({n:,})" for code, n in sorted(report.unknown_codes.items()))
        yield ""
        yield _("Codes that are not in the code table, and how many rows have them:")
        yield "  " + ", ".join(codes)


def _left_out(report: Report) -> Iterator[str]:
    """How many rows were left out and why; each of them stands in the report as JSON."""
    if report.left_out:
        yield ""
        yield _("Rows left out: {n}").format(n=f"{len(report.left_out_rows):,}")
        yield from _table([(reason, f"{n:,}") for reason, n in report.left_out.items()])


def _named(report: Report) -> set[str]:
    """The files that the report speaks of: sources, or the pages of one."""
    found = (*report.refused_rows, *report.refused_values, *report.merged, *report.remarks)
    return (
        {file.path for file in report.sources}
        if len(report.sources) > 1
        else {one.source for one in found}
    )


def _counts(report: Report) -> list[tuple[str, str]]:
    as_of = report.as_of or _("date not known")
    where = _(" (from {where})").format(where=report.as_of_from) if report.as_of_from else ""
    npi = [(_("facilities with an NPI"), _share(report.npi))] if _is_told(report.npi) else []
    return [
        (_("rows read"), f"{report.rows_read:,}"),
        (_("rows kept"), f"{report.rows_kept:,}"),
        (_("rows merged"), f"{len(report.merged):,}"),
        (_("rows left out"), f"{len(report.left_out_rows):,}"),
        (_("rows refused"), f"{len(report.refused_rows):,}"),
        (_("values refused"), f"{len(report.refused_values):,}"),
        (_("facilities"), f"{report.facilities:,}"),
        (_("of no known county"), f"{report.without_county:,}"),
        (_("programs"), f"{report.programs:,}"),
        *npi,
        (_("as of"), as_of + where),
    ]


def _is_told(npi: NpiShare) -> bool:
    return npi.facilities > 0 or npi.rows > 0


def _share(npi: NpiShare) -> str:
    words = _("{n} of all, {percent}")
    return words.format(n=f"{npi.facilities:,}", percent=f"{npi.share:.1%}")


def _programs(report: Report) -> list[tuple[str, str]]:
    counted = [
        (_(level.label), f"{report.levels[level.code]:,}")
        for level in CARE_LEVELS
        if level.code in report.levels
    ]
    unknown = report.levels.get("", 0)
    return counted + ([(_("no care level stated"), f"{unknown:,}")] if unknown else [])


def _table(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Names to the left, numbers to the right, other texts beside them."""
    names = max((len(name) for name, _text in pairs), default=0)
    digits = max((len(text) for _name, text in pairs if text[0].isdigit()), default=0)
    digits = min(digits, 12)
    for name, text in pairs:
        shown = text.rjust(digits) if text.replace(",", "").isdigit() else text
        yield f"  {name:<{names}}  {shown}"


def _findings(title: str, found: Sequence[Finding], several: bool) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield f"{title}: {len(found):,}"
    for alike in _by_reason(found):
        yield from (f"  {line}" for line in _examples(alike, several))


def _by_reason(found: Iterable[Finding]) -> list[list[Finding]]:
    """Findings of one field and reason together, in the order in which each first came up."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        groups.setdefault((one.field, _kind_of(one.reason)), []).append(one)
    return list(groups.values())


def _kind_of(reason: str) -> str:
    """A reason without the numbers that tell two of a kind apart."""
    return "".join(letter for letter in reason if not letter.isdigit())


def _examples(alike: Sequence[Finding], several: bool) -> Iterator[str]:
    shown = [_words(one, several) for one in alike[:_EXAMPLES]]
    wide = [max(len(words[column]) for words in shown) for column in range(3)]
    for words in shown:
        cells = [words[column].ljust(wide[column]) for column in range(3) if wide[column]]
        yield "  ".join([*cells, words[3]])
    if len(alike) > _EXAMPLES:
        yield _("… and {n} more of this kind").format(n=f"{len(alike) - _EXAMPLES:,}")


def _words(one: Finding, several: bool) -> tuple[str, str, str, str]:
    line = _("line {line}").format(line=one.line) if one.line else ""
    where = f"{one.source} {line}".strip() if several else line
    value = one.value if len(one.value) <= _LONGEST_VALUE else f"{one.value[: _LONGEST_VALUE - 1]}…"
    return where, one.field, f"“{value}”" if value else "", one.reason
