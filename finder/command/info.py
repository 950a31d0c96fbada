"""`info`: what a directory says of itself."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

import numpy as np

from finder.command.verb import DONE, Verb, takes_directory
from finder.directory import Directory
from finder.export.notice import demonstration_notice
from finder.locale import _, mark
from finder.opening import open_configured
from finder.vocabulary import CARE_LEVELS

__all__ = ["VERB"]


def _arguments(parser: ArgumentParser) -> None:
    takes_directory(parser)
    parser.add_argument("--json", action="store_true", help=_("give it as JSON"))


def _run(arguments: Namespace) -> int:
    directory = open_configured(arguments.directory)
    if arguments.json:
        print(json.dumps(_values(directory), indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(directory)))
    return DONE


def _values(directory: Directory) -> dict[str, Any]:
    """The manifest, and what of it is not written down but counted."""
    return {
        **json.loads(directory.manifest.to_json()),
        "snapshot": directory.snapshot,
        "levels": _levels(directory),
    }


def _levels(directory: Directory) -> dict[str, int]:
    counts = np.bincount(directory.programs.care, minlength=len(CARE_LEVELS) + 1)
    return {code: int(n) for code, n in zip([*CARE_LEVELS.codes, ""], counts, strict=True) if n}


def _lines(directory: Directory) -> Iterator[str]:
    manifest = directory.manifest
    if notice := demonstration_notice(manifest):
        yield notice
        yield ""
    yield manifest.name
    where = _(" (from {where})").format(where=manifest.as_of_from) if manifest.as_of_from else ""
    named = {
        _("source"): manifest.source,
        _("as of"): (manifest.as_of or _("date not known")) + where,
        _("licence"): manifest.licence,
        _("imported"): manifest.made_at,
        _("snapshot"): directory.snapshot,
        _("facilities"): f"{manifest.facilities:,}",
        _("programs"): f"{manifest.programs:,}",
    }
    for code, count in _levels(directory).items():
        label = _(CARE_LEVELS[code].label) if code else _("no care level stated")
        named[f"  {label}"] = f"{count:,}"
    named[_("file SHA-256")] = " ".join(manifest.sha256)
    width = max(map(len, named))
    for name, text in named.items():
        if text:
            yield f"  {name:<{width}}  {text}"


VERB = Verb(
    name="info",
    help=mark("Say what a directory is, where it comes from and how old it is."),
    arguments=_arguments,
    run=_run,
)
