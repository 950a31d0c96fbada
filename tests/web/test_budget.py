"""What one request may ask, and that health is answered whatever is asked beside it."""

from __future__ import annotations

import asyncio
from threading import Event, Thread
from typing import Any

import anyio.to_thread
import httpx
import pytest
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from finder import limits, places
from finder.directory import Directory
from finder.errors import DirectoryUnreadable, PlaceNotFound
from finder.locale import speaking
from finder.pages.find import parts as parts_room
from finder.pages.frame.served import Served
from finder.places import reading
from finder.settings import Settings
from finder.static_files import static_file
from finder.web.api import health
from finder.web.api.metrics import Metrics
from finder.web.server.budget import Budget


async def _read(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def _client(*more: Route, base: str = "") -> TestClient:
    routes = [Route("/read", _read, methods=["GET", "POST"]), *more]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(Budget, base=base)]))


@pytest.mark.parametrize(
    ("size", "status"), [(limits.LINK_BYTES - 8, 200), (limits.LINK_BYTES, 414), (60_000, 414)]
)
def test_a_link_has_at_most_eight_kilobytes(size: int, status: int) -> None:
    assert _client().get("/read?" + "q" * size).status_code == status


@pytest.mark.parametrize(
    ("size", "status"), [(limits.BODY_BYTES, 200), (limits.BODY_BYTES + 1, 413)]
)
def test_a_body_has_a_bound_said_beforehand_or_not(size: int, status: int) -> None:
    client = _client()
    assert client.post("/read", content=b"x" * size).status_code == status
    pieces = iter([b"x" * (size - 10), b"x" * 10])
    assert client.post("/read", content=pieces).status_code == status


def test_a_client_that_leaves_in_the_middle_of_its_request_is_no_fault_of_ours() -> None:
    async def ask() -> list[Any]:
        sent: list[Any] = []
        waiting = [
            {"type": "http.request", "body": b"half", "more_body": True},
            {"type": "http.disconnect"},
        ]

        async def receive() -> Any:
            return waiting.pop(0)

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": "POST",
            "path": "/read",
            "query_string": b"",
            "headers": [],
        }
        await _client().app(scope, receive, send)
        return sent

    assert asyncio.run(ask()) == []


def test_more_than_can_be_answered_at_once_is_sent_away_and_health_is_not() -> None:
    async def ask() -> list[int]:
        begun, over = asyncio.Semaphore(0), asyncio.Event()

        async def slow(_request: Request) -> Response:
            begun.release()
            await over.wait()
            return PlainTextResponse("done")

        async def healthz(_request: Request) -> Response:
            return PlainTextResponse("ok")

        app = _client(Route("/slow", slow), Route("/healthz", healthz)).app
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://finder") as client:
            many = [
                asyncio.create_task(client.get("/slow")) for _ in range(limits.ANSWERED_AT_ONCE)
            ]
            for _ in many:
                await begun.acquire()
            others = [await client.get(path) for path in ("/slow", "/healthz")]
            over.set()
            answers = [*others, *[await one for one in many], await client.get("/read")]
            return [answer.status_code for answer in answers]

    away, healthy, *answered = asyncio.run(ask())
    assert (away, healthy, set(answered)) == (503, 200, {200})


