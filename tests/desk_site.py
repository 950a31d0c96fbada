"""A site with a desk, as browsers without scripts meet it."""

from __future__ import annotations

from dataclasses import dataclass

from httpx import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from finder.desk.database import Desk, now
from finder.desk.hints import Hint, open_hints
from finder.desk.links import Links
from finder.desk.proposals import Proposal, proposals_of
from finder.web.api.metrics import Metrics
from html_tree import Element, tree

__all__ = ["DeskSite", "form_of"]

Form = dict[str, str | list[str]]


@dataclass
class DeskSite:
    """A site with a desk. place: the id of a facility that it lists."""

    desk: Desk
    app: Starlette
    metrics: Metrics
    place: str

    @property
    def links(self) -> Links:
        return Links(self.desk)

    def browser(self, sender: str = "192.0.2.1") -> TestClient:
        return TestClient(self.app, follow_redirects=False, client=(sender, 50_000))

    @property
    def answers(self) -> list[Proposal]:
        """What places have answered and nobody has decided."""
        return self.desk.reading(lambda connection: proposals_of(connection, waiting=True))

    @property
    def hints(self) -> list[Hint]:
        """What visitors have said and nobody has dealt with."""
        return self.desk.reading(lambda connection: open_hints(connection, now().date()))


def form_of(answer: Response) -> Form:
    """What a browser would send of the form of a page, if nothing is changed in it."""
    form = tree(answer.text).one("main").one("form")
    sent: dict[str, list[str]] = {}
    for one in form.all("input"):
        kind = one.attributes.get("type", "text")
        if kind not in ("checkbox", "radio") or "checked" in one.attributes:
            sent.setdefault(one["name"], []).append(one.attributes.get("value", "on"))
    for one in form.all("textarea"):
        sent[one["name"]] = [one.text]
    for one in form.all("select"):
        sent[one["name"]] = [_chosen(one)]
    return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}


def _chosen(select: Element) -> str:
    options = select.all("option")
    chosen = [one for one in options if "selected" in one.attributes] or options
    return chosen[0]["value"]
