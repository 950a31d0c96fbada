"""`/facility/ID`: the short address of a facility leads to its page, with the search it carries."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from finder.pages.frame.page_asked import pairs_of
from finder.pages.frame.under import reading_routes

__all__ = ["routes"]


def routes(base: str = "") -> list[BaseRoute]:
    """The route under `base`, the value of Streamlit's server.baseUrlPath."""
    return reading_routes(base, {"/facility/{facility_id}": _to_its_page})


def _to_its_page(request: Request) -> Response:
    facility_id = str(request.path_params["facility_id"]).strip().lower()
    search = [pair for pair in pairs_of(request) if pair[0].strip().lower() != "id"]
    asked = f"id={quote(facility_id, safe='')}"
    if search:
        asked += f"&{urlencode(search, safe=',')}"
    return RedirectResponse(f"../facility?{asked}", status_code=308)
