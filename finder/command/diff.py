"""`diff [A] [B]`: facilities gone, new and changed between two snapshots."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from finder.command.folders import history_of, imported_folder
from finder.command.verb import DONE, Verb, WrongCall, takes_directory
from finder.directory import Directory
from finder.directory.differences import Changed, Differences, Listed, differences
from finder.directory.storage import open_snapshot, snapshot_named
from finder.locale import _, mark, plural

__all__ = ["VERB"]

_EXAMPLES = 20


def _arguments(parser: ArgumentParser) -> None:
    takes_directory(parser)
    parser.add_argument(
        "before", nargs="?", metavar="A", help=_("a snapshot; default: the one served before B")
    )
    parser.add_argument(
        "after", nargs="?", metavar="B", help=_("a snapshot; default: the one that is served")
    )
    parser.add_argument("--json", action="store_true", help=_("give all of it as JSON"))


def _run(arguments: Namespace) -> int:
    before, after = _two(arguments)
    found = differences(before, after)
    if arguments.json:
        print(json.dumps(_values(before, after, found), indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(before, after, found)))
    return DONE


def _two(arguments: Namespace) -> tuple[Directory, Directory]:
    folder = imported_folder(arguments)
    store, history, served = history_of(folder)
    kept = sorted(store.folders("snapshots"))
    last = snapshot_named(arguments.after or served or "", kept, folder)
    first = arguments.before or history.before(last)
    if first is None:
        message = _("nothing was served before {name}; name two snapshots of `history`")
        raise WrongCall(message.format(name=last))
    return open_snapshot(folder, snapshot_named(first, kept, folder)), open_snapshot(folder, last)


def _values(before: Directory, after: Directory, found: Differences) -> dict[str, Any]:
    return {
        "before": _of(before),
        "after": _of(after),
        "counts": {
            "gone": len(found.gone), "new": len(found.new), "changed": len(found.changed)
        },
        "by_state": {
            code: dict(zip(("gone", "new", "changed"), counts, strict=True))
            for code, counts in found.by_state.items()
        },
        "fields": found.fields,
        "gone": [asdict(one) for one in found.gone],
        "new": [asdict(one) for one in found.new],
        "changed": [asdict(one) for one in found.changed],
    }  # fmt: skip


def _of(directory: Directory) -> dict[str, Any]:
    manifest = directory.manifest
    return {
        "snapshot": directory.snapshot,
        "name": manifest.name,
        "as_of": manifest.as_of,
        "facilities": manifest.facilities,
        "programs": manifest.programs,
    }


def _lines(before: Directory, after: Directory, found: Differences) -> Iterator[str]:
    for label, one in ((_("from"), before), (_("to"), after)):
        as_of = one.manifest.as_of or _("date not known")
        yield f"{label:<5} {one.snapshot}  {one.manifest.name}, {as_of}"
    yield ""
    yield plural("{n} facility gone", "{n} facilities gone", len(found.gone))
    yield plural("{n} facility new", "{n} facilities new", len(found.new))
    yield plural("{n} facility changed", "{n} facilities changed", len(found.changed))
    if found.by_state:
        yield ""
        heads = (_("state"), _("gone"), _("new"), _("changed"))
        yield "  {:<8}{:>8}{:>8}{:>9}".format(*heads)
        for code, counts in found.by_state.items():
            yield "  {:<8}{:>8,}{:>8,}{:>9,}".format(code or "–", *counts)
    if found.fields:
        yield ""
        yield _("What changed, and at how many facilities:")
        yield "  " + ", ".join(f"{name} ({n:,})" for name, n in found.fields.items())
    yield from _examples(_("Gone"), found.gone)
    yield from _examples(_("New"), found.new)
    yield from _examples(_("Changed"), found.changed)


def _examples(title: str, some: Sequence[Listed]) -> Iterator[str]:
    if not some:
        return
    yield ""
    yield f"{title}:"
    for one in some[:_EXAMPLES]:
        fields = f": {', '.join(one.fields)}" if isinstance(one, Changed) else ""
        yield f"  {one.id}  {one.name}, {one.city}, {one.state}{fields}"
    if len(some) > _EXAMPLES:
        yield "  " + _("and {n:,} more (--json gives all)").format(n=len(some) - _EXAMPLES)


VERB = Verb(
    name="diff",
    help=mark("Say which facilities are gone, new and changed between two snapshots."),
    arguments=_arguments,
    run=_run,
)
