"""What many tests share: the real directories, the demonstration, and small tables."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from finder.directory import Directory, open_directory
from finder.intake import Intake, take_in
from finder.intake.publishing.publish import publish
from finder.opening import demonstration as opened_demonstration

ROOT = Path(__file__).resolve().parent.parent

# A rule is not wrong because a busy machine was slow; and CI tries the same examples each time.
settings.register_profile("finder", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("finder")

Row = dict[str, str]
TableFile = Callable[..., str]

PROGRAM: Row = {
    "facility_name": "Willow Bend Recovery",
    "care_level": "iop",
    "city": "Charlottesville",
    "state": "VA",
    "zip": "22903",
}


@pytest.fixture(autouse=True)
def _no_configured_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests say which directory they mean; the environment of whoever runs them has no say."""
    monkeypatch.delenv("FINDER_DIRECTORY", raising=False)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real directories beside the repository; without them a test is skipped, but not in CI."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{folder} is missing: the tests on the real directory cannot run")
        pytest.skip(f"{folder} is not on this machine")
    return folder


@pytest.fixture(scope="session")
def national_csv(shared_data: Path) -> Path:
    """The national directory of 2023 with coordinates."""
    return shared_data / "samhsa" / "su_directory_2023_with_coords.csv"


@pytest.fixture(scope="session")
def national_workbook(shared_data: Path) -> Path:
    """The official workbook of 2023."""
    return shared_data / "samhsa" / "national-directory-su-facilities-2023.xlsx"


@pytest.fixture(scope="session")
def national_intake(national_csv: Path) -> Intake:
    """The national directory as it was read, with its report."""
    return take_in([str(national_csv)])


@pytest.fixture(scope="session")
def national_folder(national_intake: Intake, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that serves the national directory with coordinates."""
    folder = tmp_path_factory.mktemp("national")
    publish(national_intake.directory, str(folder))
    return folder


@pytest.fixture(scope="session")
def national_directory(national_folder: Path) -> Directory:
    """The national directory with coordinates, imported and opened."""
    return open_directory(str(national_folder))


@pytest.fixture(scope="session")
def workbook_intake(national_workbook: Path) -> Intake:
    """The official workbook as it was read, with its report."""
    return take_in([str(national_workbook)])


@pytest.fixture(scope="session")
def workbook_directory(
    workbook_intake: Intake, tmp_path_factory: pytest.TempPathFactory
) -> Directory:
    """The official workbook, imported and opened: every position is that of a ZIP code."""
    folder = tmp_path_factory.mktemp("workbook")
    publish(workbook_intake.directory, str(folder))
    return open_directory(str(folder))


@pytest.fixture(scope="session")
def demonstration() -> Directory:
    """The demonstration directory."""
    return opened_demonstration()


@pytest.fixture
def table_file(tmp_path: Path) -> TableFile:
    """Writes rows as a CSV and gives its path; what a row does not say is taken from PROGRAM."""

    def write(
        *rows: Row, columns: Sequence[str] = (), name: str = "programs.csv", plain: bool = False
    ) -> str:
        whole = [row if plain else PROGRAM | row for row in rows]
        header = list(dict.fromkeys([*columns, *(key for row in whole for key in row)]))
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header)
            writer.writeheader()
            writer.writerows(whole)
        return str(path)

    return write
