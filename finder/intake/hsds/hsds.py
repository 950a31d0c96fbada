"""HSDS 1, 2 and 3 (Open Referral): nested JSON, the tabular package as a folder or zip, or JSON.

A service at a location is a program; the location, with its organization, is the facility. What
our own export puts into attributes is read back; of other sources only what HSDS has a field for
is taken, and a service whose care level nobody states has none. Of a general feed only services
with a term of substance use are kept; what is closed, and everything else, is left out and counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from finder.directory import FacilityRecord, Phone, ProgramRecord
from finder.hsds_terms import FACILITY_SCHEME, FORMER_SCHEME, NPI_SCHEME, SOURCE_SCHEME
from finder.intake.files.files import OpenedFile
from finder.intake.files.sheets import Sheet
from finder.intake.hsds.hsds_attributes import (
    Stated,
    apply_to_facility,
    apply_to_program,
    languages_of,
    stated_of,
)
from finder.intake.hsds.hsds_tables import Row, Tables, hsds_tables
from finder.intake.reader import Circumstances, Reader
from finder.intake.rows.cells import (
    CellRefused,
    number,
    state_code,
    text_of,
    web_address,
    zip_digits,
)
from finder.intake.rows.checks import Notes
from finder.intake.rows.feed_services import Services, level_of
from finder.intake.rows.npis import npis_in
from finder.intake.rows.phones import Role, distinct, not_spoken_on, phone
from finder.intake.rows.positions import NOWHERE, at_zip, believed
from finder.locale import _, mark

__all__ = ["READER"]

_SERVICE = frozenset({"id", "name", "status"})
_ORGANIZATION = frozenset({"id", "name", "description", "services"})
_AT_LOCATION = frozenset({"id", "service", "location"})
_KIND_OF = {
    _ORGANIZATION: "organization",
    _AT_LOCATION: "service_at_location",
    _SERVICE: "service",
}
_ROLES: tuple[Role, ...] = ("main", "intake", "hotline")
# Types of numbers, as HSDS has them, that nobody can call and speak on.
_NOT_SPOKEN_ON = frozenset({"fax", "sms", "text", "textphone", "tty", "tdd", "video", "pager"})


def read(
    file: OpenedFile, _sheets: Sequence[Sheet], notes: Notes, circumstances: Circumstances
) -> list[FacilityRecord]:
    """The facilities of the source, in the order of their first services."""
    for about in (table.about for table in file.tables if "as_of" in table.about):
        notes.title, notes.organisation, notes.licence = (
            text_of(about.get(name)) for name in ("directory", "source", "licence")
        )
    if any(table.about.get("demonstration") for table in file.tables):
        notes.demonstration = True
        notes.remark(None, "demonstration", "true", _("says that its programs are invented"))
    tables = hsds_tables(file.tables, _KIND_OF)
    reader = _FacilityReader(tables, notes, circumstances)
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    services = Services(tables, circumstances.wanted.only)
    for service in tables.all("service"):
        notes.rows += 1
        if reason := services.why_left_out(service):
            line = service.get("#line") or notes.rows
            notes.leave_out(line, "service", text_of(service.get("name")), reason)
            continue
        owner = str(service.get("organization_id", ""))
        places = services.places(service)
        if not places:
            reader.refuse(service, "service_at_location", "", _("is nowhere: no location is named"))
        for place in places[:1] if len(places) == 1 else places:
            groups[owner, place].append(service)
    notes.why_nothing = services.why_nothing(len(notes.left_out))
    records = []
    for (owner, place), some in circumstances.progress(list(groups.items()), _("locations")):
        record = reader.read(owner, place, some)
        if record is not None:
            records.append(record)
    return records


class _FacilityReader:
    def __init__(self, tables: Tables, notes: Notes, circumstances: Circumstances) -> None:
        self._tables = tables
        self._notes = notes
        self._today = circumstances.today
        self._services = Services(tables)

    def refuse(self, service: Row, field: str, value: str, reason: str) -> None:
        """A service that cannot be kept; its line is that of its row, or its place."""
        self._notes.refuse_row(service.get("#line") or self._notes.rows, field, value, reason)

    def read(self, owner: str, place: str, services: list[Row]) -> FacilityRecord | None:
        """The facility of an organization at a location, with its programs; None if refused."""
        organization = self._tables.one("organization", owner) or {}
        location = self._tables.one("location", place) or {}
        of_place = self._tables.of("address", "location_id", place)
        addresses = of_place or self._tables.of("address", "organization_id", owner)
        address = next(
            (one for one in addresses if one.get("address_type") == "physical"),
            addresses[0] if addresses else {},
        )
        record = self._placed(organization, location, address, services)
        if record is None:
            return None
        record.phones = self._phones(owner, place, services, record.state)
        record.website = self._website(organization, location, services)
        for one in self._tables.of("identifier", "organization_id", owner):
            if one.get("identifier_scheme") == FACILITY_SCHEME:
                record.id = text_of(one.get("identifier"))
            elif one.get("identifier_scheme") == SOURCE_SCHEME:
                record.source_id = text_of(one.get("identifier"))
            elif one.get("identifier_scheme") == FORMER_SCHEME:
                record.other_ids += (text_of(one.get("identifier")),)
            elif NPI_SCHEME in text_of(one.get("identifier_scheme")).upper().split("-"):
                record.npi += npis_in(one.get("identifier"))[0]
        shared = self._stated(owner)
        apply_to_facility(record, shared)
        record.programs = [self._program(one, shared) for one in services]
        return record

    def _placed(
        self, organization: Row, location: Row, address: Row, services: list[Row]
    ) -> FacilityRecord | None:
        name = text_of(organization.get("name") or services[0].get("name"))
        field, value = "name", name
        try:
            if not name:
                raise CellRefused(_("is missing"))
            field, value = "city", text_of(address.get("city"))
            if not value:
                raise CellRefused(_("is missing"))
            field, value = "state_province", text_of(address.get("state_province"))
            state = state_code(value)
            field, value = "postal_code", text_of(address.get("postal_code"))
            code = zip_digits(value)
        except CellRefused as refused:
            for service in services:
                self.refuse(service, field, value, str(refused))
            return None
        record = FacilityRecord(
            name1=name,
            name2=text_of(organization.get("alternate_name")),
            street1=text_of(address.get("address_1")),
            street2=text_of(address.get("address_2")),
            city=text_of(address.get("city")),
            state=state,
            zip=code,
            county=text_of(address.get("region")),
        )
        self._locate(record, location, services[0])
        return record

    def _locate(self, record: FacilityRecord, location: Row, service: Row) -> None:
        line = service.get("#line") or self._notes.rows
        position = NOWHERE
        try:
            latitude = number(location.get("latitude"), -360, 360)
            longitude = number(location.get("longitude"), -360, 360)
        except CellRefused as refused:
            value = f"{location.get('latitude')}, {location.get('longitude')}"
            self._notes.refuse_value(line, "latitude, longitude", value, str(refused))
            latitude = longitude = None
        if latitude is None or longitude is None:
            position = at_zip(record.zip)
        else:
            position, reason = believed(latitude, longitude, record.zip)
            if reason:
                value = f"{latitude}, {longitude}"
                self._notes.refuse_value(line, "latitude, longitude", value, reason)
        record.latitude, record.longitude = position.latitude, position.longitude
        approximate = self._stated(str(location.get("id", ""))).words.get("position")
        is_exact = position.kind == "exact" and approximate != ["approximate"]
        record.position = "exact" if is_exact else position.kind and "approximate"

    def _phones(self, owner: str, place: str, services: Iterable[Row], state: str) -> list[Phone]:
        of = self._tables.of
        rows = [*of("phone", "organization_id", owner), *of("phone", "location_id", place)]
        for service in services:
            rows += of("phone", "service_id", service.get("id"))
        phones = [_phone(one, state) for one in rows if _number(one)]
        # What can be called comes first, whatever the order of the source.
        return distinct(sorted(phones, key=lambda one: not one.dial))

    def _website(self, organization: Row, location: Row, services: list[Row]) -> str:
        for text in (organization.get("website"), location.get("url"), services[0].get("url")):
            try:
                if found := web_address(text):
                    return found
            except CellRefused as refused:
                line = services[0].get("#line") or self._notes.rows
                self._notes.refuse_value(line, "website", text_of(text), str(refused))
        return ""

    def _program(self, service: Row, shared: Stated) -> ProgramRecord:
        own = self._stated(str(service.get("id", "")))
        program = ProgramRecord(care=None)
        line = service.get("#line") or self._notes.rows
        apply_to_program(program, shared, own, line, self._notes, self._today, service)
        if not own.is_ours and not shared.is_ours:
            program.care = level_of(self._services.terms(service))
            program.name = text_of(service.get("name"))[:300]
            program.notes = text_of(service.get("description"))[:4_000]
            languages = self._tables.of("language", "service_id", service.get("id"))
            program.facts |= languages_of(text_of(one.get("name")) for one in languages)
        elif service.get("alternate_name"):
            # Ours bear the name of their care level where they have none of their own.
            program.name = text_of(service.get("name"))
        return program

    def _stated(self, link: str) -> Stated:
        attributes = self._tables.of("attribute", "link_id", link)
        terms = (
            self._tables.one("taxonomy_term", one.get("taxonomy_term_id")) for one in attributes
        )
        return stated_of(zip(attributes, terms, strict=True))


def _number(row: Row) -> str:
    text = text_of(row.get("number")).strip('"')
    extension = text_of(row.get("extension"))
    return f"{text} ext. {extension}" if text and extension else text


def _phone(row: Row, state: str) -> Phone:
    """A number as what it is: only one that can be called and spoken on is dialled."""
    kind = text_of(row.get("type")).lower()
    if kind in _NOT_SPOKEN_ON:
        return not_spoken_on(_number(row), kind, _role(row))
    return phone(_number(row), _role(row), state)


def _role(row: Row) -> Role:
    words = text_of(row.get("description")).lower()
    return next((role for role in _ROLES if role == words), "main")


def _as_of(file: OpenedFile) -> tuple[str | None, str]:
    """Our own export says how old its facts are."""
    stated: list[Any] = [table.about.get("as_of") for table in file.tables]
    day = next((one for one in stated if isinstance(one, str) and one), None)
    return day, _("the file, as_of") if day else ""


READER = Reader(
    kind="hsds",
    required=_SERVICE,
    otherwise=(_ORGANIZATION, _AT_LOCATION),
    columns=_SERVICE | _ORGANIZATION | _AT_LOCATION | {"organization_id", "service_at_locations"},
    title=mark("HSDS {file}"),
    source=mark("Open Referral HSDS"),
    licence="",
    read=read,
    whole=True,
    as_of=_as_of,
)
