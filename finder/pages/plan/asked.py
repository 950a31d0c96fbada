"""What a request for a plan asks, and the addresses of a plan, its PDF and its calendar."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from finder.criteria.understood import spoken_language
from finder.locale import speaking
from finder.pages.frame.page_asked import mistaken, pairs_of, speaks_for_itself
from finder.pages.frame.page_reply import dashboard_link
from finder.pages.plan.page import PlanLinks
from finder.pathway import Path, PlanLink, write_path
from finder.pathway.codec import FROM, read_pairs_of_plan
from finder.pathway.form_pairs import tidied
from finder.pdf.pdf_document import Paper

__all__ = ["PlanAsked", "adding", "page_of", "plan_asked", "plan_links"]

# Of the PDF alone: how large its print is, and its paper.
_PRINT, _PAPER = "print", "paper"
_LARGE = "large"


@dataclass(frozen=True)
class PlanAsked:
    """What a request asks. by_form: it comes from our form, and is made short if understood.

    large, paper: how the PDF is wanted.
    """

    plan: PlanLink
    by_form: bool
    large: bool = False
    paper: Paper = "letter"

    @property
    def understood(self) -> bool:
        """Whether nothing has to be told."""
        return not self.plan.told and speaks_for_itself(self.plan.link)

    @property
    def wrong_near(self) -> str:
        """A place that was not understood, to be mended; else empty."""
        return mistaken(self.plan.link).get("near", "")


def plan_asked(request: Request) -> PlanAsked:
    """Understand a request. Its sentences are in the language that it asks for."""
    pairs = [(key.strip().lower(), text) for key, text in pairs_of(request)]
    options = {key: text.strip().lower() for key, text in pairs if key in (_PRINT, _PAPER)}
    given, by_form = tidied([pair for pair in pairs if pair[0] not in options])
    with speaking(spoken_language(read_pairs_of_plan(given).link)):
        plan = read_pairs_of_plan(given)
    paper: Paper = "a4" if options.get(_PAPER) == "a4" else "letter"
    return PlanAsked(plan, by_form, options.get(_PRINT) == _LARGE, paper)


def plan_links(up: str) -> PlanLinks:
    """The addresses that a plan links to. up: the way to the root, `./`."""
    return PlanLinks(page_of, adding, _pdf_of, _calendar_of, dashboard_link(up))


def page_of(path: Path) -> str:
    """The page of a path, beside it."""
    return f"plan?{write_path(path)}"


def adding(path: Path, stage: str) -> str:
    """The page of a path with one more stage, at the nearest place."""
    return f"{page_of(path)}&{FROM}={stage}"


def _pdf_of(path: Path, large: bool) -> str:
    return f"plan.pdf?{write_path(path)}{f'&{_PRINT}={_LARGE}' if large else ''}"


def _calendar_of(path: Path) -> str:
    return f"plan.ics?{write_path(path)}"
