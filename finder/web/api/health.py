"""What a load balancer and a monitor ask: /healthz and /metrics.

`ok` and `degraded` are answered with 200, for visitors are served: degraded says in `problem` why
the newest snapshot is not what they see. `unavailable`, with 503, is a server without a directory.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from finder import __version__
from finder.directory import Directory
from finder.errors import DirectoryUnreadable
from finder.pages.frame.served import Served
from finder.web.api.metrics import Metrics

__all__ = ["routes"]

_NOW = {"Cache-Control": "no-store"}
_TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"


def routes(folder: str, serving: Served, metrics: Metrics) -> list[BaseRoute]:
    """Both routes, below a folder that is empty or begins with a slash."""

    def healthz(_request: Request) -> Response:
        try:
            return JSONResponse(_healthy(serving.directory, serving.problem), headers=_NOW)
        except DirectoryUnreadable:
            return JSONResponse({"status": "unavailable", "version": __version__}, 503, _NOW)

    def figures(_request: Request) -> Response:
        return Response(metrics.text(), headers={**_NOW, "Content-Type": _TEXT_FORMAT})

    return [Route(f"{folder}/healthz", healthz), Route(f"{folder}/metrics", figures)]


def _healthy(directory: Directory, problem: str) -> dict[str, Any]:
    manifest = directory.manifest
    return {
        "status": "degraded" if problem else "ok",
        "version": __version__,
        "problem": problem or None,
        "snapshot": directory.snapshot,
        "directory": manifest.name,
        "as_of": manifest.as_of,
        "demonstration": manifest.demonstration,
        "facilities": manifest.facilities,
        "programs": manifest.programs,
        "gone": len(directory.gone),
    }
