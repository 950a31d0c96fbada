"""The network address that a request came from: for limits in memory, never to be written down."""

from __future__ import annotations

from ipaddress import ip_address

from starlette.requests import Request

__all__ = ["sender_of"]


def sender_of(request: Request) -> str:
    """Who is connected; behind a proxy of ours, who is connected to that.

    Only what comes from inside (this machine, a private network) may name somebody else, and the
    last name counts, which the proxy itself has added: the ones before it anybody can make up.
    """
    peer = request.client.host if request.client else ""
    forwarded = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    if forwarded and _is_inside(peer) and _is_address(forwarded):
        return forwarded
    return peer


def _is_inside(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return True  # a socket on this machine has no address
    return address.is_private or address.is_loopback


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
