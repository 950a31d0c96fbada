"""`/llms.txt`: what assistants read first."""

from __future__ import annotations

import re

from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import a_directory, a_facility
from finder.helplines import HELPLINES
from finder.levels import LEVEL_PAGES
from finder.pages.frame.served import Served
from finder.settings import Settings
from finder.web.assistants import llms


def client(url: str | None = None, base: str = "") -> TestClient:
    directory = a_directory(a_facility())
    return TestClient(
        Starlette(routes=llms.routes(base, Settings(url=url), Served(lambda: directory)))
    )


def test_it_begins_with_what_this_is_and_the_crisis_lines() -> None:
    answer = client("https://care.example").get("/llms.txt", headers={"Accept-Language": "es"})
    assert answer.headers["content-type"].startswith("text/plain")
    text = answer.text
    assert text.startswith("# Stepping Stone\n\n> ")
    for code in ("911", "988"):
        assert HELPLINES[code].number in text.partition("## How to speak")[0]
    assert "not published" in text
    assert "as of date not known" in text


def test_its_links_stand_under_the_address_of_the_site() -> None:
    for url, base, root in (
        ("https://care.example", "", "https://care.example/"),
        (None, "care", "http://testserver/care/"),
    ):
        text = client(url, base).get(f"{f'/{base}' if base else ''}/llms.txt").text
        links = re.findall(r"\]\((.*?)\)", text)
        assert len(links) > len(LEVEL_PAGES)
        assert all(one.startswith(root) for one in links)


def test_it_is_sent_once() -> None:
    finder = client()
    tag = finder.get("/llms.txt").headers["etag"]
    assert finder.get("/llms.txt", headers={"If-None-Match": tag}).status_code == 304
