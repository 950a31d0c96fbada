"""Where each fact on a place comes from, how old it is, and where its sources disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from finder.criteria import Criteria
from finder.directory import Directory, Facility, Manifest
from finder.directory.fields import date_of, facility_fields, program_fields
from finder.directory.origins import sources_in
from finder.locale import _
from finder.templating import Link
from finder.text import decapitalized
from finder.wording.field_labels import field_label, field_of_level
from finder.wording.words import address, as_of_words, capital

__all__ = ["Neighbour", "Origin", "listing_of", "neighbours", "only_in_prices", "origins"]


# Kinds of sources that say something of a place, and do not list it.
_NOT_LISTINGS = ("overlay", "npi", "desk")


@dataclass(frozen=True)
class Origin:
    """A source with its date, and the fields that it states."""

    source: str
    fields: str


@dataclass(frozen=True)
class Neighbour:
    """Another facility that is listed at the same address."""

    name: str
    address: str
    href: str


def origins(facility: Facility, manifest: Manifest) -> list[Origin]:
    """The sources of a place, each with what it states; none where all is of one source."""
    by_source: dict[tuple[int, str | None], dict[str, None]] = {}
    for number, date, label in _stated(facility, manifest):
        by_source.setdefault((number, date), {})[label] = None
    if len({number for number, _date in by_source}) < 2:
        return []
    return [
        Origin(_source_words(manifest, number, date), _in_a_row(labels))
        for (number, date), labels in sorted(by_source.items(), key=lambda item: item[0][0])
    ]


def listing_of(facility: Facility, manifest: Manifest) -> Manifest:
    """What a directory says of itself, of the sources of one facility alone.

    Its name holds the date of each but the last, whose date is that of the whole.
    """
    if len(manifest.sources) < 2:
        return manifest
    numbers = [
        one for one in _sources_of(facility) if manifest.source_of(one).kind not in _NOT_LISTINGS
    ]
    if not numbers:  # known from what was told alone
        return manifest
    listed = [manifest.source_of(one) for one in numbers]
    dated = [
        _("{source}, {date}").format(source=one.name, date=as_of_words(one.as_of))
        for one in listed[:-1]
    ]
    return replace(
        manifest,
        name=" + ".join([*dated, listed[-1].name]),
        as_of=listed[-1].as_of,
        source=" + ".join(dict.fromkeys(one.organisation for one in listed)),
    )


def only_in_prices(facility: Facility, manifest: Manifest) -> tuple[str, ...]:
    """A sentence on a place that no directory lists; none for another."""
    kinds = {manifest.source_of(one).kind for one in _sources_of(facility)}
    if kinds != {"prices"}:
        return ()
    return (_("Known from its price file alone: no directory lists it. Ask before you go."),)


def neighbours(
    directory: Directory, facility: Facility, criteria: Criteria, link: Link
) -> list[Neighbour]:
    """The other facilities that are listed at the address of one."""
    found = (directory.facility(row) for row in directory.at_same_address(facility.row))
    return [
        Neighbour(one.name, address(one), link(criteria, f"/facility?id={one.id}")) for one in found
    ]


def _sources_of(facility: Facility) -> tuple[int, ...]:
    """The numbers of all sources that state something of a place."""
    mask = 0
    for stated in (facility.stated_by, *(one.stated_by for one in facility.programs)):
        for one in (stated.mask, *stated.fields.values()):
            mask |= one
    return sources_in(mask)


def _stated(facility: Facility, manifest: Manifest) -> Iterator[tuple[int, str | None, str]]:
    """Each field of each source, with its date and its label."""
    phones = list(_phones(facility))
    for field, sources in facility_fields(facility).items():
        for number in sources if field != "phones" or not phones else ():
            yield number, date_of(manifest, number, field, None), field_label(field)
    for phone, mask in phones:
        for number in sources_in(mask):
            yield number, date_of(manifest, number, "phones", None), phone
    alike = _alike(facility)
    for program in facility.programs:
        for field, sources in program_fields(program).items():
            for number in sources:
                label = (
                    field_label(field) if field in alike else field_of_level(field, program.care)
                )
                yield number, date_of(manifest, number, field, program), label


def _phones(facility: Facility) -> Iterator[tuple[str, int]]:
    """Where not all sources list all phones: each with its sources."""
    masks = [facility.stated_by.fields.get(f"phone{n}") for n in range(len(facility.phones))]
    if len(set(masks)) > 1:
        for phone, mask in zip(facility.phones, masks, strict=True):
            text = _("Phone {number}").format(number=phone.text)
            yield text, mask or facility.stated_by.mask


def _alike(facility: Facility) -> set[str]:
    """Fields that all its programs have of the same sources, at the same day."""
    of_each = [
        {
            (field, sources, program.verified_on)
            for field, sources in program_fields(program).items()
        }
        for program in facility.programs
    ]
    together = set.intersection(*of_each) if of_each else set()
    return {field for field, _sources, _day in together}


def _in_a_row(labels: Iterable[str]) -> str:
    return capital(", ".join(decapitalized(label) for label in labels))


def _source_words(manifest: Manifest, number: int, date: str | None) -> str:
    name = capital(_(manifest.source_of(number).name))
    return _("{source}, {date}").format(source=name, date=as_of_words(date))
