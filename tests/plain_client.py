"""A client of the pages without a script."""

from __future__ import annotations

from datetime import date

from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY
from finder.directory import Directory
from finder.pages.find import plain
from finder.pages.frame.served import Served
from finder.settings import Settings
from html_tree import Element, tree

CONTACT = "lists@county.example"


def client_of(directory: Directory, base: str = "", today: date = TODAY) -> TestClient:
    routes = plain.routes(base, Settings(contact=CONTACT), Served(lambda: directory), lambda: today)
    return TestClient(Starlette(routes=routes), follow_redirects=False)


def page(client: TestClient, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return tree(answer.text)
