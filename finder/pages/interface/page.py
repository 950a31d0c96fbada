"""`/api/v1/docs`: the description of the API as a page that fetches nothing.

What it shows is the description itself (`/api/v1/openapi.json`), which it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from finder.criteria.understood import understood
from finder.directory import Directory
from finder.locale import _
from finder.pages.frame.document import site_page
from finder.pages.frame.origin import origin_of
from finder.pages.frame.page_asked import pairs_of, told_of
from finder.pages.frame.site import Site
from finder.templating import html

__all__ = ["interface_page"]

_Description = dict[str, Any]


@dataclass(frozen=True)
class _Parameter:
    """A key that can be given. codes: with their words. kind: what its text is."""

    name: str
    words: str
    kind: str
    codes: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True)
class _Operation:
    """An address with its keys and answers. example: one that works, as it can be opened.

    name: of its part of the page.
    """

    name: str
    path: str
    title: str
    words: str
    example: str
    parameters: tuple[_Parameter, ...]
    replies: tuple[tuple[str, str, str], ...]


def interface_page(
    request: Request, site: Site, described: Callable[[str], _Description], root: str
) -> Response:
    """The page. described: the description of the API that stands at `root`."""
    link = understood(pairs_of(request))
    frame = site.frame("../../", link, styles=("interface",), page="/api/v1/docs")
    address = f"{origin_of(request)}{root}"

    def make(directory: Directory, _day: date) -> str:
        whole = described(root)
        main = html(
            "interface.html",
            about=whole["info"]["description"],
            address=address,
            description="openapi.json",
            operations=list(_operations(whole)),
        )
        title, told = _("The API"), list(told_of(link, frame.link))
        return site_page(main, frame, link.criteria, directory.manifest, title, title, told)

    return site.reply(request, link, make, beside=(address,))


def _operations(whole: _Description) -> Iterator[_Operation]:
    for path, methods in whole["paths"].items():
        operation = methods["get"]
        parameters = operation["parameters"]
        yield _Operation(
            name=path.split("/")[1],
            path=path,
            title=operation["summary"],
            words=operation["description"],
            example=_address(path, parameters),
            parameters=tuple(_parameter(one) for one in parameters),
            replies=tuple(
                (status, reply["description"], ", ".join(reply.get("content", ())))
                for status, reply in sorted(operation["responses"].items())
            ),
        )


def _address(path: str, parameters: list[_Description]) -> str:
    """An address that can be opened: with what its description gives as examples."""
    shown = ("near", "care", "since")
    inside = {one["name"]: str(one["example"]) for one in parameters if one["in"] == "path"}
    given = [
        (one["name"], _text(one["example"]))
        for one in parameters
        if one["name"] in shown and one["in"] == "query" and "example" in one
    ]
    query = f"?{urlencode(given, safe=',')}" if given else ""
    return path.format(**inside).lstrip("/") + query


def _parameter(parameter: _Description) -> _Parameter:
    first, _blank, rest = parameter.get("description", "").partition("\n\n")
    codes = [line.removeprefix("- `").partition("` ") for line in rest.splitlines()]
    schema = parameter["schema"]
    names = schema.get("items", schema).get("enum", [])
    return _Parameter(
        name=parameter["name"],
        words=first,
        kind=_kind(schema),
        codes=tuple((code, words) for code, _mark, words in codes)
        or tuple((str(name), "") for name in names),
        example=_text(parameter.get("example", "")),
    )


def _kind(schema: _Description) -> str:
    if schema.get("type") == "array":
        return _("one or several, separated by commas")
    if schema.get("type") == "integer" and "minimum" in schema:
        return _("a whole number from {least}").format(least=schema["minimum"])
    return _("one") if "enum" in schema else _("text")


def _text(example: Any) -> str:
    return ",".join(example) if isinstance(example, list) else str(example)
