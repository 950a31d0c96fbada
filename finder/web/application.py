"""What app.py hands to Streamlit: our routes, our middleware, and what happens at the start."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from finder.criteria import Criteria
from finder.settings import Settings
from finder.web import api, assets, map_data, plain
from finder.web.caching import answered
from finder.web.first_paint import FirstPaint, warm_up
from finder.web.headers import SecurityHeaders
from finder.web.served import served

__all__ = ["lifespan", "middleware", "routes"]


def routes(base: str = "") -> list[BaseRoute]:
    """All our routes, under `base`, the value of Streamlit's server.baseUrlPath."""
    settings = Settings.from_environment()
    pages = [*assets.routes(base), *plain.routes(base, settings), *map_data.routes(base)]
    return [*pages, *api.routes(base)]


def middleware(base: str = "") -> list[Middleware]:
    """Headers outermost, then the first paint inside the page."""
    settings = Settings.from_environment()
    return [
        Middleware(SecurityHeaders, base=base, tiles=settings.tiles),
        Middleware(FirstPaint, base=base, settings=settings),
    ]


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Open the directory and import the dashboard before the first visitor comes."""
    await asyncio.to_thread(_warm_up)
    yield {}


def _warm_up() -> None:
    directory = served().directory
    answered(directory, Criteria())
    warm_up(directory)
