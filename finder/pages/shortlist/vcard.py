"""The shortlist as cards for an address book (vCard 3.0, RFC 2426): phones that ring at a tap."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import vobject
from vobject.base import Component
from vobject.vcard import Address, Name

from finder.directory import Facility, Manifest
from finder.locale import _
from finder.wording.contact import ROLES, by_use, web_link
from finder.wording.statements import level_name
from finder.wording.words import as_of_words, street

__all__ = ["shortlist_vcard"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def shortlist_vcard(facilities: Iterable[Facility], manifest: Manifest, today: date) -> bytes:
    """A card for each facility, in the language that is spoken now; UTF-8, lines folded."""
    cards = (_card(one, manifest, today) for one in facilities)
    return "".join(card.serialize() for card in cards).encode()


def _card(facility: Facility, manifest: Manifest, today: date) -> Component:
    card = vobject.vCard()
    name = _line(facility.name)
    # A place has no family name; what sorts and shows it is its own.
    card.add("n").value = Name(family=name)
    card.add("fn").value = name
    card.add("org").value = [name]
    card.add("x-abshowas").value = "COMPANY"
    card.add("adr").value = Address(
        street=_line(street(facility)),
        city=_line(facility.city),
        region=facility.state,
        code=_line(facility.zip),
        country="USA",
    )
    card.adr.type_param = "WORK"
    for phone in by_use(facility):
        number = card.add("tel")
        number.value = _line(phone.dial or phone.text)
        number.type_param = ["WORK", "VOICE"]
        # The label of a number, as Apple's and Google's address books read it.
        number.group = f"item{len(card.contents['tel'])}"
        label = card.add("x-ablabel")
        label.group, label.value = number.group, _(ROLES[phone.role])
    if website := web_link(facility.website):
        card.add("url").value = website
    if facility.position == "exact":
        card.add("geo").value = f"{facility.latitude};{facility.longitude}"
    card.add("note").value = _note(facility, manifest)
    card.add("rev").value = today.isoformat()
    card.add("uid").value = f"stepping-stone-{facility.id}"
    return card


def _note(facility: Facility, manifest: Manifest) -> str:
    levels = dict.fromkeys(level_name(one.care) for one in facility.programs)
    words = _("{levels}. From {directory}, {date}: call before you go.")
    if manifest.demonstration:
        words = _("{levels}. From {directory}, {date}: an invented place.")
    return words.format(
        levels=", ".join(levels), directory=_(manifest.name), date=as_of_words(manifest.as_of)
    )


def _line(text: str) -> str:
    """A listed text in one line."""
    return _CONTROL.sub(" ", text).strip()
