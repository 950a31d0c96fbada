"""Where somebody stands at the desk: who they are, which area, and how they save.

Streamlit sees the cookies of the time at which its page was opened. So whether the session still
holds is asked of the database at each run and, in the same transaction, at each save.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import streamlit as st
from sqlalchemy import Connection

from finder.criteria import Criteria
from finder.desk.database import Desk
from finder.desk.people import People, Person, SessionEnded
from finder.directory import Directory
from finder.errors import DeskAway, DeskRefused
from finder.locale import _
from finder.pages.desk.cookie import session_token
from finder.settings import Settings

__all__ = ["Here", "asked", "go", "sent_token", "site_address"]

T = TypeVar("T")


@dataclass(frozen=True)
class Here:
    """One run of the desk's page. area: the search whose places the team calls."""

    desk: Desk
    person: Person
    token: str
    area: Criteria
    directory: Directory
    today: date

    @property
    def people(self) -> People:
        """The team."""
        return People(self.desk)

    def read(self, work: Callable[[Connection], T]) -> T:
        """What a function reads. Raises DeskAway."""
        return self.desk.reading(work)

    def save(self, work: Callable[[Connection, Person], T]) -> T | None:
        """What a function saves for this person; None, and one sentence on the page, if it cannot.

        What was typed stays where it is.
        """
        try:
            return self.people.saving_as(self.token, work)
        except SessionEnded:
            st.rerun()
        except DeskRefused as error:
            st.error(str(error))
        except DeskAway:
            st.error(_("The desk cannot save now. What you typed is still here: try again soon."))
        return None


def sent_token() -> str:
    """The token that the browser had when it opened this page; empty where it had none."""
    origin = st.context.headers.get("Origin") or ""
    return session_token(dict(st.context.cookies), secure=origin.startswith("https:"))


def asked(key: str) -> str:
    """A key of the desk's own in the address: `do`, `at`."""
    return str(st.query_params.get(key, ""))


def go(do: str, place: str = "") -> None:
    """Turn to another part of the desk, at a place or at none; the area stays."""
    given = {key: st.query_params.get_all(key) for key in st.query_params}
    given = {key: values for key, values in given.items() if key not in ("do", "at")}
    st.query_params.from_dict({**given, "do": do, **({"at": place} if place else {})})


def site_address() -> str:
    """Where the site is reached: the operator's word, else what this browser has open."""
    own = Settings.from_environment().url
    if own:
        return own
    here = str(st.context.url or "").partition("?")[0].rstrip("/")
    return here.removesuffix("/desk")
