"""The document around a page: head, banner, what was not understood, foot, styles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from finder.criteria import Criteria
from finder.directory import Manifest
from finder.locale import _
from finder.pages.frame import surroundings as pages
from finder.templating import Link, html
from finder.wording.groups import Codebook

__all__ = ["Frame", "Told", "document", "site_page", "told_box", "top"]

_NONE_MISTAKEN: Mapping[str, str] = MappingProxyType({})


class Told(NamedTuple):
    """A sentence on what was not understood, and other readings of it, each with a link.

    key: of the field that it is about. is_understood: nothing is wrong, but was read otherwise than
    it was written.
    """

    sentence: str
    choices: Sequence[tuple[str, str]] = ()
    key: str = ""
    is_understood: bool = False


@dataclass(frozen=True)
class Frame:
    """What a page needs to know of its surroundings.

    link: how it links to others. live: the same search in the dashboard. style: its CSS.
    indexed: whether search engines may list it. canonical: its one address, for them.
    contact: where a wrong listing is reported; hints: visitors may say so at the desk. codebook:
    names of the source's own codes.
    scripts, typefaces: addresses of scripts, and of a sheet, that it can do without. page: its
    path; those under /plain have another way to see the same, with a map. data: what search
    engines read of it (JSON-LD), which nothing in it ends. target: where links open that say
    nothing else, empty for here.
    """

    link: Link
    live: str
    style: str
    codebook: Codebook
    indexed: bool = False
    canonical: str = ""
    contact: str | None = None
    hints: bool = False
    scripts: tuple[str, ...] = ()
    typefaces: str = ""
    page: str = "/plain"
    data: str = ""
    target: str = ""


def site_page(
    main: str,
    frame: Frame,
    criteria: Criteria,
    manifest: Manifest,
    title: str,
    description: str,
    told: Sequence[Told] = (),
) -> str:
    """A page of its own content, `main`, in the frame that all pages share.

    criteria: the search that its head leads back to, and the language.
    """
    body = html(
        "place.html",
        top=top(criteria, frame, manifest),
        told=told_box(told),
        main=main,
        foot=pages.foot(manifest, frame.link, criteria),
    )
    return document(body, frame, title, description)


def told_box(told: Sequence[Told], look_up: str = "") -> str:
    """What was not understood; empty if all was.

    look_up: the label of a button that looks an address up, where scripts run; empty for none.
    """
    if not told:
        return ""
    wrong = any(not one.is_understood for one in told)
    return html("told.html", told=told, wrong=wrong, look_up=look_up)


def top(criteria: Criteria, frame: Frame, manifest: Manifest) -> str:
    """Crisis strip, head and banner of a page."""
    other = (_("With map"), frame.live) if frame.page == "/plain" else None
    head = pages.head(frame.link, criteria, frame.page, other=other)
    return pages.strip() + head + pages.banner(manifest)


def document(body: str, frame: Frame, title: str, description: str) -> str:
    """The whole page around its body."""
    return html(
        "page.html",
        body=body,
        meta=pages.meta(
            title,
            description,
            indexed=frame.indexed,
            canonical=frame.canonical,
            data=frame.data,
        ),
        style=frame.style,
        target=frame.target,
        scripts=frame.scripts,
        typefaces=frame.typefaces,
    )
