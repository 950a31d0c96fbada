"""Record what a set of links answers, so that a rebuilding can be shown to change nothing.

    python -m benchmarks.record_answers FILE.json             record
    python -m benchmarks.record_answers FILE.json --compare   say what differs from a record

Each of some 300 links is asked of every page, the API and every export, in two languages, in this
process. What may differ between two runs is taken out: names and hashes of scripts and styles,
times, and the ids inside PDFs, of which text and number of pages are kept.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import re
import sys
from pathlib import Path

import httpx
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient

from finder.web import application

SEED = 20_261_127
_PLACES = ["22903", "Charlottesville, VA", "38.03,-78.48", "23220", "24016", "20001", ""]
_CHOICES = {
    "within": ["10", "50", "any"],
    "care": ["iop", "detox", "iop,php", "residential", "outpatient", "medication"],
    "detox": ["onsite", "nearby"],
    "hours": ["9-19", "-12", "20-"],
    "when": ["evening", "telehealth", "weekend"],
    "cost": ["0", "600", "1500"],
    "per": ["week", "program"],
    "pay": ["medicaid", "medicaid,free", "private", "sliding"],
    "for": ["pregnant", "women,co-occurring"],
    "age": ["adolescent"],
    "lang": ["spanish"],
    "q": ["recovery", "wi"],
    "published": ["1"],
    "sort": ["distance", "hours", "cost", "name"],
    "page": ["2"],
    "view": ["map", "family", "client"],
}
_FIND = ("/plain", "/api/v1/search", "/api/v1/search?format=csv", "/api/v1/search?format=geojson")
_OTHERS = ("/table", "/tonight", "/levels", "/levels/iop", "/about", "/guide", "/table.csv")
_PICKED = ("/compare", "/shortlist", "/calls", "/plan", "/share", "/shortlist.csv", "/plan.pdf")
_PICKED_FILES = ("/shortlist.pdf", "/shortlist.vcf", "/plan.ics", "/shortlist.xlsx")


def links(count: int = 300) -> list[str]:
    """So many searches, as the query of a link, drawn by a seed."""
    draw = random.Random(SEED)
    return [_link(draw) for _number in range(count)]


def _link(draw: random.Random) -> str:
    chosen = draw.sample(sorted(_CHOICES), draw.randint(0, 5))
    pairs = [f"{key}={draw.choice(_CHOICES[key])}" for key in chosen]
    place = draw.choice(_PLACES)
    return "&".join([f"near={place.replace(' ', '+')}"] * bool(place) + pairs)


def answers(query: str, client: TestClient, ids: list[str], number: int) -> dict[str, str]:
    """What all addresses answer to this link: status, type and hash, by address."""
    tongue = ["", "hl=es"][number % 2]
    joined = "&".join(filter(None, (query, tongue)))
    pick = ",".join(ids[number % len(ids) :][:3])
    picked = "&".join(filter(None, (joined, f"pick={pick}")))
    asked = [_joined(path, joined) for path in (*_FIND, *_OTHERS)]
    asked += [_joined(path, picked) for path in _PICKED]
    if number % 10 == 0:
        asked += [_joined(path, picked) for path in _PICKED_FILES]
    found = {address: _told(client.get(address)) for address in asked}
    found[f"POST /parts {joined}"] = _told(client.post("/parts", json={"link": joined}))
    return found


def _joined(path: str, query: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{query}"


def _told(answer: httpx.Response) -> str:
    kind = answer.headers.get("content-type", "")
    content: bytes = answer.content
    if "pdf" in kind:
        content = _pdf_text(content)
    elif "spreadsheet" in kind:
        content = b"workbook"
    else:
        content = _steady(content.decode("utf-8", "replace")).encode()
    status = answer.status_code
    return f"{status} {kind} {hashlib.sha256(content).hexdigest()[:16]}"


def _steady(text: str) -> str:
    text = re.sub(r"\?v=[0-9a-f]{6,}", "", text)
    text = re.sub(r"(?s)<style>.*?</style>|<script[^>]*>.*?</script>", "", text)
    return re.sub(r"DTSTAMP:\S+|\d{8}T\d{6}Z", "", text)


def _pdf_text(content: bytes) -> bytes:
    pages = PdfReader(io.BytesIO(content)).pages
    return "\f".join(page.extract_text() for page in pages).encode()


def main() -> int:
    """Exit status 0 when recorded or nothing differs, else 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--compare", action="store_true")
    asked = parser.parse_args()
    found = _all_answers()
    if not asked.compare:
        asked.file.write_text(json.dumps(found, indent=0))
        return 0
    recorded = json.loads(asked.file.read_text())
    differing = [one for one in recorded if recorded[one] != found.get(one)]
    for address in differing[:40]:
        print(address, recorded[address], found.get(address), sep="\n  ")
    print(f"{len(recorded)} answers, {len(differing)} differ")
    return 1 if differing else 0


def _all_answers() -> dict[str, str]:
    client = TestClient(Starlette(routes=application.routes()), follow_redirects=False)
    rows = client.get("/api/v1/search").json()["results"]
    ids = [row["id"] for row in rows]
    found: dict[str, str] = {}
    for number, query in enumerate(links()):
        found |= answers(query, client, ids, number)
    return found


if __name__ == "__main__":
    sys.exit(main())
