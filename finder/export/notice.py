"""What every output of the demonstration directory says of itself."""

from __future__ import annotations

from finder.directory import Manifest
from finder.locale import _

__all__ = ["demonstration_notice"]


def demonstration_notice(manifest: Manifest) -> str | None:
    """One line for the demonstration directory; None for a real one."""
    if not manifest.demonstration:
        return None
    return _(
        "Demonstration: these programs are invented. To load the real directory: "
        "python -m finder import SOURCE --to FOLDER, and set FINDER_DIRECTORY to that folder."
    )
