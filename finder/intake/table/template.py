"""An empty own table as a workbook, with drop-down lists and a sheet of instructions.

It is made of the same columns that the reader knows, so that the two cannot differ.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from finder.groups import fact_groups
from finder.intake.table.table_columns import COLUMNS, NUMBERS, REQUIRED, list_columns
from finder.locale import _, mark
from finder.vocabulary import STATES

__all__ = ["column_order", "template_workbook"]

_ROWS = 5_000
_NARROW, _WIDE = 14, 34
_WIDE_COLUMNS = {"facility_name", "street", "website", "source_url", "notes", "program_name"}
_DAYS = {"openings_on", "verified_on"}
# A spreadsheet takes the zeros off a ZIP code and the plus sign off a phone that is no text.
_TEXTS = {"zip", "facility_id", "phone", "intake_phone", "npi"}
_HOW_TO = (
    mark("One row for each program: each care level of each facility."),
    mark("Only the five dark columns must be filled. Leave empty what is not known: never guess."),
    mark("Never put a 0 where a number is not known. An empty cell is shown as “not published”."),
    mark("Where several codes fit, separate them with a semicolon: cbt;group."),
    mark("To import the table: python -m finder import FILE --to FOLDER"),
    mark(
        "To lay it over an official directory: python -m finder import SOURCE --overlay FILE "
        "--to FOLDER. Then only facility_id and care_level must be filled; find the facility_id "
        "at the foot of a facility's page. Filled cells replace what the directory says."
    ),
    mark("Openings count as current for 7 days from openings_on; after that they show as old."),
)
# Where the columns stand, after those that say which program it is (docs/contract.md, section 4).
_ORDER = (
    *("facility_name", "care_level", "city", "state", "zip", "facility_id", "program_name"),
    *("street", "latitude", "longitude", "phone", "intake_phone", "website", "npi"),
    *("hours_low", "hours_high", "days_per_week", "sessions_per_week", "weeks_low", "weeks_high"),
    *("when", "cost_low", "cost_high", "cost_per", "payments", "detox", "detox_for"),
)
_LAST = ("openings", "openings_on", "verified_on", "source_url", "notes")


def column_order() -> list[str]:
    """All columns of an own table, as the template has them."""
    others = [name for name in list_columns() if name not in _ORDER]
    return [*_ORDER, *others, *_LAST]


def template_workbook() -> bytes:
    """The workbook: a sheet Programs to fill in, Instructions, and Codes."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        programs = book.add_worksheet(_("Programs"))
        _write_instructions(book, book.add_worksheet(_("Instructions")))
        _write_codes(book, book.add_worksheet("Codes"))
        _write_programs(book, programs)
    return file.getvalue()


def _write_programs(book: Workbook, sheet: Worksheet) -> None:
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
    required = book.add_format({"bold": True, "bg_color": "#1F4E5F", "font_color": "#FFFFFF"})
    optional = book.add_format({"bold": True, "bg_color": "#DCE6E8"})
    sheet.freeze_panes(1, 1)
    for place, name in enumerate(column_order()):
        form: Format | None = text if name in _TEXTS else day if name in _DAYS else None
        width = _WIDE if name in _WIDE_COLUMNS else max(_NARROW, len(name) + 2)
        sheet.set_column(place, place, width, form)
        sheet.write_string(0, place, name, required if name in REQUIRED else optional)
        rule = _rule(name)
        if rule:
            sheet.data_validation(1, place, _ROWS, place, rule)


def _rule(name: str) -> dict[str, Any]:
    """What a spreadsheet lets into a column; empty where it takes any text."""
    told = {"input_title": name, "input_message": _shortened(_help(name)), "ignore_blank": True}
    if name in _codes():
        several = name in list_columns()
        # A list of several codes is none of them; so a spreadsheet may warn but not refuse.
        style = {"error_type": "information"} if several else {"error_type": "stop"}
        title = {"error_title": name, "error_message": _shortened(_("See the sheet Codes."))}
        return {"validate": "list", "source": _codes_of(name), **told, **style, **title}
    if name in NUMBERS:
        bounds = NUMBERS[name]
        kind = "integer" if bounds.whole else "decimal"
        return {
            "validate": kind,
            "criteria": "between",
            "minimum": 0,
            "maximum": bounds.high,
        } | told
    if name in _DAYS:
        return {"validate": "date", "criteria": "<=", "value": "=TODAY()"} | told
    if name in ("latitude", "longitude"):
        most = 90 if name == "latitude" else 180
        between = {"validate": "decimal", "criteria": "between", "minimum": -most, "maximum": most}
        return between | told
    return {"validate": "any", **told} if name in REQUIRED else {}


def _write_codes(book: Workbook, sheet: Worksheet) -> None:
    bold = book.add_format({"bold": True})
    for place, (name, codes) in enumerate(_codes().items()):
        sheet.set_column(place, place, max(_NARROW, len(name) + 2, *map(len, codes)))
        sheet.write_string(0, place, name, bold)
        for row, code in enumerate(codes, 1):
            sheet.write_string(row, place, code)


def _write_instructions(book: Workbook, sheet: Worksheet) -> None:
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    wrapped.set_align("top")
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 70, wrapped)
    sheet.set_column(2, 2, 60, wrapped)
    row = 0
    for line in _HOW_TO:
        sheet.merge_range(row, 0, row, 2, _(line), wrapped)
        sheet.set_row(row, 32)
        row += 1
    for place, title in enumerate((_("Column"), _("What belongs in it"), _("Codes"))):
        sheet.write_string(row + 1, place, title, bold)
    for line_number, name in enumerate(column_order(), row + 2):
        sheet.write_string(line_number, 0, name, bold)
        sheet.write_string(line_number, 1, _help(name), wrapped)
        sheet.write_string(line_number, 2, ", ".join(_codes().get(name, ())), wrapped)


def _help(name: str) -> str:
    plain = {column.name: column.help for column in COLUMNS}
    if name in plain:
        return _(plain[name])
    if name == "detox_for":
        return _("What detox at the facility is for.")
    group = list_columns()[name][0]
    return _(fact_groups()[group].label)


def _codes() -> dict[str, Sequence[str]]:
    """Columns of codes, and the states."""
    one = {column.name: column.codes for column in COLUMNS if column.codes}
    several = {name: vocabulary.codes for name, (_group, vocabulary) in list_columns().items()}
    return {**one, "state": STATES.codes, **several}


def _codes_of(name: str) -> str:
    place = list(_codes()).index(name)
    column = xl_col_to_name(place, col_abs=True)
    return f"=Codes!{column}$2:{column}${1 + len(_codes()[name])}"


def _shortened(text: str) -> str:
    """A message as long as a spreadsheet shows one."""
    return text if len(text) <= 255 else f"{text[:254]}…"
