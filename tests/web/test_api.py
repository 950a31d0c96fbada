"""The API: one language with the page, one answer with the command line, nothing of a visitor."""

from __future__ import annotations

import codecs
import csv
import gettext
import io
import json
import re
from typing import Any
from urllib.parse import quote

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY, a_directory, a_facility, a_program
from finder.command import main
from finder.criteria import read, registry, write
from finder.directory import Directory
from finder.errors import DirectoryUnreadable
from finder.groups import fact_groups
from finder.pages.frame.served import Served
from finder.web.api import api
from finder.web.api.metrics import MeasureRequests, Metrics

Client = TestClient


def _client(directory: Directory, base: str = "", **options: Any) -> Client:
    routes = api.routes(base, Served(lambda: directory), lambda: TODAY, Metrics())
    return TestClient(Starlette(routes=routes), **options)


@pytest.fixture(scope="module")
def client(demonstration: Directory) -> Client:
    """The API on the demonstration directory."""
    return _client(demonstration)


def _search(client: Client, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    return content


def _refused(client: Client, query: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 422
    errors: list[dict[str, Any]] = answer.json()["errors"]
    return errors


def test_a_search_answers_in_json(client: Client) -> None:
    answer = client.get("/api/v1/search?near=22903&care=iop")
    assert answer.headers["content-type"] == "application/json"
    content = answer.json()
    assert content["query"] == "near=22903&care=iop"
    assert content["total"] == len(content["results"]) == content["facets"]["care"]["iop"]


@pytest.mark.parametrize("query", ["near=22903&care=iop", "care=iop&page=2&sort=cost", "q=zzzz"])
def test_the_command_line_prints_the_very_bytes(
    query: str, demonstration: Directory, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    live = TestClient(Starlette(routes=api.routes("", Served(lambda: demonstration))))
    assert main(["search", query, "--format", "json"]) == 0
    assert capsysbinary.readouterr().out == live.get(f"/api/v1/search?{query}").content


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("CARE=IOP%2Cphp&Near=22903", "near=22903&care=php,iop"),
        ("near=Charlottesville,+VA", "near=Charlottesville,+VA"),
        ("near=38.0293,-78.4767&within=50", "near=38.03,-78.48&within=50"),
        ("page=1&within=25&per=month", ""),
        ("care=iop&care=php", "care=php,iop"),
        ("hl=es&view=map&care=iop", "care=iop&view=map&hl=es"),
        ("", ""),
    ],
)
def test_a_query_is_read_as_the_page_reads_it(client: Client, query: str, canonical: str) -> None:
    content = _search(client, query)
    assert content["query"] == canonical == write(read(query).criteria)
    assert content["not_understood"] == []


def test_unknown_keys_are_listed_and_the_rest_is_answered(client: Client) -> None:
    content = _search(client, "care=iop&colour=blue&utm_source=x")
    assert content["not_understood"] == ["colour", "utm_source"]
    assert content["query"] == "care=iop"


@pytest.mark.parametrize(
    ("query", "key", "value"),
    [
        # Codes
        ("care=iopp", "care", "iopp"),
        ("care=iop,xx", "care", "xx"),
        ("detox=here", "detox", "here"),
        ("state=XX", "state", "XX"),
        ("sort=best,name", "sort", "best,name"),
        ("openings=yes", "openings", "yes"),
        ("hl=de", "hl", "de"),
        # Numbers
        ("cost=-5", "cost", "-5"),
        ("cost=1e9", "cost", "1e9"),
        ("hours=12", "hours", "12"),
        ("hours=19-9", "hours", "19-9"),
        ("within=0", "within", "0"),
        ("page=0", "page", "0"),
        ("page=two", "page", "two"),
        # Places and ids
        ("near=00000", "near", "00000"),
        ("near=Springfield", "near", "Springfield"),
        ("pick=abc", "pick", "abc"),
        # The form of the answer
        ("format=pdf", "format", "pdf"),
        ("format=csv&columns=city,Town", "columns", "town"),
        ("fields=name,prise", "fields", "prise"),
    ],
)
def test_what_is_not_understood_is_named(client: Client, query: str, key: str, value: str) -> None:
    [problem] = _refused(client, query)
    assert (problem["key"], problem["value"]) == (key, value)
    assert problem["reason"].endswith((".", "?"))


def test_the_choices_come_with_a_code_and_with_an_ambiguous_town(client: Client) -> None:
    [code] = _refused(client, "care=iopp")
    assert code["choices"] == list(registry.criterion("care").vocabulary.codes)
    [town] = _refused(client, "near=Springfield")
    assert "Springfield, IL" in town["choices"]
    [number] = _refused(client, "cost=x")
    assert number["choices"] == []


def test_everything_that_is_wrong_is_told_at_once(client: Client) -> None:
    assert [one["key"] for one in _refused(client, "care=x&cost=y&format=z")] == [
        "care",
        "cost",
        "format",
    ]


def test_a_refusal_stays_small_whatever_was_sent(client: Client) -> None:
    codes = ",".join(f"x{n}" for n in range(5_000))
    refused = client.get(f"/api/v1/search?care={codes}&near={'z' * 5_000}")
    assert refused.status_code == 422
    assert len(refused.content) < 20_000


@pytest.mark.parametrize(
    "query", ["q=%FF%FE", "q=%00", "%E2%82=1", "=&&=&", "near=%ED%A0%80", "q=%07"]
)
def test_bytes_that_are_no_text_break_nothing(client: Client, query: str) -> None:
    assert client.get(f"/api/v1/search?{query}").status_code in (200, 422)


PIECES = st.sampled_from(
    ["near", "care", "hours", "format", "22903", "iop", "9-", "csv", "=", "&", ",", "%", "+", ";"]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(PIECES | st.text(max_size=4), max_size=12))
def test_no_query_breaks_a_search(client: Client, pieces: list[str]) -> None:
    query = quote("".join(pieces), safe="=&,%+;", errors="replace")
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code in (200, 422)
    if answer.status_code == 422:
        assert answer.json()["errors"]


def test_csv_and_geojson_are_whole(client: Client) -> None:
    table = client.get("/api/v1/search?care=iop&format=csv&page=2")
    assert table.headers["content-type"].startswith("text/csv")
    assert 'filename="programs.csv"' in table.headers["content-disposition"]
    points = client.get("/api/v1/search?care=iop&format=GeoJSON")
    assert points.headers["content-type"] == "application/geo+json"
    total = _search(client, "care=iop")["total"]
    assert len(points.json()["features"]) == total
    rows = csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")))
    assert len({row["facility_id"] for row in rows}) == total


def test_a_table_has_the_columns_that_are_asked_for_in_their_order(client: Client) -> None:
    asked = "care=iop&format=csv&columns=CITY,facility_name&columns=city"
    whole = client.get(f"/api/v1/search?{asked}").content
    # Excel takes a file without this mark for Latin-1.
    assert whole.startswith(codecs.BOM_UTF8)
    header = whole.decode("utf-8-sig").splitlines()[0]
    # A demonstration says in every row that it is one.
    assert header == "city,facility_name,notice"


def test_a_workbook_has_the_columns_that_are_asked_for_and_explains_them() -> None:
    client = _client(a_directory(a_facility(name="Alder", zip="02903")))
    content = client.get("/api/v1/search?format=xlsx&columns=zip,facility_name").content
    sheets = pd.read_excel(io.BytesIO(content), sheet_name=None, engine="openpyxl", dtype=str)
    assert sheets["Programs"].to_dict("records") == [{"zip": "02903", "facility_name": "Alder"}]
    explained = list(sheets["About"].iloc[:, 0])
    assert explained[-2:] == ["zip", "facility_name"]
    assert "city" not in explained


def test_answers_with_other_columns_have_other_tags(client: Client) -> None:
    queries = ["", "&columns=city", "&columns=city,zip", "&columns=zip,city"]
    tags = {client.get(f"/api/v1/search?format=csv{one}").headers["etag"] for one in queries}
    assert len(tags) == 4


def test_a_workbook_can_be_fetched_too(client: Client) -> None:
    assert client.get("/api/v1/search?near=22903&format=xlsx").content.startswith(b"PK")


@pytest.mark.parametrize("form", ["json", "csv", "geojson", "hsds", "xlsx"])
def test_every_form_says_that_it_is_the_demonstration(client: Client, form: str) -> None:
    answer = client.get(f"/api/v1/search?near=22903&format={form}")
    assert answer.headers["x-finder-demonstration"] == "true"


def test_a_real_directory_says_that_it_is_none() -> None:
    client = _client(a_directory(a_facility()))
    assert client.get("/api/v1/search").headers["x-finder-demonstration"] == "false"


def test_a_facility_is_found_by_its_id(client: Client) -> None:
    listed = _search(client, "near=22903")["results"][0]
    answer = client.get(f"/api/v1/facilities/{listed['id'].upper()}")
    assert answer.status_code == 200
    assert answer.json()["name"] == listed["name"]
    assert answer.json()["directory"]["demonstration"] is True


def test_a_facility_that_is_gone_is_told_in_a_sentence(client: Client) -> None:
    answer = client.get("/api/v1/facilities/aaaaaaaa")
    assert answer.status_code == 404
    [problem] = answer.json()["errors"]
    assert (problem["key"], problem["value"]) == ("id", "aaaaaaaa")
    assert problem["reason"].endswith(".")


def test_the_directory_says_where_it_comes_from(client: Client) -> None:
    content = client.get("/api/v1/directory").json()
    assert (content["facilities"], content["demonstration"]) == (600, True)
    assert content["sha256"]


@pytest.mark.parametrize(
    "path", ["/api/v1/programs", "/api/v1/", "/api/v1", "/api/v2/search", "/api"]
)
def test_a_path_that_is_none_answers_in_json_and_not_with_the_page(
    client: Client, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "openapi.json" in answer.json()["errors"][0]["reason"]


def test_writing_is_refused(client: Client) -> None:
    answer = client.post("/api/v1/search?care=iop")
    assert answer.status_code == 405
    assert "GET" in answer.json()["errors"][0]["reason"]


def test_head_answers_like_get_without_its_body(client: Client) -> None:
    assert client.head("/api/v1/search?care=iop").status_code == 200


CACHED = ["/api/v1/search?care=iop", "/api/v1/search?care=iop&format=csv", "/api/v1/directory"]


@pytest.mark.parametrize("path", CACHED)
def test_who_has_the_answer_already_is_told_so(client: Client, path: str) -> None:
    tag = client.get(path).headers["etag"]
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_equal_searches_have_one_tag_and_different_ones_have_others(client: Client) -> None:
    def tag(query: str) -> str:
        etag: str = client.get(f"/api/v1/search?{query}").headers["etag"]
        return etag

    assert tag("near=22903&care=iop,php") == tag("care=PHP,iop&near=22903&within=25")
    queries = ["", "care=iop", "care=iop&page=2", "care=iop&zz=1", "care=iop&format=csv"]
    assert len({tag(query) for query in queries}) == len(queries)


def test_a_new_snapshot_or_another_day_has_another_tag() -> None:
    one, other = a_directory(a_facility()), a_directory(a_facility(name="Birch House"))
    days = iter([TODAY, TODAY.replace(day=16), TODAY])
    serving = Served(lambda: one)
    client = TestClient(Starlette(routes=api.routes("", serving, lambda: next(days))))
    tags = [client.get("/api/v1/search").headers["etag"] for _day in range(2)]
    serving.replace(other)
    tags.append(client.get("/api/v1/search").headers["etag"])
    assert len(set(tags)) == 3


def test_a_replaced_directory_answers_the_next_request() -> None:
    serving = Served(lambda: a_directory(a_facility(name="Alder House")))
    client = TestClient(Starlette(routes=api.routes("", serving, lambda: TODAY)))
    assert _search(client)["results"][0]["name"] == "Alder House"
    serving.replace(a_directory(a_facility(name="Birch House")))
    assert _search(client)["results"][0]["name"] == "Birch House"


def test_any_site_may_read_the_answers_and_nothing_is_set_in_the_browser(client: Client) -> None:
    for path in (*CACHED, "/api/v1/search?care=xx", "/api/v1/facilities/aaaaaaaa", "/api/v1/nix"):
        answer = client.get(path, headers={"Origin": "https://elsewhere.example"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "set-cookie" not in answer.headers
        assert "access-control-allow-credentials" not in answer.headers


def test_a_browser_may_ask_whether_it_has_the_answer(client: Client) -> None:
    asked = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "If-None-Match",
    }
    assert client.options("/api/v1/search", headers=asked).status_code == 200
    writing = asked | {"Access-Control-Request-Method": "POST"}
    assert client.options("/api/v1/search", headers=writing).status_code == 400


def test_answers_may_be_kept_a_minute_and_refusals_not_at_all(client: Client) -> None:
    kept = client.get("/api/v1/search").headers["cache-control"]
    assert "max-age=60" in kept
    assert client.get("/api/v1/search?care=xx").headers["cache-control"] == "no-store"


def test_the_description_lists_every_key_of_a_link(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    listed = described["paths"]["/search"]["get"]["parameters"]
    assert [one["name"] for one in listed] == [
        *(criterion.key for criterion in registry.declared()),
        "format",
        "columns",
        "fields",
    ]
    by_name = {one["name"]: one for one in listed}
    care = registry.criterion("care")
    assert by_name["care"]["schema"]["items"]["enum"] == list(care.vocabulary.codes)
    assert by_name["care"]["explode"] is False
    assert care.help in by_name["care"]["description"]
    assert by_name["within"]["schema"]["default"] == "25"
    assert by_name["sort"]["schema"]["default"] == "best"
    assert re.fullmatch(by_name["cost"]["schema"]["pattern"], "480.50")
    forms = ["json", "csv", "geojson", "hsds", "ndjson", "xlsx"]
    assert by_name["format"]["schema"]["enum"] == forms


def test_the_description_fits_the_answers(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    schemas = described["components"]["schemas"]
    content = _search(client, "near=22903&care=iop&hours=-12")
    assert set(schemas["Answer"]["properties"]) == set(content)
    result = content["results"][0]
    assert set(schemas["Result"]["properties"]) == set(result)
    assert set(schemas["Program"]["properties"]) == set(result["programs"][0])
    facility = client.get(f"/api/v1/facilities/{result['id']}").json()
    assert set(schemas["FacilityAnswer"]["properties"]) == set(facility)
    directory = client.get("/api/v1/directory").json()
    assert set(schemas["DirectoryAnswer"]["properties"]) == set(directory)
    assert set(schemas["Problem"]["properties"]) == set(_refused(client, "care=x")[0])


def test_the_description_promises_no_answer_that_never_comes(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert "HTTPValidationError" not in json.dumps(described)
    assert set(described["paths"]) == {
        *("/search", "/facets", "/facilities/{id}", "/levels", "/changes", "/directory"),
    }
    assert described["servers"] == [{"url": "/api/v1"}]


def test_under_another_base_everything_moves(demonstration: Directory) -> None:
    client = _client(demonstration, "/finder/")
    assert client.get("/finder/api/v1/search?care=iop").status_code == 200
    assert client.get("/finder/healthz").json()["status"] == "ok"
    described = client.get("/finder/api/v1/openapi.json").json()
    assert described["servers"] == [{"url": "/finder/api/v1"}]
    client.get("/finder/api/v1/search?care=iop")
    assert 'kind="search"' in client.get("/finder/metrics").text


def test_health_names_the_snapshot(client: Client, demonstration: Directory) -> None:
    content = client.get("/healthz").json()
    assert (content["status"], content["snapshot"]) == ("ok", demonstration.snapshot)
    assert content["facilities"] == 600


@pytest.fixture
def broken() -> Client:
    """The API of a server whose directory cannot be opened."""

    def fail() -> Directory:
        raise DirectoryUnreadable("/secret/folder", "the directory is damaged")

    return TestClient(Starlette(routes=api.routes("", Served(fail))))


def test_a_directory_that_cannot_be_opened_is_said_without_its_folder(broken: Client) -> None:
    for path in ("/api/v1/search", "/api/v1/directory", "/api/v1/facilities/aaaaaaaa", "/healthz"):
        answer = broken.get(path)
        assert answer.status_code == 503
        assert "secret" not in answer.text
    assert broken.get("/healthz").json()["status"] == "unavailable"
    assert "Retry-After" in broken.get("/api/v1/search").headers


def _figures(client: Client) -> dict[str, float]:
    lines = [line for line in client.get("/metrics").text.splitlines() if line[:1] != "#"]
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


def test_requests_and_their_time_are_counted(demonstration: Directory) -> None:
    client = _client(demonstration)
    for query in ("near=22903", "near=22903&care=iop", "care=xx"):
        client.get(f"/api/v1/search?{query}")
    client.get("/api/v1/nix")
    figures = _figures(client)
    assert figures['finder_requests_total{kind="search",method="GET",status="200"}'] == 2
    assert figures['finder_requests_total{kind="search",method="GET",status="422"}'] == 1
    assert figures['finder_requests_total{kind="api",method="GET",status="404"}'] == 1
    assert figures['finder_request_seconds_count{kind="search"}'] == 3


def test_the_figures_hold_nothing_of_a_visitor(demonstration: Directory) -> None:
    client = _client(
        demonstration, headers={"User-Agent": "TELLTALE", "X-Forwarded-For": "TELLTALE"}
    )
    client.get("/api/v1/search?q=TELLTALE&near=22903&TELLTALE=1")
    client.get("/api/v1/facilities/TELLTALE")
    client.get("/api/v1/TELLTALE")
    client.request("TELLTALE", "/api/v1/search")
    text = client.get("/metrics").text
    assert "TELLTALE" not in text
    assert "22903" not in text


def test_a_request_is_counted_once_however_often_it_is_measured() -> None:
    metrics = Metrics()
    routes = api.routes("", Served(lambda: a_directory(a_facility())), lambda: TODAY)
    inner = Starlette(routes=routes)
    client = TestClient(MeasureRequests(MeasureRequests(inner, metrics), metrics))
    client.get("/api/v1/directory")
    assert (
        b'finder_requests_total{kind="directory",method="GET",status="200"} 1.0' in metrics.text()
    )


class _Loud(gettext.NullTranslations):
    """Stands for a language: all in capitals."""

    def gettext(self, message: str) -> str:
        return message.upper()


@pytest.fixture
def loud_spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spanish is English in capitals."""
    languages = {"en": gettext.NullTranslations(), "es": _Loud()}
    monkeypatch.setattr("finder.locale.catalogue", languages.__getitem__)


@pytest.mark.usefixtures("loud_spanish")
def test_texts_come_in_the_language_that_is_asked_for(client: Client) -> None:
    [english], [spanish] = (_refused(client, query) for query in ("near=0", "near=0&hl=es"))
    assert spanish["reason"] == english["reason"].upper() != english["reason"]
    notices = [_search(client, query)["directory"]["notice"] for query in ("", "hl=es")]
    assert notices[1] == notices[0].upper()


@pytest.mark.usefixtures("loud_spanish")
def test_an_export_that_is_sent_in_pieces_keeps_its_language(client: Client) -> None:
    answer = client.get("/api/v1/search?hl=es&care=iop&format=csv")
    table = answer.content.decode("utf-8-sig")
    notices = {row["notice"] for row in csv.DictReader(io.StringIO(table))}
    assert len(notices) == 1
    assert notices.pop().isupper()


def test_a_program_lists_facts_under_the_keys_of_a_link() -> None:
    client = _client(a_directory(a_facility(a_program("iop", pay=["medicaid"]))))
    [result] = _search(client, "pay=medicaid")["results"]
    assert set(result["programs"][0]["facts"]) == set(fact_groups())


@pytest.mark.parametrize("form", ["json", "csv", "geojson"])
def test_answers_are_compressed_for_who_takes_that(client: Client, form: str) -> None:
    address = f"/api/v1/search?near=22903&within=any&format={form}"
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert packed.headers["etag"] == plain.headers["etag"]
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["vary"]


def test_an_answer_that_is_kept_is_that_of_its_coding(client: Client) -> None:
    address = "/api/v1/search?near=22903&care=iop"
    answers = {
        coding: client.get(address, headers={"Accept-Encoding": coding})
        for coding in ("br", "gzip", "identity", "br")
    }
    assert {one.headers.get("content-encoding") for one in answers.values()} == {
        "br",
        "gzip",
        None,
    }
    assert len({one.content for one in answers.values()}) == 1


# Places as people write them, counties, minutes, confirmations


def test_a_place_written_otherwise_is_answered_in_the_new_form(client: Client) -> None:
    content = _search(client, "near=Charlottesville,+VA+22903&care=iop")
    assert content["query"] == "near=22903&care=iop"
    assert content["read_as"] == [
        {"key": "near", "given": "Charlottesville, VA 22903", "understood": "22903"}
    ]
    assert _search(client, "near=22903&care=iop")["read_as"] == []


def test_a_state_written_as_a_place_is_a_state(client: Client) -> None:
    content = _search(client, "near=indiana&within=10&sort=distance")
    assert content["query"] == "state=IN"
    assert content["read_as"] == [{"key": "near", "given": "indiana", "understood": "state=IN"}]


def test_washington_alone_is_refused_with_what_it_can_mean(client: Client) -> None:
    (problem,) = _refused(client, "near=Washington")
    assert problem["choices"] == ["Washington, DC", "Washington State"]
    (problem,) = _refused(client, "county=Fairfax,VA")
    assert problem["key"] == "county"
    assert len(problem["choices"]) == 2


def test_a_result_has_its_county_its_minutes_and_its_confirmation(client: Client) -> None:
    content = _search(client, "near=22903&within=any&sort=distance")
    first, last = content["results"][0], content["results"][-1]
    assert first["county"].endswith(", VA")
    assert first["minutes"]["low"] < first["minutes"]["high"]
    assert first["minutes"]["high"] <= last["minutes"]["high"]
    assert {one["confirmed_on"] for one in content["results"]} - {None}
    assert _search(client, "state=VA")["results"][0]["minutes"] is None


def test_the_description_knows_the_bounds_of_minutes_and_days(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    keys = {one["name"]: one for one in described["paths"]["/search"]["get"]["parameters"]}
    assert keys["minutes"]["schema"] == {"type": "integer", "minimum": 5, "maximum": 240}
    assert keys["confirmed"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 730}
    assert "Albemarle County, VA" in keys["county"]["schema"]["enum"]
