"""Ways to reach a place: phone, website, directions."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from finder.directory import Facility, Phone
from finder.locale import mark
from finder.wording.words import address

__all__ = ["ROLES", "by_use", "contact_link", "directions", "host", "web_link"]

# What a phone is for, the first to call first.
ROLES = {"intake": mark("Intake"), "main": mark("Main"), "hotline": mark("Hotline")}


def by_use(facility: Facility) -> tuple[Phone, ...]:
    """The phones in the order in which to try them: who takes new people in first."""
    order = list(ROLES)
    return tuple(sorted(facility.phones, key=lambda phone: order.index(phone.role)))


def web_link(url: str) -> str:
    """The address of a website as a link; empty for what is none."""
    text = url.strip()
    if text and "://" not in text and "." in text.partition("/")[0]:
        text = f"https://{text}"
    parts = urlsplit(text) if _one_word(text) else None
    return text if parts and parts.scheme in ("http", "https") and parts.hostname else ""


def _one_word(text: str) -> bool:
    return bool(text) and not any(one.isspace() or one in "<>\"'" for one in text)


def host(url: str) -> str:
    """The name of a website, to say where a link leads."""
    return (urlsplit(web_link(url)).hostname or "").removeprefix("www.")


def directions(facility: Facility) -> str:
    """Where OpenStreetMap shows the way there; the address where the position is approximate."""
    if facility.position == "exact":
        point = f"{facility.latitude:.5f},{facility.longitude:.5f}"
        return f"https://www.openstreetmap.org/directions?to={quote(point)}"
    return f"https://www.openstreetmap.org/search?query={quote(address(facility))}"


def contact_link(contact: str | None) -> str:
    """Where a wrong listing is reported, as a link: a web address, or a mail to write."""
    if not contact:
        return ""
    return web_link(contact) if "://" in contact else f"mailto:{quote(contact, safe='@+')}"
