"""`history`: what a folder has served, when, and what of it can be served again."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from finder.command.folders import history_of, imported_folder
from finder.command.verb import DONE, Verb, takes_directory
from finder.directory.manifest import Manifest
from finder.locale import _, mark, plural

__all__ = ["VERB"]

_HOW = {"import": mark("import"), "rollback": mark("rollback")}


def _arguments(parser: ArgumentParser) -> None:
    takes_directory(parser)
    parser.add_argument("--json", action="store_true", help=_("give it as JSON"))


def _run(arguments: Namespace) -> int:
    told = _told(imported_folder(arguments))
    if arguments.json:
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return DONE
    for one in told["switches"]:
        print(_line(one))
        if one["accepted"]:
            print("    " + _("accepted: {drops}").format(drops=one["accepted"]))
    gone = told["gone"]
    print(plural("{n} facility is gone since the first.", "{n} are gone since the first.", gone))
    return DONE


def _told(folder: str) -> dict[str, Any]:
    """The switches, the latest first; snapshots that none of them names stand at the end."""
    store, history, served = history_of(folder)
    kept = set(store.folders("snapshots"))
    switches = [asdict(one) for one in reversed(history.switches)]
    for name in sorted(kept - {one["snapshot"] for one in switches}):
        # One without a manifest was never finished: an import to an address was ended halfway.
        with suppress(FileNotFoundError):
            manifest = Manifest.from_json(store.text(f"snapshots/{name}/manifest.json"))
            switches.append(_unwritten(name, manifest))
    latest = next((one for one in switches if one["snapshot"] == served), None)
    for one in switches:
        one["served"] = one is latest
        one["kept"] = one["snapshot"] in kept
    return {"served": served, "gone": len(history.gone), "switches": switches}


def _unwritten(name: str, manifest: Manifest) -> dict[str, Any]:
    return {
        "snapshot": name,
        "at": manifest.made_at,
        "how": "import",
        "before": None,
        "name": manifest.name,
        "as_of": manifest.as_of,
        "facilities": manifest.facilities,
        "programs": manifest.programs,
        "accepted": "",
    }


def _line(one: dict[str, Any]) -> str:
    mark_of = "*" if one["served"] else " " if one["kept"] else "-"
    as_of = one["as_of"] or _("date not known")
    counts = _("{facilities:,} facilities, {programs:,} programs").format(**one)
    when = one["at"].replace("T", " ").removesuffix("+00:00")
    how = _(_HOW[one["how"]])
    return f"{mark_of} {one['snapshot']}  {when}  {how}  {counts}  {one['name']}, {as_of}"


VERB = Verb(
    name="history",
    help=mark("List what a directory was before: * is served now, - is no longer kept."),
    arguments=_arguments,
    run=_run,
)
