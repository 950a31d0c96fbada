"""What a load balancer and a monitor ask: /healthz and /metrics."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from finder import __version__
from finder.directory import Directory
from finder.errors import DirectoryUnreadable
from finder.web.metrics import Metrics
from finder.web.served import Served

__all__ = ["routes"]

_NOW = {"Cache-Control": "no-store"}
_TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"


def routes(folder: str, serving: Served, metrics: Metrics) -> list[BaseRoute]:
    """Both routes, below a folder that is empty or begins with a slash."""

    def healthz(_request: Request) -> Response:
        try:
            return JSONResponse(_healthy(serving.directory), headers=_NOW)
        except DirectoryUnreadable:
            return JSONResponse({"status": "unavailable", "version": __version__}, 503, _NOW)

    def figures(_request: Request) -> Response:
        return Response(metrics.text(), headers={**_NOW, "Content-Type": _TEXT_FORMAT})

    return [Route(f"{folder}/healthz", healthz), Route(f"{folder}/metrics", figures)]


def _healthy(directory: Directory) -> dict[str, Any]:
    manifest = directory.manifest
    return {
        "status": "ok",
        "version": __version__,
        "snapshot": directory.snapshot,
        "directory": manifest.name,
        "as_of": manifest.as_of,
        "demonstration": manifest.demonstration,
        "facilities": manifest.facilities,
        "programs": manifest.programs,
    }
