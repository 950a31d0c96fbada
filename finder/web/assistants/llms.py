"""`/llms.txt`: what this site is, for assistants that read before they ask (llmstxt.org)."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from finder.export.notice import demonstration_notice
from finder.helplines import HELPLINES
from finder.levels import LEVEL_PAGES
from finder.locale import SOURCE, _, speaking
from finder.pages.frame.freshness import entity_tag, has_it
from finder.pages.frame.origin import root_of
from finder.pages.frame.served import Served, served
from finder.pages.frame.under import folder_of, reading_routes
from finder.settings import Settings
from finder.wording.words import as_of_words

__all__ = ["routes"]

_RULES = """\
## Before anything else

- Someone may die, or speaks of suicide: {lines}. Say these first. Name no other number that is not
  in an answer of this site.

## How to speak of what is here

- Every fact is yes, no, or not published. Null and "not published" mean that nobody has said it:
  say so, and what to ask on the phone. Never guess hours, prices, openings or insurance.
- Hours with basis "level" or "code" follow from a definition, not from the place. Say that.
- Name the source and its date. Listings change: call first.
- This is no medical advice. Do not choose a level of care for somebody.
"""


def routes(
    base: str = "", settings: Settings | None = None, serving: Served | None = None
) -> list[BaseRoute]:
    """The route under `base`, the value of Streamlit's server.baseUrlPath."""
    file = _File(settings or Settings.from_environment(), serving or served(), folder_of(base))
    return reading_routes(base, {"/llms.txt": file.reply})


@dataclass(frozen=True)
class _File:
    """Answers on one served directory. folder: where the site stands on its host."""

    settings: Settings
    serving: Served
    folder: str

    def reply(self, request: Request) -> Response:
        """The file, in English: what reads it answers in the language of whoever asks it."""
        with speaking(SOURCE):
            text = self._text(root_of(request, self.settings.url, self.folder))
        headers = {"Cache-Control": "public, max-age=3600", "ETag": entity_tag(text)}
        if has_it(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return PlainTextResponse(text, headers=headers)

    def _text(self, root: str) -> str:
        manifest = self.serving.directory.manifest
        lines = ", ".join(
            f"{_(HELPLINES[code].name)} ({HELPLINES[code].number})" for code in _LINES
        )
        about = (
            "> Substance-use treatment programs in the United States: what is published of them, "
            "what follows from the definition of their care level, and what is not known."
        )
        source = (
            f"{manifest.facilities:,} places with {manifest.programs:,} programs. "
            f"Source: {_(manifest.name)}, as of {as_of_words(manifest.as_of)}."
        )
        levels = "\n".join(
            f"- [{_(page.title)}]({root}/levels/{code}): {_(page.lead.text)}"
            for code, page in LEVEL_PAGES.items()
        )
        parts = (
            "# Stepping Stone",
            about,
            " ".join(filter(None, [demonstration_notice(manifest), source])),
            _RULES.format(lines=lines).strip(),
            "## How to ask",
            f"- [Tools over the Model Context Protocol]({root}/mcp): POST only; search, facility, "
            "levels, changes.\n"
            f"- [Search as JSON]({root}/api/v1/search?near=22903&care=iop): the same keys as a "
            "link.\n"
            f"- [What can be asked]({root}/api/v1/facets): every key with its codes.\n"
            f"- [What the API answers]({root}/api/v1/docs)\n"
            f"- [The same as OpenAPI]({root}/api/v1/openapi.json)\n"
            f"- [Pages that need no script]({root}/plain?near=22903&care=iop)",
            "## Care levels",
            levels,
        )
        return "\n\n".join(parts) + "\n"


_LINES = ("911", "988", "poison", "samhsa")
