"""Hospital price files of invented facts, in each form of the official template."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Item", "as_json", "as_tall", "as_wide"]

HEAD = {
    "hospital_name": "Rivanna Hospital",
    "last_updated_on": "2026-04-01",
    "version": "3.0.0",
    "location_name": "Rivanna Hospital|Rivanna Recovery Center",
    "hospital_address": "1 Example Road, Charlottesville, VA 22903|9 Oak Street, Keswick, VA 22947",
    "type_2_npi": "1234567893|1245319599",
}


@dataclass(frozen=True)
class Item:
    """One charge. codes: (type, code). payers: (payer, plan, dollars)."""

    description: str
    codes: Sequence[tuple[str, str]]
    gross: float | None = None
    cash: float | None = None
    setting: str = "outpatient"
    payers: Sequence[tuple[str, str, float]] = field(default_factory=tuple)


def as_tall(items: Iterable[Item], *, spaced: bool = False) -> bytes:
    """A row an item and payer."""
    bar = " | " if spaced else "|"
    names = ["description", *_code_names(bar), "setting", f"standard_charge{bar}gross"]
    names += [f"standard_charge{bar}discounted_cash", "payer_name", "plan_name"]
    names += [f"standard_charge{bar}negotiated_dollar"]
    rows = []
    for item in items:
        start = [item.description, *_code_cells(item), item.setting, _text(item.gross)]
        for payer, plan, dollars in item.payers or [("", "", None)]:
            rows.append([*start, _text(item.cash), payer, plan, _text(dollars)])
    return _csv([*_head(), names, *rows])


def as_wide(items: Iterable[Item]) -> bytes:
    """A row an item, columns for each payer."""
    items = list(items)
    payers = list(dict.fromkeys((who, plan) for item in items for who, plan, _usd in item.payers))
    names = ["description", *_code_names("|"), "setting", "standard_charge|gross"]
    names += ["standard_charge|discounted_cash"]
    names += [f"standard_charge|{who}|{plan}|negotiated_dollar" for who, plan in payers]
    rows = []
    for item in items:
        known = {(who, plan): dollars for who, plan, dollars in item.payers}
        amounts = [_text(item.gross), _text(item.cash), *(_text(known.get(one)) for one in payers)]
        rows.append([item.description, *_code_cells(item), item.setting, *amounts])
    return _csv([*_head(), names, *rows])


def as_json(items: Iterable[Item]) -> bytes:
    """The JSON schema of version 3."""
    several = ("location_name", "hospital_address", "type_2_npi")
    head: dict[str, Any] = {
        name: text.split("|") if name in several else text for name, text in HEAD.items()
    }
    head["standard_charge_information"] = [_object(item) for item in items]
    return json.dumps(head).encode()


def _object(item: Item) -> dict[str, Any]:
    charge: dict[str, Any] = {"setting": item.setting}
    charge |= {"gross_charge": item.gross} if item.gross is not None else {}
    charge |= {"discounted_cash": item.cash} if item.cash is not None else {}
    charge["payers_information"] = [
        {"payer_name": who, "plan_name": plan, "standard_charge_dollar": dollars}
        for who, plan, dollars in item.payers
    ]
    return {
        "description": item.description,
        "code_information": [{"code": code, "type": kind} for kind, code in item.codes],
        "standard_charges": [charge],
    }


def _head() -> list[list[str]]:
    return [list(HEAD), list(HEAD.values())]


def _code_names(bar: str) -> list[str]:
    return [name for n in (1, 2, 3) for name in (f"code{bar}{n}", f"code{bar}{n}{bar}type")]


def _code_cells(item: Item) -> list[str]:
    cells = [cell for kind, code in item.codes for cell in (code, kind)]
    return [*cells, *[""] * (6 - len(cells))]


def _text(dollars: float | None) -> str:
    return "" if dollars is None else f"{dollars:g}" if dollars < 1e5 else str(dollars)


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
