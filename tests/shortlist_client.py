"""A client of the shortlist's pages and files, and directories with awkward names."""

from __future__ import annotations

from datetime import date

from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY, a_directory, a_facility, a_program
from finder.directory import Directory, Phone
from finder.pages.compare import endpoint as compare
from finder.pages.frame.served import Served
from finder.pages.shortlist import call_sheet
from finder.pages.shortlist import endpoint as shortlist
from finder.settings import Settings
from html_tree import Element, tree

QUOTES = "O'Neil's \"Second Chance\" <b>House</b> & Co; Ltd, Inc\\"
EMOJI = "Sunrise 🌅 Recovery 👩‍👩‍👧"
LONG = "Recovery " * 22 + "Center"
HEBREW = "בית החלמה"
ARABIC = "مركز التعافي"
FORMULA = '=HYPERLINK("http://evil.example","x")'
AWKWARD = (QUOTES, EMOJI, LONG, HEBREW, ARABIC, FORMULA)


def client_of(directory: Directory, base: str = "", today: date = TODAY) -> TestClient:
    given = base, Settings(), Served(lambda: directory), lambda: today
    routes = [
        *shortlist.routes(*given),
        *compare.routes(*given),
        *call_sheet.routes(*given),
    ]
    return TestClient(Starlette(routes=routes), base_url="https://finder.example")


def page(client: TestClient, address: str) -> Element:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return tree(answer.text)


def named(*names: str) -> Directory:
    """A facility of each name, with two phones, a little apart from each other."""
    return a_directory(
        *(
            a_facility(
                a_program("iop", hours=(9, 12), cost=(480, 560), per="month", pay=["medicaid"]),
                name=name,
                at=(38.03 + at / 50, -78.48),
                phones=[
                    Phone("main", "434-555-0100", "+14345550100"),
                    Phone("intake", "434-555-0101", "+14345550101"),
                ],
            )
            for at, name in enumerate(names)
        )
    )


def ids_of(directory: Directory, *names: str) -> list[str]:
    """The ids of facilities of these names, in this order; of all where none is named."""
    found = {
        directory.facility(row).name: directory.facility(row).id
        for row in range(len(directory.facilities))
    }
    return [found[name] for name in names or found]
