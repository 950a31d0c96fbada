"""The rows that all subjects are measured on, in the form that each of them reads."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.synthetic import multiplied
from finder.directory import Directory, open_directory
from finder.directory.storage import snapshot_name
from finder.groups import fact_groups
from finder.intake import take_in
from finder.intake.publishing.publish import publish
from finder.vocabulary import CARE_LEVELS, STATES

__all__ = ["Prepared", "prepared"]

_GROUPS_OF_TABLE = (
    "pay", "medication", "therapy", "for", "age", "gender", "lang", "with", "accredited",
)  # fmt: skip


class Prepared:
    """Files in a folder: directory/, synthetic/, table.parquet, facilities.db, metadata.json."""

    def __init__(self, folder: Path) -> None:
        self.directory = folder / "directory"
        self.synthetic = folder / "synthetic"
        self.table = folder / "table.parquet"
        self.database = folder / "facilities.db"
        self.metadata = folder / "metadata.json"


def prepared(source: str, folder: Path, programs: int) -> Prepared:
    """Write the rows of a source or directory for every subject; kept if they are there.

    programs: of the synthetic directory, 0 for none.
    """
    files = Prepared(folder)
    directory: Directory | None = None
    if not files.metadata.exists():
        directory = _opened(source)
        publish(directory, str(files.directory))
        table = table_of(directory)
        table.to_parquet(files.table)
        _write_database(table, files.database)
        files.metadata.write_text(json.dumps(_metadata()))
    if programs and not files.synthetic.exists():
        publish(_synthetic(directory or _opened(source), programs), str(files.synthetic))
    return files


def _opened(source: str) -> Directory:
    return open_directory(source) if Path(source).is_dir() else take_in([source]).directory


def _synthetic(directory: Directory, programs: int) -> Directory:
    """So many programs, in the form that can be stored: the manifest counts stated levels."""
    made = multiplied(directory, programs)
    manifest = replace(made.manifest, programs=made.programs.of_stated_level)
    name = snapshot_name(made.facilities, made.programs, manifest)
    return Directory(manifest, made.facilities, made.programs, name)


def table_of(directory: Directory) -> pd.DataFrame:
    """One row a facility, and a column of yes and no for each code."""
    columns: dict[str, Any] = _texts(directory)
    columns |= {f"care:{code}": has for code, has in _care(directory).items()}
    first = directory.first_program[:-1]
    for group, criterion in fact_groups().items():
        if criterion.key in _GROUPS_OF_TABLE:
            stated = directory.programs.masks[group][0][first]
            for bit, code in enumerate(criterion.vocabulary.codes):
                has = (stated >> stated.dtype.type(bit)) & stated.dtype.type(1) != 0
                if has.any():
                    columns[f"{criterion.key}:{code}"] = has
    table = pd.DataFrame(columns)
    table.insert(4, "levels", _codes_as_text(table, "care"))
    table.insert(5, "services", _codes_as_text(table, "with"))
    return table


def _texts(directory: Directory) -> dict[str, Any]:
    places = directory.facilities
    texts = places.texts.to_pandas()
    state = np.array(STATES.codes)[places.state]
    return {
        "id": texts["id"],
        "name": (texts["name1"] + " " + texts["name2"]).str.strip(),
        "address": texts["street1"] + ", " + texts["city"] + ", " + state + " " + texts["zip"],
        "phone": [phones[0]["text"] if len(phones) else "" for phones in texts["phones"]],
        "state": state,
        "zip": texts["zip"],
        "latitude": places.latitude,
        "longitude": places.longitude,
    }


def _care(directory: Directory) -> dict[str, np.ndarray[Any, np.dtype[np.bool_]]]:
    columns = {}
    for place, code in enumerate(CARE_LEVELS.codes):
        has = np.zeros(len(directory.facilities), dtype=bool)
        has[directory.programs.facility[directory.programs.care == place]] = True
        columns[code] = has
    return columns


def _codes_as_text(table: pd.DataFrame, key: str) -> list[str]:
    return [", ".join(codes) for codes in _codes(table, key)]


def _codes(table: pd.DataFrame, key: str) -> list[list[str]]:
    columns = [column for column in table.columns if column.startswith(f"{key}:")]
    codes = np.array([column.partition(":")[2] for column in columns])
    return [codes[row].tolist() for row in table[columns].to_numpy()]


def _write_database(table: pd.DataFrame, path: Path) -> None:
    """The same rows in SQLite: codes as JSON arrays, which Datasette makes facets of."""
    rows = table[[column for column in table.columns if ":" not in column]].copy()
    for key in ("care", *_GROUPS_OF_TABLE):
        rows[key] = [json.dumps(codes) for codes in _codes(table, key)]
    with sqlite3.connect(path) as database:
        rows.to_sql("facilities", database, index=False, dtype={"id": "TEXT PRIMARY KEY"})
        for column in ("latitude", "longitude", "state", "zip"):
            database.execute(f"CREATE INDEX idx_{column} ON facilities ({column})")
        database.execute("ANALYZE")


def _metadata() -> dict[str, Any]:
    """Facets on, 25 rows a page as elsewhere, and a map without tiles as elsewhere."""
    blank = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
    facets: list[Any] = [{"array": "care"}, {"array": "pay"}, "state"]
    tables = {"facilities": {"size": 25, "sort": "name", "facets": facets}}
    return {
        "databases": {"facilities": {"tables": tables}},
        "plugins": {
            "datasette-cluster-map": {"tile_layer": blank, "tile_layer_options": {"maxZoom": 18}}
        },
    }
