"""What a folder has served, and which facilities are gone from it since when.

It is FOLDER/history.json, replaced in one step just before another snapshot is served. So its last
entry may name a snapshot that an import, ended at that very moment, did not come to serve: who
reads it leaves that entry out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from finder.directory.directory import Directory
from finder.directory.facility import Gone, Switch
from finder.directory.stores import Store
from finder.errors import DirectoryUnreadable
from finder.vocabulary import STATES

__all__ = ["History", "Switch", "read_history", "write_history"]

_NAME = "history.json"
_MOST_SWITCHES = 500
# A hundred bytes each. Beyond it the oldest are forgotten: their links say "not in this directory".
_MOST_GONE = 100_000


@dataclass(frozen=True)
class History:
    """switches: the latest last. gone: by id, the facilities that are listed no more."""

    switches: tuple[Switch, ...] = ()
    gone: Mapping[str, Gone] = field(default_factory=dict)

    def until(self, snapshot: str | None) -> History:
        """The history up to the snapshot that is served now."""
        switches = self.switches
        while switches and switches[-1].snapshot != snapshot:
            switches = switches[:-1]
        return History(switches, self.gone)

    def before(self, snapshot: str) -> str | None:
        """The snapshot that was served until this one was, the last time."""
        found = (one.before for one in reversed(self.switches) if one.snapshot == snapshot)
        return next(found, None)

    def then(
        self,
        before: Directory | None,
        after: Directory,
        how: Literal["import", "rollback"],
        accepted: str = "",
    ) -> History:
        """The history with one directory served after another."""
        manifest, now = after.manifest, datetime.now(UTC)
        switch = Switch(
            snapshot=after.snapshot,
            at=now.isoformat(timespec="seconds"),
            how=how,
            before=before.snapshot if before else None,
            name=manifest.name,
            as_of=manifest.as_of,
            facilities=manifest.facilities,
            programs=manifest.programs,
            accepted=accepted,
        )
        switches = (*self.switches, switch)[-_MOST_SWITCHES:]
        return History(switches, self._gone(before, after, now.date().isoformat()))

    def _gone(self, before: Directory | None, after: Directory, day: str) -> dict[str, Gone]:
        gone = {one: told for one, told in self.gone.items() if after.row_of(one) is None}
        newly = [] if before is None else [
            (one, row) for one, row in before.rows_by_id.items() if after.row_of(one) is None
        ]  # fmt: skip
        if before is not None and newly:
            texts, states = before.facilities.texts, before.facilities.state
            names, cities = texts["name1"].to_pylist(), texts["city"].to_pylist()
            for one, row in newly:
                gone[one] = Gone(
                    name=names[row],
                    city=cities[row],
                    state=STATES.codes[states[row]],
                    last_as_of=before.manifest.as_of,
                    since=day,
                )
        return dict(list(gone.items())[-_MOST_GONE:])

    def to_json(self) -> str:
        """The text of history.json."""
        switches = [asdict(one) for one in self.switches]
        gone = {one: list(asdict(told).values()) for one, told in self.gone.items()}
        whole = {"switches": switches, "gone": gone}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> History:
        """Read history.json. Raises ValueError, TypeError or KeyError for what is none."""
        whole: dict[str, Any] = json.loads(text)
        switches = tuple(Switch(**one) for one in whole["switches"])
        return cls(switches, {one: Gone(*told) for one, told in whole["gone"].items()})


def read_history(store: Store) -> History:
    """The history of a store; empty where there is none. Raises DirectoryUnreadable."""
    try:
        return History.from_json(store.text(_NAME))
    except FileNotFoundError:
        return History()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        reason = f"history.json is damaged ({error}): put it aside, and a new one is begun"
        raise DirectoryUnreadable(store.path, reason) from error


def write_history(store: Store, history: History) -> None:
    """Replace it in one step. Raises OSError."""
    store.put(_NAME, history.to_json())
