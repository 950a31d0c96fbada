"""Places as one types: what a field for a place offers, from the same code that reads it.

    POST /places     {"text": "charlo", "language": "en"}
                     {"places": [{"text": "Charlotte, NC", "hint": ""}, …]}

In the body, so that what is typed stands in no address line and no log. For our own pages, not a
part of the API. Offline, made from the body alone, and nothing is kept of who typed.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from finder.locale import LANGUAGES, language, speaking
from finder.pages.frame.body import body_of
from finder.pages.frame.under import folder_of
from finder.places import suggestions

__all__ = ["routes"]

_MOST_BYTES = 1_000
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "X-Robots-Tag": "noindex",
}


class _Typed(BaseModel):
    """The body. text: what stands in the field. language: of the page."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=200)
    language: str = Field(default="", max_length=20)


def routes(base: str = "") -> list[BaseRoute]:
    """The route under `base`, the value of Streamlit's server.baseUrlPath."""
    return [Route(f"{folder_of(base)}/places", _offer, methods=["POST"])]


async def _offer(request: Request) -> Response:
    # Only a page of our own site can send this type: a browser asks before it lets another.
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        return JSONResponse({"detail": "send JSON, as application/json"}, 415, _HEADERS)
    body = await body_of(request, _MOST_BYTES)
    if body is None:
        return JSONResponse({"detail": f"send at most {_MOST_BYTES} bytes"}, 413, _HEADERS)
    try:
        typed = _Typed.model_validate_json(body)
    except ValidationError as problem:
        detail = f"{problem.error_count()} fields of the body are not understood"
        return JSONResponse({"detail": detail}, 422, _HEADERS)
    return await run_in_threadpool(_reply, typed)


def _reply(typed: _Typed) -> Response:
    with speaking(typed.language if typed.language in LANGUAGES else language()):
        offered = [{"text": one.text, "hint": one.hint} for one in suggestions(typed.text)]
    return JSONResponse({"places": offered}, headers=_HEADERS)
