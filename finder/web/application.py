"""What app.py hands to Streamlit: our routes, our middleware, and what happens at the start."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import cache
from importlib import import_module
from typing import Any

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from finder import limits
from finder.changes import updates_of
from finder.criteria import Criteria, read
from finder.directory import Directory
from finder.errors import FinderError
from finder.pages.counties import endpoint as counties
from finder.pages.frame.caching import answered
from finder.pages.frame.served import reports_followed, served
from finder.pages.nowhere.endpoint import nowhere
from finder.pages.registry import PAGES
from finder.places import suggestions
from finder.settings import Settings
from finder.web.api import api
from finder.web.api.metrics import MeasureRequests, process_metrics
from finder.web.assistants import llms
from finder.web.assistants.door import Door
from finder.web.server import assets, site_files
from finder.web.server.budget import Budget
from finder.web.server.connections import end_for_certain, running_server, set_limits
from finder.web.server.first_paint import FirstPaint, warm_up
from finder.web.server.headers import SecurityHeaders
from finder.web.server.language import BrowsersLanguage
from finder.web.server.pacing import PacedSockets
from finder.web.server.reading_ahead import ReadingAhead
from finder.web.server.reports import follow, forget
from finder.web.server.request_target import RequestTarget
from finder.web.server.sockets import answer_without_delay
from finder.web.server.streamlit_files import StreamlitFiles
from finder.web.server.watching import Watcher, watch

__all__ = ["lifespan", "make_sure", "middleware", "routes"]

# As everywhere in the command line: the call was wrong.
_WRONG_CALL = 2
_TOWN_WITH_DETOX = "near=Washington,+DC&care=iop&detox=nearby"
# A town, a slip, and a ZIP code: each reads an index of its own.
_AS_ONE_TYPES = ("Washington", "Washingtn Dx", "20001")

# By name: this room does not depend on them, it only has them ready. The map's component is not
# among them: Streamlit knows of it only if it is imported while a page is drawn.
_NEEDED_LATER = ("folium", "finder.dashboard.facility_page")


def make_sure() -> None:
    """End this process with one sentence where settings or directory cannot be used."""
    try:
        Settings.from_environment()
        served().directory  # noqa: B018 - opened now, and kept for the pages
    except FinderError as error:
        sys.stderr.write(f"finder: {error}\n")
        sys.stderr.flush()
        os._exit(_WRONG_CALL)  # Streamlit would print where in its code it was.


def routes(base: str = "") -> list[BaseRoute]:
    """All our routes, under `base`, the value of Streamlit's server.baseUrlPath."""
    settings = Settings.from_environment()
    pages = [route for page in PAGES.all() for route in page.routes(base, settings)]
    pages += [
        *assets.routes(base),
        *site_files.routes(base, settings),
        *counties.routes(base, settings),
        *api.routes(base, settings=settings),
        *_of_the_desk(base, settings),
        *_door().routes(base),
        *llms.routes(base, settings),
    ]
    return [*pages, nowhere(pages, base, settings)]


def _of_the_desk(base: str, settings: Settings) -> list[BaseRoute]:
    """Its page and its doors, of team, places and visitors; without a desk nothing of a database
    is loaded."""
    if settings.desk is None:
        return []
    from finder.pages.desk import answer, endpoint, wrong
    from finder.web import desk_page

    rooms = endpoint, desk_page, answer, wrong
    return [route for room in rooms for route in room.routes(base, settings)]


def middleware(base: str = "") -> list[Middleware]:
    """Counting and headers outermost, then what nobody may go beyond, then the language of the
    browser and the door that refuses some addresses, then Streamlit's own files, then the first
    paint inside the page."""
    settings = Settings.from_environment()
    return [
        Middleware(MeasureRequests, metrics=process_metrics(), base=base),
        Middleware(SecurityHeaders, base=base, tiles=settings.tiles, indexed=settings.allow_index),
        Middleware(Budget, base=base),
        Middleware(PacedSockets),
        Middleware(ReadingAhead, base=base),
        Middleware(BrowsersLanguage),
        Middleware(RequestTarget),
        Middleware(StreamlitFiles, base=base),
        Middleware(FirstPaint, base=base, settings=settings),
    ]


@cache
def _door() -> Door:
    """That of this process: its route and its start-up are of one."""
    return Door()


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Open the directory and have ready what pages need, before the first visitor comes."""
    server = running_server()
    if server is not None:
        set_limits(server)
    _share_the_processor()
    await asyncio.to_thread(_warm_up)
    later = asyncio.create_task(asyncio.to_thread(_warm_up_later))
    # A mounted part's start-up is not run by Streamlit's server, so it is run here.
    async with _kept_in_step(), _door().running():
        yield {}
    if server is not None:
        end_for_certain()
    await later


@asynccontextmanager
async def _kept_in_step() -> AsyncIterator[None]:
    """Look for new snapshots, which the demonstration has none of, and for reports of the desk."""
    folder, following = Settings.from_environment().directory, reports_followed()
    tasks: list[asyncio.Task[None]] = []
    if folder is not None:
        watcher = Watcher(folder, served(), _make_ready_again)
        tasks.append(asyncio.create_task(watch(watcher)))
    if following is not None:
        tasks.append(asyncio.create_task(follow(following, served(), _make_ready)))
        tasks.append(asyncio.create_task(forget(following)))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


def _share_the_processor() -> None:
    """Pages are made on threads; health, sockets and all that is sent wait for the event loop.

    Streamlit sets the first when it starts, before us; Python's own value of the second is 5 ms, by
    which each thread that works may hold the event loop up several times in one answer.
    """
    to_thread.current_default_thread_limiter().total_tokens = limits.PAGE_THREADS
    sys.setswitchinterval(limits.SWITCH_SECONDS)


def _warm_up() -> None:
    answer_without_delay()
    for module in _NEEDED_LATER:
        import_module(module)
    _make_ready(served().directory)
    # What is loaded by now stays: no collection of garbage need look through it again.
    gc.collect()
    gc.freeze()


def _warm_up_later() -> None:
    """Read the towns, where detox is, and what changed, for the first who ask for them."""
    answered(served().directory, read(_TOWN_WITH_DETOX).criteria)
    for typed in _AS_ONE_TYPES:
        suggestions(typed)
    updates_of(Settings.from_environment().directory, served().directory)


def _make_ready_again(directory: Directory) -> None:
    """Ready a directory that takes the place of another, with what changed."""
    _make_ready(directory)
    updates_of(Settings.from_environment().directory, directory)


def _make_ready(directory: Directory) -> None:
    answered(directory, Criteria())
    warm_up(directory)
