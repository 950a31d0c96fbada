"""The files that a browser fetches from us: each with its content, its hash, and compressed.

    map.js, map.css       Leaflet and our map in one file each, for the frame of the map
    panel.js              what moves in the parts of the page that are our own HTML
    page.css              all that the dashboard's page needs beside Streamlit's own
    tokens.css            the colours, corners and type of the design as CSS variables
    share.js, calls.js    scripts of the shortlist and the call sheet
    places.js             what a field for a place offers as one types
    leave.js, guide.js    the way off a page at once, and Back within the guide
    start.js              "Use my location" of the start page
    typefaces.css         the typefaces that Streamlit brings, for pages that are not Streamlit's
    land/VA.json …        what is drawn beneath the pins, state by state (finder.map.land)
    land/nation.json
    ahead.json            which pages a browser may make ready before they are asked for

An address carries the hash (`map.js?v=1f0c…`), so a browser keeps a file as long as it likes and
still gets the next version at once.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from finder import geography
from finder.bundling import bundle
from finder.map import land
from finder.templating import script, stylesheet

__all__ = [
    "AHEAD",
    "StaticFile",
    "file_names",
    "icon_file",
    "own_typeface",
    "static_file",
    "streamlit_folder",
    "versioned",
]

AHEAD = "ahead.json"
# Of pages: each with what it imports.
_SCRIPTS = ("share", "calls", "leave", "places", "guide", "start")
_OURS = Path(__file__).parent / "dashboard" / "assets"
_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
}
# https://html.spec.whatwg.org/multipage/speculative-loading.html: the type that rules must have.
_RULES_TYPE = "application/speculationrules+json"
# The comparison is what one waits for: fetched while the pointer rests on its link or a finger
# touches it, it is there at the click. Not drawn ahead: tools that drive a browser switch that off,
# so that nobody could test it. Nothing else is worth the visitor's data.
_AHEAD = {"prefetch": [{"where": {"href_matches": "../compare\\?*"}, "eagerness": "moderate"}]}

# The typefaces among Streamlit's media files: family, style, start of the file's name.
_FACES = (
    ("Source Sans", "normal", "SourceSansVF-Upright"),
    ("Source Sans", "italic", "SourceSansVF-Italic"),
    ("Source Serif", "normal", "SourceSerifVariable-Roman"),
    ("Source Serif", "italic", "SourceSerifVariable-Italic"),
)


@dataclass(frozen=True)
class StaticFile:
    """One file as it is served."""

    content: bytes
    media_type: str
    version: str


@cache
def static_file(name: str) -> StaticFile:
    """The file of this name, made on first use and kept. Raises KeyError if there is none."""
    content = _makers()[name]()
    version = _land_version() if name.startswith("land/") else _hash(content)
    media_type = _RULES_TYPE if name == AHEAD else _MEDIA_TYPES[Path(name).suffix]
    return StaticFile(content, media_type, version)


def versioned(name: str) -> str:
    """The name with the hash of the content: `map.js?v=1f0c…`. Raises KeyError."""
    return f"{name}?v={static_file(name).version}"


def file_names() -> tuple[str, ...]:
    """The names of all files there are."""
    return tuple(_makers())


def streamlit_folder() -> Path:
    """Where Streamlit's own page and typefaces lie; found without importing Streamlit.

    Raises ModuleNotFoundError if Streamlit is not installed.
    """
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("streamlit is not installed: pip install -r requirements.txt")
    return Path(spec.origin).parent / "static"


@cache
def icon_file() -> bytes:
    """The icon of the site as an ICO file (scripts/make_icon.py)."""
    return (_OURS / "favicon.ico").read_bytes()


@cache
def own_typeface(name: str) -> Path | None:
    """Our small one of a typeface file of Streamlit's (scripts/make_fonts.py), None if none."""
    own = _OURS / "fonts" / f"{name.partition('.')[0]}.woff2"
    return own if name.endswith(".woff2") and own.is_file() else None


@cache
def _makers() -> dict[str, Callable[[], bytes]]:
    named: dict[str, Callable[[], bytes]] = {
        "map.js": _map_script,
        "map.css": lambda: b"\n".join([_leaflet("leaflet.css"), _fonts(), *_own("tokens", "map")]),
        "tokens.css": lambda: _own("tokens")[0],
        "typefaces.css": _typefaces,
        "page.css": _page_style,
        **{f"{name}.js": _script_maker(name) for name in _SCRIPTS},
        "panel.js": lambda: bundle(_OURS / "panel.js").encode(),
        AHEAD: lambda: json.dumps(_AHEAD).encode(),
        "land/nation.json": land.nation,
        "land/on_land.json": land.on_land,
    }
    pieces = {f"land/{code}.json": _piece_maker(code) for code in land.state_boxes()}
    return named | pieces


def _page_style() -> bytes:
    """Tokens, Streamlit's widgets in their dress, our own HTML, where each part stands, paper."""
    return b"\n".join(
        [
            *_own("tokens", "theme"),
            stylesheet("form", "ask_bar").encode(),
            *_own("dashboard", "paper"),
        ]
    )


def _script_maker(name: str) -> Callable[[], bytes]:
    return lambda: script(name).encode()


def _piece_maker(code: str) -> Callable[[], bytes]:
    return lambda: land.state_piece(code)


def _map_script() -> bytes:
    """Leaflet, where the pieces of land lie, and our own modules.

    One file, because the map's frame fetches its scripts one after the other: on a slow line each
    costs a round trip.
    """
    where = {
        "boxes": land.state_boxes(),
        "coarseBelowZoom": land.COARSE_BELOW_ZOOM,
        "version": _land_version(),
    }
    land_lies = f"window.finderLand = {json.dumps(where)};".encode()
    return b"\n;\n".join([_leaflet("leaflet.js"), land_lies, bundle(_OURS / "map.js").encode()])


def _own(*names: str) -> list[bytes]:
    return [(_OURS / f"{name}.css").read_bytes() for name in names]


def _leaflet(name: str) -> bytes:
    """A file of Leaflet, without the address of its source map, which is not served."""
    content = files("js_lib_leaflet").joinpath("static", "js_lib_leaflet", name).read_bytes()
    return re.sub(rb"//# sourceMappingURL=\S+", b"", content)


@cache
def _land_version() -> str:
    """One hash for all pieces of land: of what they are made from, and of what makes them."""
    data = (geography.STATES_PATH, geography.COUNTIES_PATH, geography.TOWNS_PATH)
    sources = (*data, Path(land.__file__))
    return _hash(b"".join(path.read_bytes() for path in sources))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _fonts() -> bytes:
    """`@font-face` rules with Streamlit's own addresses, so that nothing is fetched twice."""
    return "\n".join(_face(*one) for one in _FACES).encode()


def _typefaces() -> bytes:
    """The upright ones of a page, at every width.

    A file of its own: Chromium tells whoever serves a typeface the whole address of the page, with
    all that is searched, where the rule stands in the page itself, whatever its Referrer-Policy.
    """
    return "\n".join(_face(*one) for one in _FACES if one[1] == "normal").encode()


def _face(family: str, style: str, start: str) -> str:
    file = next((streamlit_folder() / "static" / "media").glob(f"{start}*.woff2"), None)
    if file is None:
        return ""
    return (
        f'@font-face {{ font-family: "{family}"; font-style: {style};'
        f" font-weight: 200 900; font-display: swap;"
        f' src: url("../static/media/{file.name}") format("woff2"); }}'
    )
