"""The charges of a JSON file in the official schema, versions 2 and 3, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

import ijson

from finder.errors import SourceRefused, harmless
from finder.intake.prices.amounts import amount
from finder.intake.prices.charges import Charge, Hospital, Negotiated, Paid
from finder.intake.prices.head import hospital_of
from finder.locale import _

__all__ = ["json_charges", "json_head"]

_CHARGES = "standard_charge_information"


def json_head(path: str, file: IO[bytes]) -> Hospital:
    """What stands beside the charges. Reads the file to its end. Raises SourceRefused."""
    cells: dict[str, list[str]] = {}
    try:
        for prefix, event, value in ijson.parse(file, use_float=True):
            if prefix == _CHARGES and event == "start_array" and "hospital_name" in cells:
                break
            if event in ("string", "number") and not prefix.startswith(_CHARGES):
                cells.setdefault(prefix.removesuffix(".item"), []).append(str(value))
    except ijson.JSONError as error:
        raise _broken(path, error) from error
    if "hospital_name" not in cells:
        reason = _("has not the head of a hospital's price file (45 CFR 180.50)")
        raise SourceRefused(path, reason)
    return hospital_of(cells)


def json_charges(path: str, file: IO[bytes]) -> Iterator[Charge]:
    """Each item at each setting and price. Raises SourceRefused for what is no JSON."""
    try:
        for item in ijson.items(file, f"{_CHARGES}.item", use_float=True):
            yield from _charges(item)
    except ijson.JSONError as error:
        raise _broken(path, error) from error


def _broken(path: str, error: Exception) -> SourceRefused:
    # The parser shows the bytes around the fault on lines of their own.
    said = harmless(" ".join(str(error).split())[:80])
    return SourceRefused(path, _("is not whole JSON: {error}").format(error=said))


def _charges(item: Any) -> Iterator[Charge]:
    if not isinstance(item, dict):
        return
    codes = tuple(
        (str(code.get("type", "")).upper(), str(code.get("code", "")))
        for code in _objects(item.get("code_information"))
        if code.get("code")
    )
    description = " ".join(str(item.get("description") or "").split())
    for one in _objects(item.get("standard_charges")):
        charge = Charge(
            description,
            codes,
            str(one.get("setting") or "").lower(),
            amount(one.get("gross_charge")),
            amount(one.get("discounted_cash")),
            notes=str(one.get("additional_generic_notes") or ""),
        )
        for payer in _objects(one.get("payers_information")):
            _add(charge, payer)
        yield charge


def _add(charge: Charge, payer: Mapping[str, Any]) -> None:
    name = ", ".join(str(payer.get(key)) for key in ("payer_name", "plan_name") if payer.get(key))
    dollars = amount(payer.get("standard_charge_dollar"))
    median = amount(payer.get("median_amount"))
    if dollars is not None:
        charge.negotiated.append(Negotiated(name, dollars))
    if median is not None:
        low, high = amount(payer.get("10th_percentile")), amount(payer.get("90th_percentile"))
        charge.paid.append(Paid(name, median, low, high, str(payer.get("count") or "")))


def _objects(value: Any) -> Iterable[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
