"""Which services of an HSDS feed belong in a substance-use directory, and where they are."""

from __future__ import annotations

from collections.abc import Sequence

from finder import hsds_terms
from finder.intake.hsds.hsds_tables import Row, Tables
from finder.intake.rows.cells import text_of
from finder.intake.rows.taxonomy_terms import (
    Term,
    is_asked,
    is_closed,
    is_of_substance_use,
    level_of_term,
)
from finder.locale import _
from finder.vocabulary import CARE_LEVELS

__all__ = ["Services", "level_of"]

_MOST_ABOVE = 8
_MOST_NAMED = 8


class Services:
    """The services of a feed. only: terms, one of which a service must have, not substance use."""

    def __init__(self, tables: Tables, only: Sequence[str] = ()) -> None:
        self._tables = tables
        self._only = tuple(only)
        self._other_terms: dict[str, None] = {}
        # Without any term in the whole feed, the names of the services have to tell.
        self._has_terms = any(self.terms(one) for one in tables.all("service"))

    def why_left_out(self, service: Row) -> str:
        """Why a service is not kept, or "" if it is."""
        name = text_of(service.get("name"))
        owner = self._tables.one("organization", service.get("organization_id")) or {}
        if is_closed(text_of(service.get("status")), name):
            return _("is a service that is closed, inactive or defunct")
        if is_closed(text_of(owner.get("status")), text_of(owner.get("name"))):
            return _("is a service of an organization that is closed, inactive or defunct")
        terms = self.terms(service)
        if self._only:
            kept = any(is_asked(one, self._only) for one in terms) or "*" in self._only
            return "" if kept else _("is a service without a term that --only names")
        if self._is_ours(service) or any(map(is_of_substance_use, terms)):
            return ""
        if not self._has_terms and is_of_substance_use(
            Term("", name, (_described(service, owner),))
        ):
            return ""
        self._other_terms |= dict.fromkeys(one.name or one.code for one in terms)
        return _("is a service without a substance-use taxonomy term")

    def why_nothing(self, left_out: int) -> str:
        """The reason against a feed of which nothing is kept."""
        if self._only:
            return ""
        named = ", ".join(list(self._other_terms)[:_MOST_NAMED])
        reason = _(
            "is refused, a feed of human services without substance-use care: none of its {n} "
            "services has a substance-use taxonomy term (found: {terms}). --only TERM keeps those "
            "of another term, --only '*' all"
        )
        return reason.format(n=f"{left_out:,}", terms=named or _("no term"))

    def terms(self, service: Row) -> list[Term]:
        """The terms of a service, from whichever table links them, without those of our own."""
        key = service.get("id")
        links = [
            *self._tables.of("service_taxonomy", "service_id", key),
            *self._tables.of("attribute", "link_id", key),
        ]
        ids = [link.get("taxonomy_term_id") or link.get("taxonomy_id") for link in links]
        found = [self._term(text_of(one)) for one in ids if one]
        for name in ("taxonomy_codes", "taxonomy_code", "taxonomy_terms", "taxonomy"):
            found += [
                Term(one.strip(), one.strip()) for one in text_of(service.get(name)).split(";")
            ]
        return [one for one in found if one is not None and (one.code or one.name)]

    def places(self, service: Row) -> list[str]:
        """The ids of the locations of a service: those that it names, else its owner's only one."""
        links = self._tables.of("service_at_location", "service_id", service.get("id"))
        named = [str(one["location_id"]) for one in links if one.get("location_id")]
        if named or service.get("location_id"):
            return named or [str(service["location_id"])]
        of_owner = self._tables.of("location", "organization_id", service.get("organization_id"))
        return [str(one.get("id")) for one in of_owner] if len(of_owner) == 1 else []

    def _term(self, key: str) -> Term | None:
        """The term of an id, with those above it; an id that no table explains is its code."""
        row = self._tables.one("taxonomy_term", key)
        if row is None:
            return Term(key, "")
        if row.get("taxonomy") == hsds_terms.TAXONOMY:
            return None
        above: list[str] = [text_of(row.get("parent_name"))]
        parent = row
        for _step in range(_MOST_ABOVE):
            found = self._tables.one("taxonomy_term", parent.get("parent_id"))
            if found is None:
                break
            parent = found
            above.append(_name(parent))
        code = text_of(row.get("code") or row.get("id"))
        return Term(code, _name(row), tuple(one for one in above if one))

    def _is_ours(self, service: Row) -> bool:
        """Whether our own export wrote the service: what it holds was chosen when it was read."""
        for key in (service.get("id"), service.get("organization_id")):
            for link in self._tables.of("attribute", "link_id", key):
                row = self._tables.one("taxonomy_term", link.get("taxonomy_term_id")) or {}
                if row.get("taxonomy") == hsds_terms.TAXONOMY:
                    return True
        return False


def level_of(terms: Sequence[Term]) -> str | None:
    """The care level that the terms of a service name; None where they name none, or several."""
    levels = {level_of_term(one.name) for one in terms if is_of_substance_use(one)} - {""}
    found = [one for one in CARE_LEVELS.codes if one in levels]
    return found[0] if len(found) == 1 else None


def _described(service: Row, owner: Row) -> str:
    texts = (service.get("alternate_name"), service.get("description"), owner.get("name"))
    return "; ".join(text_of(one) for one in texts if one)


def _name(row: Row) -> str:
    return text_of(row.get("name") or row.get("term"))
