"""`make fuzz-quick` and `make fuzz`: damaged and hostile files over every reader of a source.

A file of each kind is cut, bent, doubled and filled with what breaks readers, and packed or named
as what it is not. It becomes a directory or is refused in a sentence; nothing else is raised.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finder.errors import SourceRefused
from finder.intake import take_in
from finder.intake.recognise import READERS
from fuzz_size import times

pytestmark = pytest.mark.slow

CASES = times(30)
ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
# A file of each kind of source and of each form; of the long ones, their first bytes.
SAMPLES = {
    "samhsa": ("samhsa/su_directory_2024.csv", 6_000),
    "samhsa workbook": ("samhsa/national-directory-su-facilities-2023.xlsx", 0),
    "locator": ("samhsa/locator-page.json", 0),
    "download": ("real/findtreatment-header-2026-09.csv", 0),
    "dhcs": ("california/dhcs-facilities.csv", 4_000),
    "table": ("cases/new_york.csv", 0),
    "points": ("cases/05_points.geojson", 0),
    "html": ("cases/12_html_table.xls", 0),
    "hsds": ("hsds/examples/organization_full.json", 0),
    "hsds zip": ("cases/07_hsds1.zip", 0),
    "prices": ("prices/cms/V3.0.0_Tall_CSV_Format_Example.csv", 4_000),
    "prices json": ("prices/cms/v3_json_format_example.json", 0),
}
SUFFIXES = (
    ".csv",
    ".json",
    ".xlsx",
    ".xls",
    ".zip",
    ".gz",
    ".kml",
    ".parquet",
    ".ods",
    ".html",
    "",
)
HOSTILE = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28", b"\r", b'"', b"''", b"\x1b[2J", b"\x1a"),
    *(b"=1+1", b"@SUM(A1)", b"NaN", b"-inf", b"1e999", b"9" * 400, b"-1", b"99999", b"null", b"{}"),
    *(b"[" * 300, b'{"a":' * 300, b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;"),
    *(b"../../etc/passwd", b"<script>", b",,,,,,,,", b"\n\n\n", b"2026-02-30", b"true", b"\\u0000"),
)
_places = st.floats(min_value=0, max_value=1)
_change = st.one_of(
    st.tuples(st.just("cut"), _places, st.just(b"")),
    st.tuples(st.just("put"), _places, st.sampled_from(HOSTILE) | st.binary(max_size=8)),
    st.tuples(st.just("over"), _places, st.sampled_from(HOSTILE) | st.binary(max_size=8)),
    st.tuples(st.just("lose"), _places, st.binary(min_size=1, max_size=200)),
    st.tuples(st.just("twice"), _places, st.binary(min_size=1, max_size=200)),
)
_changes = st.lists(_change, min_size=1, max_size=4)
_packing = st.sampled_from(["as it is"] * 6 + ["gzip", "zip", "cut gzip", "cut zip", "twice"])


def sample(name: str) -> tuple[bytes, str]:
    """Its bytes, of a long one whole lines only, and how its name ends."""
    path, most = SAMPLES[name]
    whole = (DATA / path).read_bytes()
    return (whole[: whole.rfind(b"\n", 0, most) + 1] if most else whole), Path(path).suffix


def changed(data: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    for kind, where, what in changes:
        at = int(where * len(data))
        if kind == "cut":
            data = data[:at]
        elif kind == "put":
            data = data[:at] + what + data[at:]
        elif kind == "over":
            data = data[:at] + what + data[at + len(what) :]
        elif kind == "lose":
            data = data[:at] + data[at + len(what) :]
        else:
            data = data[: at + len(what)] + data[at:]
    return data


def packed(data: bytes, how: str, suffix: str) -> tuple[bytes, str]:
    if how.endswith("gzip"):
        data, suffix = gzip.compress(data), f"{suffix}.gz"
    elif how.endswith("zip"):
        with io.BytesIO() as whole:
            with zipfile.ZipFile(whole, "w") as archive:
                archive.writestr(f"inner{suffix}", data)
                archive.writestr("../outer.txt", b"out")
            data, suffix = whole.getvalue(), ".zip"
    elif how == "twice":
        data += data
    return (data[: len(data) // 2] if how.startswith("cut") else data), suffix


def read(path: Path, base: Path | None) -> str:
    """What a file is refused with, or "". base: the listings, where it is a file of prices."""
    try:
        take_in([str(base or path)], prices=[str(path)] if base else [])
    except SourceRefused as refused:
        return str(refused)
    return ""


def test_every_kind_of_source_has_a_sample() -> None:
    kinds = {name.split()[0] for name in SAMPLES}
    assert {reader.kind for reader in READERS.all()} <= kinds


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_is_read_or_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    original, own = sample(name)
    base = tmp_path / "base.csv"
    base.write_bytes((DATA / "cases" / "new_york.csv").read_bytes())

    @given(_changes, _packing, st.sampled_from([own] * 5 + list(SUFFIXES)))
    @settings(max_examples=CASES, suppress_health_check=list(HealthCheck))
    def whatever_is_in_it(
        changes: list[tuple[str, float, bytes]], packing: str, suffix: str
    ) -> None:
        data, ending = packed(changed(original, changes), packing, suffix)
        path = tmp_path / f"damaged{ending}"
        path.write_bytes(data)
        try:
            said = read(path, base if name.startswith("prices") else None)
        finally:
            path.unlink()
        assert "\n" not in said
        assert "Traceback" not in said

    whatever_is_in_it()
