"""A street address becomes a rounded point, through a service that is asked only when told to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from finder import geocoding
from finder.errors import PlaceNotFound
from finder.places import Place


class _Nominatim(BaseHTTPRequestHandler):
    """Answers as Nominatim does, by the address that is asked for."""

    asked: list[str]

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)["q"][0]
        self.server.asked.append(query)  # type: ignore[attr-defined]
        if "broken" in query:
            self.send_error(500)
            return
        if "html" in query:
            body = b"<html>maintenance</html>"
        elif "nowhere" in query:
            body = b"[]"
        else:
            row = {"lat": "38.029306", "lon": "-78.476678", "display_name": "1 Main Street"}
            body = json.dumps([row]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def service() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), _Nominatim)
    server.asked = []  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _url(service: HTTPServer) -> str:
    return f"http://127.0.0.1:{service.server_port}"


def _looked_up(address: str, url: str) -> Place:
    return asyncio.run(geocoding.Lookups().look_up(address, url))


def test_an_address_becomes_a_point_rounded_to_two_decimals(service: HTTPServer) -> None:
    place = _looked_up("1 Main Street, Charlottesville", _url(service))
    assert (place.kind, place.text) == ("point", "38.03,-78.48")
    assert service.asked == ["1 Main Street, Charlottesville"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("1 Nowhere nowhere", "No such address was found"),
        ("1 broken street", "does not answer now"),
        ("1 html street", "does not answer now"),
    ],
)
def test_an_address_that_is_not_found_gets_one_sentence(
    service: HTTPServer, address: str, told: str
) -> None:
    with pytest.raises(PlaceNotFound, match=told):
        _looked_up(address, _url(service))


def test_a_service_that_cannot_be_reached_gets_one_sentence() -> None:
    with pytest.raises(PlaceNotFound, match="does not answer now"):
        _looked_up("1 Main Street", "http://127.0.0.1:9")


def test_the_service_can_be_turned_off_and_replaced() -> None:
    assert geocoding.geocoder_url({"FINDER_GEOCODER": "none"}) is None
    assert (
        geocoding.geocoder_url({"FINDER_GEOCODER": "https://geo.example"}) == "https://geo.example"
    )
    assert geocoding.geocoder_url({}) == geocoding.STANDARD_GEOCODER
    assert geocoding.geocoder_host("https://geo.example/path") == "geo.example"


@pytest.mark.parametrize(
    ("text", "is_address"),
    [
        ("1200 Example Street, Charlottesville", True),
        ("12B Baker St", True),
        ("22903", False),
        ("22903-1234", False),
        ("38.03, -78.48", False),
        ("Charlottesville, VA", False),
    ],
)
def test_a_house_number_and_a_word_look_like_an_address(text: str, is_address: bool) -> None:
    assert geocoding.looks_like_address(text) is is_address
