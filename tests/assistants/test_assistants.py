"""What assistants are told, by the protocol's own client, against the second search."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters

from builders import TODAY, a_directory, a_facility, a_program
from finder.assistants.crisis import crisis_of
from finder.assistants.telling import Refused, Telling
from finder.directory import Directory
from finder.guidance.danger import DANGERS
from finder.guidance.danger_words import dangers_in
from finder.settings import Settings
from finder.web.assistants.door import Door
from oracle import Oracle
from oracle_rules import FACETS, Query
from server_process import LiveServer, started
from shortlist_client import ids_of

ROOT = Path(__file__).resolve().parents[2]
TOWNS = ("22903", "10001", "Charlottesville, VA", "Anchorage, AK", "34.05,-118.24")
CHOICES = {
    "hours": ["-12", "9-19", "9-", "20-"],
    "cost": ["0", "600"],
    "q": ["hope", "st"],
    "minutes": ["45", "120"],
    "sort": ["distance", "hours", "name"],
}
SEARCHES = 60


@pytest.fixture(scope="module")
def server(national_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    log = tmp_path_factory.mktemp("assistants") / "server.log"
    with started(log, FINDER_DIRECTORY=str(national_folder)) as live:
        yield live


def some_queries(seed: int, how_many: int) -> list[Query]:
    """Queries like those of an assistant: near a place, with one to four filters."""
    dice = random.Random(seed)
    found = []
    for _number in range(how_many):
        query = {"near": dice.choice(TOWNS), "within": dice.choice(["10", "50", "any"])}
        for key in dice.sample([*FACETS, *CHOICES], dice.randint(1, 4)):
            if key in CHOICES:
                query[key] = dice.choice(CHOICES[key])
            elif key not in ("state", "county"):
                query[key] = dice.choice(FACETS[key][:6])
        found.append(query)
    return found


def asked(query: Query) -> str:
    return "&".join(f"{key}={text}" for key, text in query.items())


async def call(client: Client, tool: str, **arguments: str) -> dict[str, Any]:
    reply = await client.call_tool(tool, arguments)
    assert not reply.is_error, reply.content
    told: dict[str, Any] = reply.structured_content or {}
    return told


def agrees(told: dict[str, Any], oracle: Oracle, query: Query) -> None:
    expected, answer = oracle.search(query), told["answer"]
    assert answer["total"] == expected.total, query
    assert answer["matches"] == len(expected.matches), query
    shown = [one["id"] for one in answer["results"]]
    assert shown == expected.order[: len(shown)], query
    for one in answer["results"]:
        assert (one["status"] == "match") == (one["id"] in expected.matches), query
        unsaid = [
            tuple(sorted(key for key, said in program["answers"].items() if said != "yes"))
            for program in one["programs"]
        ]
        asks = [tuple(sorted(keys)) for keys in expected.programs[one["id"]].values()]
        assert sorted(unsaid) == sorted(asks), query
        assert one["ask_when_calling"]
    assert told["source"]["as_of"] == "2023"


@pytest.mark.slow
def test_sixty_searches_over_http_agree_with_the_second_search(
    server: LiveServer, national_directory: Directory
) -> None:
    oracle = Oracle(national_directory, date.today())

    async def ask_all() -> None:
        async with Client(f"{server.address}/mcp") as client:
            for query in some_queries(1, SEARCHES):
                agrees(await call(client, "search", query=asked(query)), oracle, query)

    anyio.run(ask_all)


@pytest.mark.slow
def test_over_standard_input_and_output_the_answers_are_the_same(
    national_folder: Path, national_directory: Directory
) -> None:
    oracle = Oracle(national_directory, date.today())
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "finder", "mcp", "--from", str(national_folder)],
        cwd=str(ROOT),
    )

    async def ask_all() -> None:
        async with Client(command) as client:
            for query in some_queries(2, SEARCHES):
                agrees(await call(client, "search", query=asked(query)), oracle, query)
            levels = await call(client, "levels")
            assert [one["code"] for one in levels["answer"]][:2] == ["detox", "inpatient"]

    anyio.run(ask_all)


@pytest.mark.slow
def test_every_tool_says_crisis_lines_first_where_words_call_for_them(server: LiveServer) -> None:
    async def ask_all() -> None:
        async with Client(f"{server.address}/mcp") as client:
            tools = {one.name: one for one in (await client.list_tools()).tools}
            assert set(tools) == {"search", "facility", "levels", "changes"}
            assert all(one.annotations and one.annotations.read_only_hint for one in tools.values())
            found = await call(client, "search", query="near=22903&within=any")
            assert found["crisis"] is None
            one = found["answer"]["results"][0]["id"]
            words = "My son says he wants to die"
            for name, given in {
                "search": {"query": "near=22903"},
                "facility": {"id": one},
                "levels": {},
                "changes": {},
            }.items():
                told = await call(client, name, words=words, **given)
                assert next(iter(told)) == "crisis"
                assert told["crisis"]["lines"][0]["name"].startswith("988")
            assert "ask_when_calling" in (await call(client, "facility", id=one))["answer"]

    anyio.run(ask_all)


@pytest.mark.slow
def test_what_is_not_understood_is_told_and_nothing_of_it_is_logged(
    server: LiveServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async def ask() -> list[Any]:
        async with Client(f"{server.address}/mcp") as client:
            return [
                await client.call_tool("search", {"query": "care=unheardof"}),
                await client.call_tool("search", {"query": "unheardofkey=1"}),
                await client.call_tool("facility", {"id": "unheardof"}),
                await client.call_tool("changes", {"since": "unheardof1"}),
                await client.call_tool("search", {"query": ["unheardof"]}),
            ]

    for reply in anyio.run(ask):
        assert reply.is_error
        assert reply.content[0].text
    logs = list(tmp_path_factory.getbasetemp().glob("assistants*/server.log"))
    assert logs
    assert all("unheardof" not in log.read_text() for log in logs)


def posted(server: LiveServer, content: bytes = b"{}", **headers: str) -> int:
    every = {"content-type": "application/json", "accept": "application/json"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = httpx.post(f"{server.address}/mcp", content=content, headers=every | named)
    return answer.status_code


@pytest.mark.slow
def test_only_this_machine_and_the_sites_own_name_may_ask(server: LiveServer) -> None:
    assert posted(server, host="evil.example") == 421
    assert posted(server, origin="https://evil.example") == 403
    assert posted(server, content=b"x" * 70_000) == 413
    for method in ("GET", "DELETE"):
        answer = httpx.request(method, f"{server.address}/mcp")
        assert answer.status_code == 405
        assert "POST" in answer.headers["allow"]


def test_before_the_start_the_door_says_so() -> None:
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    door = Door(Settings(url="https://care.example"))
    answer = TestClient(Starlette(routes=door.routes("care"))).post("/care/mcp", json={})
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


# Words


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("I want to die", "suicide"),
        ("I don’t want to live anymore", "suicide"),
        ("He said he'd kill himself", "suicide"),
        ("ya no quiero vivir", "suicide"),
        ("she is not breathing and her lips are blue", "overdose"),
        ("I can't wake him up", "overdose"),
        ("creo que es una sobredosis, no respira", "overdose"),
        ("she had a seizure after she stopped drinking", "withdrawal"),
        ("está viendo cosas", "withdrawal"),
        ("I have chest pain", "body"),
        ("my kid swallowed pills", "poison"),
    ],
)
def test_words_of_danger_are_heard(words: str, code: str) -> None:
    assert code in [danger.code for danger in dangers_in(words)]
    crisis = crisis_of("near=22903", words)
    assert crisis is not None
    assert crisis["lines"]
    assert crisis["steps"]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "near=22903&care=iop&hours=-12",
        "My daughter needs a program with evening hours that takes Medicaid",
        "Busco un programa para mi hijo cerca de mi casa",
        "How much does it cost without insurance?",
        "with=naloxone&for=trauma",
    ],
)
def test_other_words_call_for_no_crisis_line(words: str) -> None:
    assert dangers_in(words) == ()
    assert crisis_of(words) is None


def test_each_line_of_a_danger_is_named_once() -> None:
    crisis = crisis_of("overdose, suicide, seizure")
    assert crisis is not None
    names = [line["name"] for line in crisis["lines"]]
    assert len(names) == len(set(names))
    assert len(names) >= len(DANGERS["overdose"].lines)


# What is told


@pytest.fixture
def small() -> Directory:
    return a_directory(
        a_facility(a_program("iop", hours=(9, 12), pay=["medicaid"]), name="Alder"),
        a_facility(a_program("iop"), name="Birch"),
        a_facility(a_program("php"), name="Cedar"),
    )


def telling(directory: Directory) -> Telling:
    return Telling(lambda: directory, lambda _directory: (), lambda: TODAY)


def test_an_answer_says_yes_or_not_published_and_what_to_ask(small: Directory) -> None:
    told = telling(small).search("care=iop&hours=-12", "")
    alder, birch = told["answer"]["results"]
    assert alder["programs"][0]["answers"] == {"care": "yes", "hours": "yes"}
    assert birch["programs"][0]["answers"] == {"care": "yes", "hours": "not published"}
    assert birch["programs"][0]["cost"] is None
    assert birch["programs"][0]["hours"]["basis"] == "level"
    assert any("hours a week" in question for question in birch["ask_when_calling"])


def test_a_whole_address_is_read_as_its_query(small: Directory) -> None:
    told = telling(small).search("https://finder.example/?care=php", "")
    assert told["answer"]["query"] == "care=php"
    assert told["answer"]["total"] == 1


def test_one_place_is_told_whole_with_what_nobody_published(small: Directory) -> None:
    told = telling(small).facility(ids_of(small)[1], "")
    place = told["answer"]
    assert place["name"] == "Birch"
    assert place["programs"][0]["facts"]["pay"] is None
    assert place["ask_when_calling"]


@pytest.mark.parametrize("query", ["care=xx", "foo=1", "near=nowhere at all", "x" * 9_000])
def test_what_is_not_understood_is_refused_with_a_sentence(small: Directory, query: str) -> None:
    with pytest.raises(Refused, match=r"\w+ .*\."):
        telling(small).search(query, "")


def test_answers_speak_the_language_of_the_query(small: Directory) -> None:
    told = telling(small).search("care=iop&hl=es", "quiero morir")
    assert told["crisis"] is not None
    assert "988" in told["crisis"]["lines"][0]["name"]
    assert told["call_first"] != telling(small).search("care=iop", "")["call_first"]