class TestHealth:
    @pytest.mark.parametrize("path", ["/healthz", "/healthz/live", "/healthz/ready"])
    def test_is_answered_while_every_thread_is_at_work(
        self, demonstration: Directory, path: str
    ) -> None:
        serving = Served(lambda: demonstration)
        assert serving.directory.facilities == demonstration.facilities

        async def ask() -> int:
            over, begun = Event(), asyncio.Semaphore(0)
            loop = asyncio.get_running_loop()

            def work() -> None:
                loop.call_soon_threadsafe(begun.release)
                over.wait()

            threads = int(anyio.to_thread.current_default_thread_limiter().total_tokens)
            at_work = [asyncio.create_task(run_in_threadpool(work)) for _ in range(threads)]
            for _ in at_work:
                await begun.acquire()
            app = Starlette(routes=health.routes("", serving, Metrics()))
            transport = httpx.ASGITransport(app)
            try:
                async with (
                    asyncio.timeout(10),
                    httpx.AsyncClient(transport=transport, base_url="http://finder") as client,
                ):
                    return (await client.get(path)).status_code
            finally:
                over.set()
                await asyncio.gather(*at_work)

        assert asyncio.run(ask()) == 200

    def test_says_live_and_not_ready_without_a_directory(self) -> None:
        def missing() -> Directory:
            raise DirectoryUnreadable("nowhere", "no directory is here")

        app = Starlette(routes=health.routes("", Served(missing), Metrics()))
        client = TestClient(app)
        assert client.get("/healthz/live").status_code == 200
        assert client.get("/healthz/ready").status_code == 503
        assert client.get("/healthz").json()["status"] == "unavailable"

    def test_does_not_wait_for_a_directory_that_another_opens(
        self, demonstration: Directory
    ) -> None:
        opening, open_now = Event(), Event()

        def slowly() -> Directory:
            opening.set()
            open_now.wait()
            return demonstration

        serving = Served(slowly)
        other = Thread(target=lambda: serving.directory)
        other.start()
        opening.wait()
        assert serving.opened is None
        open_now.set()
        other.join()
        assert serving.opened is demonstration


class TestLikelySpellings:
    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The names that likely spellings were looked for."""
        names: list[str] = []
        found = reading._alike

        def noted(wanted: str) -> tuple[str, ...]:
            names.append(wanted)
            return found(wanted)

        monkeypatch.setattr(reading, "_alike", noted)
        return names

    def _ask(self, directory: Directory, body: dict[str, Any]) -> dict[str, Any]:
        routes = parts_room.routes("", Settings(), Served(lambda: directory))
        answer = TestClient(Starlette(routes=routes)).post("/parts", json=body)
        assert answer.status_code == 200
        content: dict[str, Any] = answer.json()
        return content

    def test_are_looked_for_once_whatever_is_asked(
        self, demonstration: Directory, asked: list[str]
    ) -> None:
        keys = ["near", "NEAR", " near", "Near"]
        moves = [{"key": keys[at % 4], "text": f"Chrlotesvile{at}, VA"} for at in range(10)]
        moves += [{"before": f"near=Nix{at},+VA", "after": f"near=Nox{at},+VA"} for at in range(10)]
        told = self._ask(demonstration, {"link": "near=Nowhre,+VA", "moves": moves})
        assert "Did you mean one of these?" in told["parts"]["told"]
        assert asked == ["Chrlotesvile9, VA"]

    def test_are_looked_for_once_though_a_link_names_many_places(
        self, demonstration: Directory, asked: list[str]
    ) -> None:
        link = "&".join(f"near=Chrlotesvile{at},+VA" for at in range(20))
        self._ask(demonstration, {"link": link})
        assert len(asked) == 1

    def test_are_not_looked_for_where_nobody_is_told(self, asked: list[str]) -> None:
        with pytest.raises(PlaceNotFound):
            places.find("Chrlotesvile, VA")
        assert asked == []

    def test_are_told_in_the_language_that_was_spoken_when_they_were_refused(self) -> None:
        with speaking("es"), pytest.raises(PlaceNotFound) as refused:
            places.find("Chrlotesvile, VA")
        assert "No town" not in str(refused.value)


def test_more_choices_than_a_page_sends_at_once_are_refused(demonstration: Directory) -> None:
    routes = parts_room.routes("", Settings(), Served(lambda: demonstration))
    client = TestClient(Starlette(routes=routes))
    for count, status in ((limits.MOVES, 200), (limits.MOVES + 1, 422)):
        moves = [{"key": "care", "text": "iop"}] * count
        assert client.post("/parts", json={"moves": moves}).status_code == status


def test_the_script_of_the_page_sends_no_more_choices_than_are_read() -> None:
    script = static_file("panel.js").content.decode()
    assert f"const mostMoves = {limits.MOVES};" in script
    assert "search.moves.slice(0, mostMoves)" in script
