"""What the map asks for while it is moved: clusters of what was found in the box it shows.

    /map/clusters?QUERY&box=south,west,north,east&limit=200

The query is that of a link. The answer is `{"others": [[latitude, longitude, what], …]}`, degrees
north and east; `what` is the id of a facility, or how many there are. For our own map, not a part
of the API: it may change with the map's script. An answer is made from the link and the box alone.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from finder.criteria import Criteria
from finder.criteria.understood import understood
from finder.directory import Directory
from finder.map.clusters import Bounds
from finder.map.others_found import MOST_CLUSTERS, cluster_row, others_found
from finder.pages.frame.caching import answered
from finder.pages.frame.compressing import content_coding, quick
from finder.pages.frame.freshness import entity_tag, has_it
from finder.pages.frame.page_asked import pairs_of
from finder.pages.frame.page_reply import page_headers
from finder.pages.frame.served import Served, served
from finder.pages.frame.under import reading_routes

__all__ = ["routes"]

Today = Callable[[], date]

_OURS = ("box", "limit")
_HIGHEST_LIMIT = 500


def routes(
    base: str = "", serving: Served | None = None, today: Today = date.today
) -> list[BaseRoute]:
    """The route under `base`, the value of Streamlit's server.baseUrlPath."""
    clusters = _Clusters(serving or served(), today)
    return reading_routes(base, {"/map/clusters": clusters.reply})


@dataclass(frozen=True)
class _Clusters:
    """Answers requests on one served directory."""

    serving: Served
    today: Today

    def reply(self, request: Request) -> Response:
        given = pairs_of(request)
        ours = dict(pair for pair in given if pair[0] in _OURS)
        try:
            box, limit = _box(ours.get("box", "")), _limit(ours.get("limit", ""))
        except ValueError as problem:
            return JSONResponse({"detail": str(problem)}, 422, {"Cache-Control": "no-store"})
        criteria = understood(pair for pair in given if pair[0] not in _OURS).criteria
        directory, day = self.serving.directory, self.today()
        content = _content(directory, criteria, day, box, limit)
        tag = entity_tag(directory.snapshot, day, content)
        headers = page_headers(tag, indexed=False)
        if has_it(request, tag):
            return Response(status_code=304, headers=headers)
        coding = content_coding(request)
        if coding:
            headers["Content-Encoding"] = coding
        return Response(quick(coding)(content), headers=headers, media_type="application/json")


def _content(
    directory: Directory, criteria: Criteria, day: date, box: Bounds | None, limit: int
) -> bytes:
    found = others_found(answered(directory, criteria, day), box, limit)
    rows = {"others": [cluster_row(cluster) for cluster in found]}
    return json.dumps(rows, separators=(",", ":")).encode()


def _box(text: str) -> Bounds | None:
    """Four degrees; none: everywhere. Raises ValueError."""
    if not text:
        return None
    try:
        box = Bounds(*(float(edge) for edge in text.split(",")))
    except (TypeError, ValueError):
        box = Bounds(*[math.nan] * 4)
    if not all(map(math.isfinite, box)):
        raise ValueError(f"box: write south,west,north,east in degrees, got {text!r:.80}")
    return box


def _limit(text: str) -> int:
    """From 1 to the highest; none: as many as a map has room for. Raises ValueError."""
    limit = int(text) if text else MOST_CLUSTERS
    if limit < 1:
        raise ValueError(f"limit: at least 1 cluster, got {limit}")
    return min(limit, _HIGHEST_LIMIT)
