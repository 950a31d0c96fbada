"""Leaflet and its clusters for the usual apps, served as a content network would: compressed,
kept for ever, from a host of their own. Run as `python -m benchmarks.page.leaflet_host PORT`."""

from __future__ import annotations

import gzip
import sys
from importlib.util import find_spec
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

# By package: the folder, and the files of it that are served.
_FILES = {
    ("js_lib_leaflet", "static/js_lib_leaflet"): (
        "leaflet.js", "leaflet.css", "images/marker-icon.png", "images/marker-shadow.png",
    ),
    ("datasette_cluster_map", "static"): (
        "leaflet.markercluster.min.js", "leaflet.markercluster.css",
    ),
}  # fmt: skip
_TYPES = {".js": "text/javascript", ".css": "text/css", ".png": "image/png"}


def _content(package: str, path: str) -> bytes:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    content = (Path(found.origin).parent / path).read_bytes()
    if path.endswith("markercluster.min.js"):  # a module there; folium loads plain scripts
        content = b"(() => {" + content.partition(b"export default")[0] + b"})();"
    return content


def _app() -> Starlette:
    kept = {
        name: gzip.compress(_content(package, f"{folder}/{name}"), 9)
        for (package, folder), names in _FILES.items()
        for name in names
    }

    def reply(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in kept:
            return Response(status_code=404)
        headers = {
            "Content-Encoding": "gzip",
            "Content-Type": _TYPES[Path(name).suffix],
            "Cache-Control": "public, max-age=31536000, immutable",
            "Access-Control-Allow-Origin": "*",
        }
        return Response(kept[name], headers=headers)

    return Starlette(routes=[Route("/{name:path}", reply)])


if __name__ == "__main__":
    uvicorn.run(_app(), host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
