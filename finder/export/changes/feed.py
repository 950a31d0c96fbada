"""What changed as a feed (Atom, RFC 4287), the newest first.

An entry has the same id whoever asks, and from whichever server: a reader shows it once. A place
that is no longer listed is an entry too, so that who read that it was new reads that it is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Xml

from finder.changes import Changed, ChangesFound
from finder.criteria import sentence, write
from finder.directory import Directory
from finder.export.changes.words import change_words, kind_words, source_words
from finder.export.notice import demonstration_notice
from finder.locale import _, language

__all__ = ["MEDIA_TYPE", "feed"]

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_MOST_ENTRIES = 200
# Signs that XML 1.0 cannot hold, whatever stands for them.
_UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], " ")
# From an id of a facility (empty: the whole list) to an address.
Address = Callable[[str], str]


def feed(
    directory: Directory, found: ChangesFound, here: str, address: Address, page: str
) -> bytes:
    """here: the address of this feed; page: of the same as a page; "" where none is known."""
    query = write(found.criteria)
    root = Xml.Element("feed", {"xmlns": _ATOM, f"{{{_XML}}}lang": language()})
    _text(root, "id", uuid5(NAMESPACE_URL, f"stepping-stone:feed:{query}").urn)
    _text(root, "title", _("Changes: {search}").format(search=sentence(found.criteria)))
    _text(root, "subtitle", _notice(directory))
    _text(root, "updated", _updated(directory, found))
    _text(Xml.SubElement(root, "author"), "name", _(directory.manifest.source))
    if here:
        Xml.SubElement(root, "link", {"rel": "self", "href": here, "type": MEDIA_TYPE})
        Xml.SubElement(root, "link", {"rel": "alternate", "href": page, "type": "text/html"})
    for change in found.changes[:_MOST_ENTRIES]:
        _entry(root, change, address)
    written: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _notice(directory: Directory) -> str:
    notice = demonstration_notice(directory.manifest)
    return notice or _("Listings change: call before you go.")


def _updated(directory: Directory, found: ChangesFound) -> str:
    """When the newest of them came; of a feed without any, when its directory was made."""
    if found.changes:
        return found.changes[0].at
    return directory.manifest.made_at or "1970-01-01T00:00:00+00:00"


def _entry(root: Xml.Element, change: Changed, address: Address) -> None:
    entry, facility = Xml.SubElement(root, "entry"), change.facility
    kind = kind_words(change)
    _text(entry, "id", change.uuid.urn)
    _text(entry, "title", f"{kind}: {facility.name}, {facility.city}, {facility.state}")
    _text(entry, "updated", change.at)
    _text(entry, "published", change.at)
    Xml.SubElement(entry, "category", {"term": change.kind, "label": kind})
    href = address(facility.id)
    if href:
        Xml.SubElement(entry, "link", {"rel": "alternate", "href": href, "type": "text/html"})
    _text(entry, "summary", f"{change_words(change)} {source_words(change)}")


def _text(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = text.translate(_UNWRITABLE)
