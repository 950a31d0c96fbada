"""The application of the API with its description, made anew each time that it is asked for.

So it follows the criteria that are declared, the language that is asked for, and the directory
that is served: its examples are answers of that one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

from fastapi import FastAPI

from finder.criteria import read
from finder.export import Outgoing, shapes
from finder.export.answer import answer
from finder.export.api.compact import compact_answer
from finder.locale import _, mark
from finder.pages.frame.caching import answered
from finder.pages.frame.served import Served
from finder.web.api.changing import FORMS
from finder.web.api.description import (
    fields_parameter,
    format_parameter,
    language_parameter,
    link_parameters,
    search_content,
    search_link,
    search_parameters,
    since_parameter,
)
from finder.web.api.listing import LINES
from finder.web.api.replies import PROBLEM

__all__ = ["Described"]

Schema = dict[str, Any]
_JSON = "application/json"
_EXAMPLE = "near=22903&care=iop"
_EXAMPLE_FIELDS = ("name", "miles", "phones.text", "programs.care", "programs.ask")
_WORDS = {
    "200": mark("The answer"),
    "304": mark("You have this answer already: its ETag was in If-None-Match"),
    "404": mark("Not listed"),
    "422": mark("Not understood; errors names each key"),
    "503": mark("The directory cannot be opened now"),
}
_HEADERS: Schema = {
    "ETag": {"description": "names this very answer", "schema": {"type": "string"}},
    "X-Finder-Demonstration": {
        "description": "true: every program in it is invented",
        "schema": {"type": "string", "enum": ["true", "false"]},
    },
}


class Described(FastAPI):
    """serving, today: what it describes answers from."""

    def __init__(
        self, serving: Served, today: Callable[[], date], title: str, description: str, version: str
    ) -> None:
        # No page of its own: that would fetch its script from another host.
        super().__init__(
            title=title,
            description=description,
            version=version,
            openapi_url=None,
            docs_url=None,
            redoc_url=None,
        )
        self._serving = serving
        self._today = today

    def described(self, root: str) -> Schema:
        """The description of the API that stands at `root`, in the language that is spoken."""
        described = deepcopy(self.openapi())
        described["servers"] = [{"url": root or "/"}]
        about = described["info"]["description"]
        described["info"]["description"] = _(about)
        schemas = described["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        for path, methods in described["paths"].items():
            operation = methods["get"]
            for name in ("summary", "description"):
                operation[name] = _(operation[name])
            operation["parameters"] = [*_in_path(operation), *self._parameters(path)]
            for status, reply in self._replies(operation).items():
                reply["description"] = _(_WORDS[status])
        self._complete(described["paths"])
        return described

    def _parameters(self, path: str) -> list[Schema]:
        language = language_parameter()
        by_path: Mapping[str, Callable[[], list[Schema]]] = {
            "/search": search_parameters,
            "/facets": link_parameters,
            "/facilities/{id}": lambda: [fields_parameter(shapes.FacilityAnswer), language],
            "/levels": lambda: [format_parameter(LINES), language],
            "/changes": lambda: [*search_link(), since_parameter(), format_parameter(FORMS)],
        }
        return by_path.get(path, lambda: [language])()

    def _replies(self, operation: Schema) -> Schema:
        """What is refused has a media type of its own (RFC 9457)."""
        replies: Schema = operation["responses"]
        for status, reply in replies.items():
            if status != "200":
                reply["content"] = {PROBLEM: reply["content"][_JSON]}
        replies["200"]["headers"] = _HEADERS
        replies["304"] = {}
        return replies

    def _complete(self, paths: Schema) -> None:
        """Forms beside JSON, and examples from the directory that is served."""
        search = paths["/search"]["get"]
        search["responses"]["200"]["content"] |= search_content()
        search["responses"]["200"]["content"][_JSON]["example"] = self._example()
        lines = {"application/x-ndjson": {"schema": {"type": "string"}}}
        for path in ("/levels", "/changes"):
            paths[path]["get"]["responses"]["200"]["content"] |= lines
        paths["/facilities/{id}"]["get"]["parameters"][0]["example"] = self._an_id()

    def _example(self) -> Schema:
        link = read(_EXAMPLE)
        day = self._today()
        outgoing = Outgoing(answered(self._serving.directory, link.criteria, day), day)
        return compact_answer(answer(outgoing.results, outgoing.query), _EXAMPLE_FIELDS)

    def _an_id(self) -> str:
        return self._serving.directory.facility(0).id


def _in_path(operation: Schema) -> list[Schema]:
    """What the address itself holds; all else is described here."""
    return [one for one in operation.get("parameters", ()) if one["in"] == "path"]
