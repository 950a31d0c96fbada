"""Security headers on every answer: what the browser may load, send, frame and use.

Everything comes from us. The one exception is the street map, whose pictures the map's frame may
load once the visitor asks for them. An answer that brings one of these headers keeps its own.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from finder.map.tiles import TileSource
from finder.pages.frame.under import folder_of
from finder.static_files import streamlit_folder

__all__ = ["SecurityHeaders", "inline_scripts", "script_hash"]

_EVERYWHERE = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
}

_COMMON = {
    "default-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
    "object-src": "'none'",
    "font-src": "'self' data:",
    "style-src": "'self' 'unsafe-inline'",
}

# The one page that others may frame; its own policy says who.
_FRAMED = "/embed"

_INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE
)

# A Host header that is no more than a host and a port can be repeated in another header.
_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9A-Fa-f:]+\](:\d+)?")


class SecurityHeaders:
    """Pure ASGI middleware.

    base: the value of Streamlit's server.baseUrlPath. tiles: the street map that may be shown.
    allowed_scripts: texts of inline scripts that the page may run, beside those of Streamlit's
    own index.html. indexed: whether search engines may list the site.
    """

    def __init__(
        self,
        app: ASGIApp,
        base: str = "",
        tiles: TileSource | None = None,
        allowed_scripts: Iterable[str] = (),
        *,
        indexed: bool = True,
    ) -> None:
        self.app = app
        self._indexed = indexed
        self._component_folder = f"{folder_of(base)}/component/"
        self._framed = f"{folder_of(base)}{_FRAMED}"
        own = inline_scripts((streamlit_folder() / "index.html").read_text(encoding="utf-8"))
        self._page = _page_policy([script_hash(text) for text in (*own, *allowed_scripts)])
        self._component = _policy(_component_sources(tiles))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # No answer but the page itself, which names who may frame it, goes without.
                framed = scope["path"] == self._framed and "content-security-policy" in headers
                for name, value in _EVERYWHERE.items():
                    if not (framed and name == "X-Frame-Options"):
                        headers.setdefault(name, value)
                if not self._indexed and headers.get("content-type", "").startswith("text/html"):
                    headers.setdefault("X-Robots-Tag", "noindex")
                headers.setdefault("Content-Security-Policy", self._policy_for(scope))
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _policy_for(self, scope: Scope) -> str:
        if scope["path"].startswith(self._component_folder):
            return self._component
        return f"{self._page}; connect-src {_connections(Headers(scope=scope).get('host', ''))}"


def inline_scripts(html: str) -> list[str]:
    """The texts of the scripts that stand in the page itself, exactly as they stand there."""
    return _INLINE_SCRIPT.findall(html)


def script_hash(text: str) -> str:
    """The source expression that allows one inline script: `'sha256-…'`."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _page_policy(script_hashes: list[str]) -> str:
    return _policy(
        {
            # blob: is how Streamlit loads the script of a component of version 2.
            "script-src": " ".join(["'self'", *script_hashes, "blob:"]),
            "img-src": "'self' data: blob:",
            "frame-src": "'self'",
            "worker-src": "'self' blob:",
        }
    )


def _component_sources(tiles: TileSource | None) -> dict[str, str]:
    """For the frame of the map: streamlit-folium runs the map's script with eval."""
    return {
        "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
        "img-src": " ".join(["'self'", "data:", *([tiles.origin] if tiles else [])]),
        "connect-src": "'self'",
    }


def _policy(sources: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in (_COMMON | sources).items())


def _connections(host: str) -> str:
    """Ourselves; older Safari does not count the websocket of the same host as 'self'."""
    return f"'self' ws://{host} wss://{host}" if _HOST.fullmatch(host) else "'self'"
