"""A table of providers with their NPIs: an extract of NPPES, or any with NPI, name and address.

Columns are known by the names that NPPES, Medicare and most others give them; a mailing address is
never read. Persons are no facilities, and an NPI that was taken back is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from finder.directory import FacilityRecord
from finder.directory.identity import zip5
from finder.errors import SourceRefused
from finder.intake.as_of import stated_year
from finder.intake.files.files import open_file
from finder.intake.files.sheets import RawTable, Sheet, column_name
from finder.intake.rows.cells import Cell, CellRefused, state_code
from finder.intake.rows.checks import Notes, SourceFile
from finder.intake.rows.npis import npis_in
from finder.intake.rows.phones import distinct, phone
from finder.locale import _

__all__ = ["OPIOID_TREATMENT", "NpiTable", "Provider", "open_npi_table"]

_PRACTICE = "provider_business_practice_location_address"
# The first of the names that is there is read.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "npi": ("npi", "npis", "npi_number", "npi_s", "national_provider_identifier"),
    "name": (
        *("provider_organization_name_legal_business_name", "provider_name", "organization_name"),
        *("facility_name", "legal_business_name", "provider_legal_business_name"),
        *("business_name", "practice_name", "name"),
    ),
    "other_name": (
        *("provider_other_organization_name", "doing_business_as", "doing_business_as_name"),
        *("dba", "dba_name", "trade_name", "other_name", "program_name"),
    ),
    "street1": (
        "provider_first_line_business_practice_location_address",
        *("practice_address", "address_line_1", "address_1", "address1", "street1"),
        *("street_address", "street", "address"),
    ),
    "street2": (
        "provider_second_line_business_practice_location_address",
        *("address_line_2", "address_2", "address2", "street2"),
    ),
    "city": (f"{_PRACTICE}_city_name", "practice_city", "city", "town"),
    "state": (f"{_PRACTICE}_state_name", "practice_state", "state", "st"),
    "zip": (
        *(f"{_PRACTICE}_postal_code", "practice_zip", "zip", "zip_code", "zipcode"),
        *("postal_code", "zip5"),
    ),
    "phone": (
        *(f"{_PRACTICE}_telephone_number", "practice_phone", "phone", "phone_number"),
        *("telephone", "telephone_number"),
    ),
    "entity": ("entity_type_code",),
    "deactivated": ("npi_deactivation_date",),
    "reactivated": ("npi_reactivation_date",),
}
_REQUIRED = ("npi", "name", "state")
_TAXONOMY = re.compile(r"(?:healthcare_provider_)?taxonomy(?:_code)?(?:_\d{1,2})?", re.ASCII)
_LINES_ABOVE_A_HEADER = 20
_A_PERSON = "1"
# Methadone clinics, as the health care provider taxonomy numbers them.
_METHADONE_CLINIC = "261QM2800X"
OPIOID_TREATMENT = re.compile(r"(?<![a-z])otps?(?![a-z])|opioid.treatment|methadone")
_SUITE = re.compile(
    r"\b(?:suites?|stes?|units?|bldg|building|floors?|fl|apt|rooms?|rm)\b\.?\s*[\w&-]*|#\s*[\w&-]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Provider:
    """One row: the place as a record with its NPIs. opioid_treatment: it is said to give that."""

    line: int
    place: FacilityRecord
    opioid_treatment: bool


@dataclass(frozen=True)
class NpiTable:
    """A table of providers that was read. providers: its rows that name an NPI."""

    file: SourceFile
    providers: Sequence[Provider]
    notes: Notes


def open_npi_table(path: str, today: date) -> NpiTable:
    """Read a table of providers. Raises SourceRefused where it is none."""
    known = frozenset(name for names in _NAMES.values() for name in names)
    file = open_file(path, known)
    notes = Notes(PurePath(path).name)
    for table in file.tables:
        sheet = _under_header(table)
        if sheet is not None:
            reader = _Reader(sheet, notes, " ".join((PurePath(path).name, *sheet.titles)))
            providers = list(reader.providers())
            as_of, where = stated_year(path, sheet, today)
            source = SourceFile(path, "npi", file.sha256, notes.rows, as_of, where)
            return NpiTable(source, providers, notes)
    reason = _(
        "is no table of NPIs: it needs columns of the NPI, the name, the state, and the address or "
        "the phone of each provider"
    )
    raise SourceRefused(path, reason)


def _under_header(table: RawTable) -> Sheet | None:
    for place, (_line, cells) in enumerate(table.rows[:_LINES_ABOVE_A_HEADER]):
        names = [column_name(cell) for cell in cells]
        columns: dict[str, int] = {}
        for ours, theirs in _NAMES.items():
            found = next((one for one in theirs if one in names), None)
            if found is not None:
                columns[ours] = names.index(found)
        if all(name in columns for name in _REQUIRED) and {"street1", "phone"} & columns.keys():
            for at, name in enumerate(names):
                if _TAXONOMY.fullmatch(name):
                    columns[name] = at
            above = [str(cell) for _one, row in table.rows[:place] for cell in row if cell]
            titles = tuple(text for text in (table.name, *above) if text)
            return Sheet(titles, columns, table.rows[place + 1 :], len(names))
    return None


class _Reader:
    """Reads row by row, and counts what is left out."""

    def __init__(self, sheet: Sheet, notes: Notes, title: str) -> None:
        self._sheet = sheet
        self._notes = notes
        self._all_opioid = bool(OPIOID_TREATMENT.search(title.lower().replace("_", " ")))
        self._taxonomies = [name for name in sheet.columns if _TAXONOMY.fullmatch(name)]

    def providers(self) -> Iterator[Provider]:
        """The rows that name an NPI, a name and a state."""
        persons = taken_back = 0
        for line, cells in self._sheet.rows:
            self._notes.rows += 1
            if self._text(cells, "entity") == _A_PERSON:
                persons += 1
            elif self._text(cells, "deactivated") and not self._text(cells, "reactivated"):
                taken_back += 1
            elif found := self._provider(line, cells):
                yield found
        if persons:
            self._remark(_("{n} rows are of persons, who are no facilities: left out"), persons)
        if taken_back:
            self._remark(_("{n} NPIs were taken back: left out"), taken_back)

    def _remark(self, words: str, n: int) -> None:
        self._notes.remark(None, "npi", "", words.format(n=f"{n:,}"))

    def _text(self, cells: Sequence[Cell], column: str) -> str:
        return self._sheet.text(cells, column)

    def _provider(self, line: int, cells: Sequence[Cell]) -> Provider | None:
        npis, refused = npis_in(self._sheet.cell(cells, "npi"))
        for text in refused:
            reason = _("is no NPI: not ten digits, or its check digit is wrong")
            self._notes.refuse_value(line, "npi", text, reason)
        name = self._text(cells, "name")
        try:
            state = state_code(self._sheet.cell(cells, "state"))
        except CellRefused as error:
            self._notes.refuse_value(line, "state", self._text(cells, "state"), str(error))
            return None
        if not npis or not name:
            return None
        taxonomies = (self._text(cells, column) for column in self._taxonomies)
        opioid = self._all_opioid or _METHADONE_CLINIC in taxonomies
        return Provider(line, self._place(cells, npis, name, state), opioid)

    def _place(
        self, cells: Sequence[Cell], npis: tuple[str, ...], name: str, state: str
    ) -> FacilityRecord:
        street2 = self._text(cells, "street2")
        # Many write the name of the place into the second line of its address.
        named_there = _SUITE.sub(" ", street2).strip()
        others = (self._text(cells, "other_name"), named_there)
        number = self._text(cells, "phone")
        return FacilityRecord(
            name1=name,
            also_named=tuple(text for text in others if text),
            street1=self._text(cells, "street1"),
            street2=street2,
            city=self._text(cells, "city"),
            state=state,
            zip=zip5(self._text(cells, "zip")),
            phones=distinct([phone(number, "main", state)] if number else []),
            npi=npis,
        )
