"""Where the site stands on its host: everything lies under Streamlit's server.baseUrlPath."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.routing import BaseRoute, Route

__all__ = ["folder_of", "reading_routes"]


def folder_of(base: str) -> str:
    """The beginning of every path: `/care` for `care`, `/care/` and the like, empty for none."""
    inside = base.strip("/")
    return f"/{inside}" if inside else ""


def reading_routes(base: str, endpoints: Mapping[str, Callable[..., Any]]) -> list[BaseRoute]:
    """Routes of what is only read, by path under `base`."""
    folder = folder_of(base)
    return [
        Route(f"{folder}{path}", endpoint, methods=["GET", "HEAD"])
        for path, endpoint in endpoints.items()
    ]
