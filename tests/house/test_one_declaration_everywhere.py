"""A made-up filter, page, source and export are each found by every reader of their list.

Their names are such as nobody would use. What is missing here is missed by a newcomer too.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from builders import TODAY, a_directory, a_facility, a_program, criteria
from finder.command import main
from finder.criteria import registry
from finder.criteria.criterion import AllOf, WholeNumber
from finder.directory import Directory, FacilityRecord
from finder.export import Export, Outgoing, exports
from finder.intake.files.files import OpenedFile
from finder.intake.files.sheets import Sheet
from finder.intake.reader import Circumstances, Reader
from finder.intake.recognise import READERS, all_columns
from finder.intake.rows.checks import Notes
from finder.pages.frame.downloads import downloads
from finder.pages.frame.menu import menu
from finder.pages.frame.page_reply import plain_link
from finder.pages.frame.served import Served
from finder.pages.frame.site import site_routes
from finder.pages.nowhere.endpoint import nowhere
from finder.pages.registry import PAGES, Page, place_of_it
from finder.pathway.path import plan_part
from finder.search import search
from finder.settings import Settings
from finder.vocabulary import Term, Vocabulary
from finder.web import application
from finder.web.api import api
from finder.web.api.metrics import MeasureRequests, Metrics
from html_tree import tree
from scripts import make_data_dictionary
from shortlist_client import ids_of

QUOKKA = AllOf(
    "quokka",
    "Quokkas",
    "All of these live there.",
    asks="which quokkas live there",
    question="Do these live at your place: {things}?",
    for_whom=True,
    vocabulary=Vocabulary("quokka", [Term("brush", "Brush quokkas"), Term("tree", "Tree quokkas")]),
    column="quokkas_kept",
)
BURROW = WholeNumber("burrow", "Burrows", "At least so many.", usual=(3, 7), asks="burrows")


def client_of(directory: Directory) -> TestClient:
    """All pages, the API, and what answers an address that is none."""
    given = "", Settings(), Served(lambda: directory), lambda: TODAY
    routes = [route for page in PAGES.all() for route in page.routes(*given)]
    routes += api.routes("", given[2], given[3])
    return TestClient(Starlette(routes=[*routes, nowhere(routes, *given)]), follow_redirects=False)


@pytest.fixture
def kept() -> Iterator[Directory]:
    """Alder keeps quokkas of the brush, Birch says nothing of any, while they can be asked for."""
    with registry.temporarily(QUOKKA), registry.temporarily(BURROW):
        yield a_directory(
            a_facility(a_program(quokka=["brush"]), name="Alder"),
            a_facility(a_program(), name="Birch"),
        )


# A filter


def picked(directory: Directory) -> str:
    return f"quokka=brush&pick={','.join(ids_of(directory))}"


def test_the_call_sheet_asks_about_a_filter(kept: Directory) -> None:
    sheet = tree(client_of(kept).get(f"/calls?{picked(kept)}").text).text
    assert "Do these live at your place: brush quokkas?" in sheet


def test_the_comparison_has_a_row_for_a_filter(kept: Directory) -> None:
    shown = tree(client_of(kept).get(f"/compare?{picked(kept)}").text).text
    assert "Quokkas" in shown
    assert "Brush quokkas" in shown


def test_the_sheet_on_paper_says_what_was_asked_and_asks_it(kept: Directory) -> None:
    address = f"/shortlist.pdf?{picked(kept)}&form=pages&say=search"
    content = PdfReader(io.BytesIO(client_of(kept).get(address).content))
    text = " ".join(" ".join(one.extract_text() for one in content.pages).split())
    assert "Quokkas" in text
    assert "Do these live at your place: brush quokkas?" in text


def test_cards_details_and_tables_show_a_filter(kept: Directory) -> None:
    client = client_of(kept)
    first = ids_of(kept)[0]
    plain = tree(client.get("/plain?quokka=brush").text)
    assert "Brush quokkas" in plain.one("main").text
    assert "Quokkas" in tree(client.get(f"/plain/facility?id={first}").text).text
    assert "Quokkas" in tree(client.get("/table?columns=quokka").text).text


def test_a_filter_of_numbers_has_its_field(kept: Directory) -> None:
    plain = tree(client_of(kept).get("/plain?burrow=7").text)
    [field] = [one for one in plain.all("select") if one.attributes.get("name") == "burrow"]
    assert [one["value"] for one in field.all("option")] == ["", "3", "7"]


def test_exports_and_documentation_carry_a_filter(kept: Directory) -> None:
    client = client_of(kept)
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/search?format=csv").text)))
    assert {row["quokkas_kept"] for row in rows} == {"brush", ""}
    assert "quokka" in client.get("/api/v1/search?format=hsds").text
    alder, _birch = client.get("/api/v1/search?sort=name").json()["results"]
    assert "brush" in str(alder["programs"][0]["facts"]["quokka"])
    columns = make_data_dictionary.with_tables("<!-- table: columns -->\n<!-- end -->")
    assert "| `quokkas_kept` |" in columns


def test_a_plan_keeps_a_filter_that_says_for_whom(kept: Directory) -> None:
    assert plan_part(criteria("quokka=brush&care=iop")) == criteria("quokka=brush")


def test_the_command_line_names_a_filter(
    kept: Directory, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["search", "--help"])
    assert "quokka" in " ".join(capsys.readouterr().out.split())


def test_every_filter_on_facts_says_what_to_ask_on_the_phone() -> None:
    """Where nothing is published of it, somebody has to ask."""
    for criterion in registry.declared():
        group = getattr(criterion, "group", "")
        if group and not getattr(criterion, "silence_is_yes", False):
            assert criterion.question, criterion.key
            assert criterion.asks, criterion.key


# A page


def _burrows(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("Burrows")


BURROWS = Page(
    "/burrows",
    "Burrows near you",
    site_routes(lambda _site: {"/burrows": _burrows, "/burrows/{number}": _burrows}),
    "head",
    place_of_it,
    kind="burrows",
    asked="near=22903",
)


@pytest.fixture
def dug() -> Iterator[Page]:
    """One page more."""
    with PAGES.temporarily(BURROWS):
        yield BURROWS


def test_the_menu_leads_to_a_page_from_every_other_one(dug: Page, kept: Directory) -> None:
    entries = menu(plain_link("./"), criteria("near=22903&care=iop"), "/burrows")
    [entry] = [one for one in entries if one.label == "Burrows near you"]
    assert (entry.href, entry.current) == ("./burrows?near=22903", True)
    for path in ("/plain", "/guide", "/no-such-page"):
        links = tree(client_of(kept).get(path).text).all("a")
        assert any(one["href"].endswith("burrows") for one in links), path


def test_the_pages_without_a_script_lead_to_a_page_that_is_there(dug: Page) -> None:
    assert plain_link("../")(criteria("near=22903"), "/burrows/2") == "../burrows/2?near=22903"
    assert plain_link("../")(criteria("near=22903"), "/") == "../plain?near=22903"


def test_the_application_answers_a_page_and_mends_its_address(dug: Page) -> None:
    client = TestClient(Starlette(routes=application.routes()), follow_redirects=False)
    assert client.get("/burrows").text == "Burrows"
    assert client.get("/burrows.").headers["location"] == "./burrows"


def test_the_figures_of_the_process_name_a_page(dug: Page) -> None:
    metrics = Metrics()
    app = MeasureRequests(Starlette(routes=BURROWS.routes()), metrics)
    TestClient(app).get("/burrows/2")
    assert b'kind="burrows"' in metrics.text()


# A source and an export


def _read(
    _file: OpenedFile, _sheets: Sequence[Sheet], _notes: Notes, _here: Circumstances
) -> list[FacilityRecord]:
    return [a_facility(a_program(), name="Of the burrow table")]


BURROW_TABLE = Reader(
    kind="burrow-table",
    required=frozenset({"burrow_depth", "burrow_width"}),
    columns=frozenset({"burrow_depth", "burrow_width"}),
    title="Burrows",
    source="Somebody",
    licence="none",
    read=_read,
)


def test_a_source_is_recognised_named_and_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "burrows.csv"
    table.write_text("burrow_depth,burrow_width\n1,2\n")
    with READERS.temporarily(BURROW_TABLE):
        assert "burrow_depth" in all_columns()
        with pytest.raises(SystemExit):
            main(["import", "--help"])
        assert "burrow-table" in capsys.readouterr().out
        assert main(["check", str(table), "--as-of", "2026"]) == 0
        assert "burrow-table" in capsys.readouterr().err


def _count(outgoing: Outgoing) -> Iterator[bytes]:
    yield str(outgoing.results.total).encode()


TALLY = Export("tally", "a tally of burrows", "text/plain", _count, file_name="tally.txt")


def test_an_export_is_offered_wherever_files_are() -> None:
    kept = a_directory(a_facility())
    with exports().temporarily(TALLY):
        shown = dict(downloads(criteria("care=iop"), lambda _criteria, path="/": path))
        assert shown["A tally of burrows"] == "/api/v1/search?format=tally"
        for path in ("/about", "/table"):
            links = tree(client_of(kept).get(path).text).all("a")
            assert any("format=tally" in link["href"] for link in links), path
        assert client_of(kept).get("/api/v1/search?format=tally").text == "1"


def test_an_export_is_described(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with exports().temporarily(TALLY):
        described = client_of(a_directory(a_facility())).get("/api/v1/openapi.json").json()
        [path] = [path for path in described["paths"] if path.endswith("/search")]
        search_of_it = described["paths"][path]["get"]
        [form] = [one for one in search_of_it["parameters"] if one.get("name") == "format"]
        assert "tally" in form["schema"]["enum"]
        assert "a tally of burrows" in str(form)
        assert "text/plain" in search_of_it["responses"]["200"]["content"]
        with pytest.raises(SystemExit):
            main(["search", "--help"])
        assert "tally: a tally of burrows" in " ".join(capsys.readouterr().out.split())
        # The name of a file says its form.
        assert main(["search", "near=22903", "--output", str(tmp_path / "found.tally")]) == 0
        assert (tmp_path / "found.tally").read_text().isdigit()


def test_what_is_made_up_is_gone_afterwards() -> None:
    assert not registry.is_declared("quokka")
    assert "/burrows" not in PAGES
    assert "burrow-table" not in READERS
    assert "tally" not in exports()
    assert search(a_directory(a_facility()), criteria(""), TODAY).total == 1
