"""All our routes with a desk, as browsers meet them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from desk_site import DeskSite
from finder.desk.opened import desk_at
from finder.pages.frame.served import served
from finder.web.api.metrics import MeasureRequests, Metrics
from finder.web.application import routes
from finder.web.server.headers import SecurityHeaders
from finder.web.server.language import BrowsersLanguage


@pytest.fixture
def desk_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskSite]:
    # What this process serves stays without the reports of a desk that is gone after the test.
    monkeypatch.delenv("FINDER_DESK", raising=False)
    directory = served().directory
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    monkeypatch.setenv("FINDER_DESK", address)
    metrics = Metrics()
    around = [
        Middleware(MeasureRequests, metrics=metrics),
        Middleware(SecurityHeaders),
        Middleware(BrowsersLanguage),
    ]
    app = Starlette(routes=routes(), middleware=around)
    programs = [directory.facility(row) for row in range(40)]
    place = next(one.id for one in programs if len({p.care for p in one.programs}) > 1)
    yield DeskSite(desk_at(address), app, metrics, place)
    desk_at(address).close()
