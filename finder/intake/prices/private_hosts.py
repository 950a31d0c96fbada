"""No request leaves for a private network because a list of files or a redirect says so.

A hospital's list names addresses, and any of them may answer with another one. Both come from
outside; only the site itself was named by who fetches, and that may be of one's own machine.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from finder.intake.polite import FetchStopped
from finder.locale import _

if TYPE_CHECKING:
    from httpx import Request

__all__ = ["is_private", "stays_public"]


def stays_public(root: str) -> Callable[[Request], None]:
    """A check of each request, those that follow a redirect as well.

    root: the site that was asked for by name; its own host is always allowed. The check raises
    FetchStopped.
    """
    named = urlsplit(root).hostname

    def check(sent: Request) -> None:
        host = sent.url.host
        if host != named and is_private(host):
            reason = _("leads to a private network, where no hospital publishes its prices")
            raise FetchStopped(f"{sent.url}: {reason}")

    return check


def is_private(host: str) -> bool:
    """Whether a name or address leads, or may lead, to a network that is not the public one.

    A name that is not known leads nowhere: who asks for it hears so.
    """
    try:
        known = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return any(not _is_public(str(where[0])) for *_rest, where in known)


def _is_public(address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        # An IPv4 address that is written as one of IPv6, or that a gateway makes one of.
        inner = found.ipv4_mapped or found.sixtofour
        if inner is not None:
            return _is_public(str(inner))
    return found.is_global and not found.is_multicast
