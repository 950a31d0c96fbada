"""What a load balancer and a monitor ask.

    /healthz         all of it
    /healthz/live    200: the process answers; if not, start it anew
    /healthz/ready   200: it has a directory open, send visitors; else 503
    /metrics

`ok` and `degraded` are answered with 200, for visitors are served: degraded says in `problem` why
the newest snapshot, or report of the desk, is not what they see. `unavailable`, with 503, is a
server without a directory.
Health is answered by the event loop: the threads that make pages may all be at work.
"""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from finder import __version__
from finder.directory import Directory
from finder.errors import DirectoryUnreadable
from finder.pages.frame.served import Served, reports_followed
from finder.web.api.metrics import Metrics

__all__ = ["routes"]

_NOW = {"Cache-Control": "no-store"}
_TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"


def routes(folder: str, serving: Served, metrics: Metrics) -> list[BaseRoute]:
    """These routes, below a folder that is empty or begins with a slash."""

    def desk_problem() -> str:
        following = reports_followed()
        return following.problem if following else ""

    async def healthz(_request: Request) -> Response:
        directory = await _opened(serving)
        if directory is None:
            return JSONResponse({"status": "unavailable", "version": __version__}, 503, _NOW)
        return JSONResponse(_healthy(directory, serving.problem or desk_problem()), headers=_NOW)

    async def live(_request: Request) -> Response:
        return JSONResponse({"status": "live"}, headers=_NOW)

    async def ready(_request: Request) -> Response:
        if await _opened(serving) is None:
            return JSONResponse({"status": "not ready"}, 503, _NOW)
        return JSONResponse({"status": "ready"}, headers=_NOW)

    def figures(_request: Request) -> Response:
        return Response(metrics.text(), headers={**_NOW, "Content-Type": _TEXT_FORMAT})

    return [
        Route(f"{folder}/healthz", healthz),
        Route(f"{folder}/healthz/live", live),
        Route(f"{folder}/healthz/ready", ready),
        Route(f"{folder}/metrics", figures),
    ]


async def _opened(serving: Served) -> Directory | None:
    """The directory, opened on a thread of its own where the server's start has not; None if that
    is not possible."""
    if serving.opened is not None:
        return serving.opened
    try:
        return await asyncio.to_thread(lambda: serving.directory)
    except DirectoryUnreadable:
        return None


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
