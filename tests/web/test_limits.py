"""Every bound that is promised in docs/deployment.md is the one that the code has."""

from __future__ import annotations

import inspect
import re
import tomllib
from datetime import date
from pathlib import Path

from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.web.server.starlette import starlette_server_config

from finder import limits
from finder.pages.frame import page_reply
from finder.pages.frame.caching import ResultsCache
from finder.web.server import pacing

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| (?P<what>[^|]+?) \| (?P<most>[^|]+?) \| [^|]+ \|$", re.MULTILINE)


def _rows() -> dict[str, str]:
    table = PAGE.partition("## What nobody may go beyond")[2].partition("\n## ")[0]
    return {row["what"]: row["most"] for row in _ROW.finditer(table)}


def _figures(what: str) -> list[float]:
    """The numbers of the one row whose first cell has these words."""
    (most,) = [most for name, most in _rows().items() if what in name]
    return [float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", most)]


def test_each_limit_of_the_code_stands_in_the_table() -> None:
    for name in limits.__all__:
        assert _figures(f"`{name}`")[0] == getattr(limits, name), name


def test_no_limit_is_kept_out_of_the_list() -> None:
    assert sorted(name for name in vars(limits) if name.isupper()) == sorted(limits.__all__)


def test_the_caches_have_the_bounds_of_the_table() -> None:
    results = inspect.signature(ResultsCache.__init__).parameters
    assert _figures("results that are kept") == [
        results["most_results"].default,
        results["most_facilities"].default,
    ]


def test_the_sockets_have_the_bounds_of_the_table() -> None:
    assert _figures("runs that a session asks for") == [
        pacing._OWN_MESSAGES,
        pacing._SHARED_PER_SECOND,
    ]
    assert _figures("new websockets") == [pacing._NEW_AT_ONCE, pacing._NEW_PER_SECOND]


def test_streamlit_has_the_bounds_of_the_table() -> None:
    server = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["server"]
    kept = inspect.signature(MemorySessionStorage.__init__).parameters["maxsize"].default
    assert _figures("sessions kept") == [kept, server["disconnectedSessionTTL"]]
    assert _figures("messages that wait") == [starlette_server_config.WEBSOCKET_MAX_SEND_QUEUE_SIZE]
    assert server["maxUploadSize"] * 1_000_000 == limits.UPLOAD_BYTES
    assert server["maxWidgetStateSize"] * 1_000_000 == limits.MESSAGE_BYTES


def test_pages_are_kept_up_to_the_bytes_of_the_table() -> None:
    (most,) = _figures("pages that are kept")
    pages = page_reply.KeptPages()
    for number in range(40):
        key = page_reply.Key(("snapshot", 0, date(2026, 11, 27)), (str(number),))
        pages.coded(key, lambda: "x" * 1_000_000, "", lambda content: content)
    assert 0 < len(pages) * 1_000_000 <= most
