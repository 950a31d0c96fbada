"""What a page that stands fetches when something else is asked: only the parts that it draws anew.

    POST /parts     {"link": "near=22903", "moves": [{"key": "care", "text": "iop"}], "more": false}

The body holds the search as the page knows it, and what was chosen since then: links that were
followed (`{"before", "after"}`, two queries) and fields that were changed (`{"key", "text"}`). In
the body, so that a text which turns out to be an address stands in no address line and no log. The
answer holds the canonical link of the search that comes of it, HTML by the name of its part
(finder/pages/find/find_parts.py), and the map's scene. For our own pages, not a part of the API.
An answer is made from the body alone: nothing is kept of who asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from finder import limits
from finder.criteria import Link, write
from finder.criteria.understood import spoken_language
from finder.errors import NotUnderstood, PlaceNotFound
from finder.export.as_json import json_bytes
from finder.geocoding import geocoder_url, look_up
from finder.locale import language, plural, speaking
from finder.map.map_scene import scene_data
from finder.map.scene import scene_of
from finder.map.still_map import still_map
from finder.pages.find.find_parts import facility_parts, find_parts
from finder.pages.find.live import live_surroundings
from finder.pages.find.parts_asked import Asked, language_asked, moved
from finder.pages.find.roads import roads_state
from finder.pages.frame import surroundings
from finder.pages.frame.body import body_of
from finder.pages.frame.caching import answered
from finder.pages.frame.compressing import Encode, content_coding, quick
from finder.pages.frame.page_reply import KeptPages, Key
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site, Today
from finder.pages.frame.tongues import page_of
from finder.pages.frame.under import folder_of
from finder.settings import Settings
from finder.shortlist import shortlist_of

__all__ = ["routes"]

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "Vary": "Accept-Encoding",
    "X-Robots-Tag": "noindex",
}


def routes(
    base: str = "",
    settings: Settings | None = None,
    serving: Served | None = None,
    today: Today = date.today,
) -> list[BaseRoute]:
    """The route under `base`, the value of Streamlit's server.baseUrlPath."""
    folder = folder_of(base)
    parts = _Parts(Site.of(settings, serving, today))
    return [Route(f"{folder}/parts", parts.answer, methods=["POST"])]


@dataclass(frozen=True)
class _Parts:
    """Answers requests on one served directory; keeps what it made, compressed."""

    site: Site
    kept: KeptPages = field(default_factory=KeptPages)

    async def answer(self, request: Request) -> Response:
        """The parts. 415 and 413 for what none of our pages sends, 422 for what it cannot mean."""
        # Only a page of our own site can send this type: a browser asks before it lets another.
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            return _refused(415, "send JSON, as application/json")
        body = await body_of(request, limits.BODY_BYTES)
        if body is None:
            return _refused(413, f"send at most {limits.BODY_BYTES} bytes")
        try:
            asked = Asked.model_validate_json(body)
        except ValidationError as problem:
            return _refused(422, f"{problem.error_count()} fields of the body are not understood")
        with speaking(language_asked(asked) or language()):
            link = await run_in_threadpool(moved, asked)
            if asked.look_up:
                link = await _looked_up(link, asked.look_up)
            return await run_in_threadpool(self._reply, request, asked, link)

    def _reply(self, request: Request, asked: Asked, link: Link) -> Response:
        with speaking(spoken_language(link)):
            coding = content_coding(request)
            content = self._compressed(asked, link, coding, quick(coding))
        headers = {**_HEADERS, "Content-Encoding": coding} if coding else _HEADERS
        return Response(content, headers=headers, media_type="application/json")

    def _compressed(self, asked: Asked, link: Link, coding: str, encode: Encode) -> bytes:
        """Kept for the next who asks the same, but not where a text was not understood: it stays
        in its field to be mended, and could be anything, an address too."""
        if link.told or link.read_as:
            return encode(self._content(asked, link).encode())
        directory, day = self.site.serving.directory, self.site.today()
        parts = write(link.criteria), asked.id, asked.more, asked.still, language()
        roads = roads_state(directory, link.criteria)
        key = Key.of(directory, day, *parts, roads)
        return self.kept.coded(key, lambda: self._content(asked, link), coding, encode).content

    def _content(self, asked: Asked, link: Link) -> str:
        own = [("id", asked.id)] if asked.id else []
        with page_of([*own, *parse_qsl(write(link.criteria))]):
            made = self._of_facility(asked.id, link) if asked.id else self._of_search(asked, link)
        page = {
            "link": write(link.criteria),
            "language": language(),
            "title": self._title(asked.id, link),
            "picks": self._picks(link),
            **made,
        }
        return json_bytes(page).decode()

    def _picks(self, link: Link) -> str:
        """What is said when the shortlist has changed: how many places are on it."""
        picked = shortlist_of(self.site.serving.directory, link.criteria).rows
        return plural("Shortlist: {n} place", "Shortlist: {n} places", len(picked))

    def _title(self, facility_id: str, link: Link) -> str:
        if facility_id:
            return surroundings.facility_title(self.site.serving.directory, facility_id)
        return surroundings.title(link.criteria)

    def _of_search(self, asked: Asked, link: Link) -> dict[str, Any]:
        directory, day = self.site.serving.directory, self.site.today()
        results = answered(directory, link.criteria, day)
        parts = find_parts(results, live_surroundings(link, day, more=asked.more))
        if asked.still:
            parts["still"] = still_map(results)
        scene = scene_data(scene_of(results))
        # Streets are shown or not, whatever is asked.
        del scene["tiles"]
        return {"parts": parts, "scene": scene}

    def _of_facility(self, facility_id: str, link: Link) -> dict[str, Any]:
        directory, day = self.site.serving.directory, self.site.today()
        settings = self.site.settings
        around = live_surroundings(link, day, contact=settings.contact, hints=settings.hints)
        return {"parts": facility_parts(directory, facility_id, link.criteria, around)}


async def _looked_up(link: Link, address: str) -> Link:
    """With the point of a street address as its place; where none is found, that is told."""
    url = geocoder_url()
    if url is None:
        return link
    try:
        return Link(link.criteria.replaced(near=await look_up(address, url)))
    except PlaceNotFound as problem:
        # Not a place that was misspelt: what the service said is told as well.
        return Link(link.criteria, problems=(NotUnderstood("near", problem.value, problem.reason),))


def _refused(status: int, detail: str) -> Response:
    return JSONResponse({"detail": detail}, status, {"Cache-Control": "no-store"})
