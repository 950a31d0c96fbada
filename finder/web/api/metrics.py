"""Counts and times of requests, for whoever runs the site. Nothing of a visitor is in them.

A request is counted under the kind of page it is for; its query, its address, its headers are not
looked at.
"""

from __future__ import annotations

import re
from functools import cache
from time import perf_counter

from prometheus_client import CollectorRegistry, Counter, GCCollector, Histogram, ProcessCollector
from prometheus_client import generate_latest as _generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from finder.pages.frame.under import folder_of
from finder.pages.registry import PAGES

__all__ = ["MeasureRequests", "Metrics", "process_metrics"]

# Kinds of request, by the path below the base. A page says its own kind (finder/pages/registry.py);
# whatever is none of these is "other".
_KINDS = (
    ("search", re.compile(r"/api/v1/search")),
    ("facility", re.compile(r"/api/v1/facilities/.*")),
    ("directory", re.compile(r"/api/v1/directory")),
    ("openapi", re.compile(r"/api/v1/openapi\.json")),
    ("api", re.compile(r"/api(/.*)?|/mcp")),
    ("health", re.compile(r"/healthz(/.*)?|/_stcore/health")),
    ("metrics", re.compile(r"/metrics|/_stcore/metrics")),
    ("plain", re.compile(r"/plain(/.*)?|/detail")),
    ("assets", re.compile(r"/(assets|static|component|media)/.*|/favicon\.ico")),
    ("parts", re.compile(r"/(parts|places)|/map/clusters")),
    ("site", re.compile(r"/(robots\.txt|sitemap(-\d+)?\.xml|llms\.txt|feed\.atom|embed)")),
    ("counties", re.compile(r"/counties(/.*)?")),
    ("desk", re.compile(r"/(desk|answer)(/.*)?|/wrong")),
    ("streamlit", re.compile(r"/_stcore/.*")),
)
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_MEASURED = "finder.measured"


class Metrics:
    """The figures of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        GCCollector(registry=self._registry)
        self._requests = Counter(
            "finder_requests",
            "Requests answered",
            ("kind", "method", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "finder_request_seconds",
            "Seconds until a request was answered whole",
            ("kind",),
            buckets=_SECONDS,
            registry=self._registry,
        )

    def count(self, kind: str, method: str, status: int, seconds: float) -> None:
        """Add one request."""
        known = method if method in _METHODS else "other"
        self._requests.labels(kind, known, str(status)).inc()
        self._seconds.labels(kind).observe(seconds)

    def text(self) -> bytes:
        """The figures in the text format of Prometheus, version 0.0.4."""
        return _generate_latest(self._registry)


@cache
def process_metrics() -> Metrics:
    """The figures of this process, which /metrics shows."""
    return Metrics()


class MeasureRequests:
    """Pure ASGI middleware that counts each request once, however often it stands in the way."""

    def __init__(self, app: ASGIApp, metrics: Metrics, base: str = "") -> None:
        self.app = app
        self._metrics = metrics
        self._base = folder_of(base)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope.get(_MEASURED):
            await self.app(scope, receive, send)
            return
        status = 500
        begun = perf_counter()

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app({**scope, _MEASURED: True}, receive, send_and_note)
        finally:
            seconds = perf_counter() - begun
            self._metrics.count(self._kind(scope["path"]), scope["method"], status, seconds)

    def _kind(self, path: str) -> str:
        below = path.removeprefix(self._base)
        kind = next((kind for kind, form in _KINDS if form.fullmatch(below)), "")
        pages = (page.kind for page in PAGES.all() if page.has(below or "/"))
        return kind or next(pages, "other")
