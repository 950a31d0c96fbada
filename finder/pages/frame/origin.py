"""Where visitors reach this server, for links that leave it: a QR code, a message, a sheet."""

from __future__ import annotations

import re

from starlette.requests import Request

__all__ = ["origin_of", "root_of"]

# What a Host header may be to stand in a link; anything else is no address.
_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:]+\](:\d{1,5})?")


def origin_of(request: Request) -> str:
    """`https://finder.example`, as the visitor's browser said it; empty if it said none.

    Behind a proxy that ends TLS, X-Forwarded-Proto says which scheme the visitor used.
    """
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return ""
    forwarded = request.headers.get("x-forwarded-proto", "").partition(",")[0].strip().lower()
    scheme = forwarded if forwarded in ("http", "https") else str(request.scope["scheme"])
    return f"{scheme}://{host}"


def root_of(request: Request, own: str | None, folder: str) -> str:
    """Where the site stands, for links that leave it, without a slash at its end.

    own: the address that the operator has set (FINDER_URL), which counts where there is one.
    folder: where the site stands on its host.
    """
    return own or f"{origin_of(request)}{folder}"
