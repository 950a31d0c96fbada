"""Make the typefaces that a browser fetches from us small: only what this site shows.

    python scripts/make_fonts.py          (needs requirements-dev.txt)

Streamlit brings Source Sans, Source Serif and Material Symbols whole: 975 kB, five seconds of a
slow line before anything else comes. Ours keep Latin letters, the weights and the size in use, and
the symbols that Streamlit's widgets draw on our pages. Their licence asks that a changed typeface
bears another name inside; a letter that is left out is drawn in the next family of the page.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from finder.static_files import streamlit_folder

FOLDER = Path(__file__).resolve().parents[1] / "finder" / "dashboard" / "assets" / "fonts"

# Latin with its extensions for the names of people and towns; punctuation, currency, arrows.
LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2010, 0x2040),
    *(0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2264, 0x2265, 0x2713),
]
LATIN_FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]
# What Streamlit's widgets ask for by name.
SYMBOLS = (
    "add", "check", "chevron_left", "chevron_right", "close", "error", "expand_more", "help",
    "info", "keyboard_arrow_down", "keyboard_arrow_left", "keyboard_arrow_right",
    "keyboard_arrow_up", "remove", "warning",
)  # fmt: skip
NAME_IDS = (1, 3, 4, 6, 16, 25)


@dataclass(frozen=True)
class Face:
    """start: how Streamlit's file begins. limits: the part of each axis that is kept."""

    start: str
    name: str
    limits: dict[str, float | tuple[float, float]]
    symbols: bool = False


FACES = (
    Face("SourceSansVF-Upright", "Stepping Stone Sans", {"wght": (400, 700)}),
    Face("SourceSerifVariable-Roman", "Stepping Stone Serif", {"wght": (400, 700), "opsz": 24}),
    Face("MaterialSymbols-Rounded", "Stepping Stone Symbols", {}, symbols=True),
)


def main() -> None:
    """Write each face beside the styles, and say how large it was and is."""
    FOLDER.mkdir(exist_ok=True)
    for face in FACES:
        source = next((streamlit_folder() / "static" / "media").glob(f"{face.start}*.woff2"))
        target = FOLDER / f"{face.start}.woff2"
        target.write_bytes(made(face, source))
        print(f"{target.name}: {source.stat().st_size:,} -> {target.stat().st_size:,} bytes")


def made(face: Face, source: Path) -> bytes:
    """The face cut down. Raises what fontTools raises for a file that is no typeface."""
    font = TTFont(io.BytesIO(subsetted(face, source)), recalcTimestamp=False)
    if face.limits:
        font = instancer.instantiateVariableFont(font, face.limits)
    for record in font["name"].names:
        if record.nameID in NAME_IDS:
            record.string = face.name
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def subsetted(face: Face, source: Path) -> bytes:
    """With its letters or symbols alone, all of them in every weight."""
    options = subset.Options(
        recalc_timestamp=False, layout_closure=not face.symbols, name_IDs=["*"]
    )
    options.layout_features = ["*"] if face.symbols else LATIN_FEATURES
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    if face.symbols:
        subsetter.populate(glyphs=SYMBOLS, text="".join(sorted(set("".join(SYMBOLS)))))
    else:
        subsetter.populate(unicodes=LATIN)
    subsetter.subset(font)
    font.flavor = None
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


if __name__ == "__main__":
    main()
