"""The search itself: all that is asked of it, beside the page that Streamlit shows."""

from __future__ import annotations

from datetime import date

from starlette.routing import BaseRoute

from finder.pages.find import address, map_data, parts, plain, suggesting
from finder.pages.frame.served import Served
from finder.pages.frame.site import Today
from finder.settings import Settings

__all__ = ["routes"]


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The routes under `base`, the value of Streamlit's server.baseUrlPath."""
    site = settings or Settings.from_environment()
    return [
        *plain.routes(base, site, serving, today),
        *map_data.routes(base, serving, today),
        *parts.routes(base, site, serving, today),
        *suggesting.routes(base),
        *address.routes(base, site, serving, today),
    ]
