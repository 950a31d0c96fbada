"""What many tests share: slices of the real directories, the demonstration, and small tables.

`national_…` is the slice of the national directory in tests/data, on which every test runs.
`whole_…` is the whole of it, for tests marked `national`: `make test-national`.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from finder.directory import Directory, open_directory
from finder.intake import Intake, take_in
from finder.intake.publishing.publish import publish
from finder.opening import demonstration as opened_demonstration
from table_rows import PROGRAM, Row, TableFile

ROOT = Path(__file__).resolve().parent.parent

POSITIONED = "samhsa/su_directory_2023_with_coords.csv"
WORKBOOK = "samhsa/national-directory-su-facilities-2023.xlsx"

# A rule is not wrong because a busy machine was slow; and CI tries the same examples each time.
settings.register_profile("finder", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("finder")


@pytest.fixture(autouse=True)
def _no_configured_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests say which directory they mean; the environment of whoever runs them has no say."""
    monkeypatch.delenv("FINDER_DIRECTORY", raising=False)


@pytest.fixture(scope="session")
def sample_data() -> Path:
    """Slices of the real directories, as the project has them: tests/data/README.md."""
    return ROOT / "tests" / "data"


@pytest.fixture(scope="session")
def national_csv(sample_data: Path) -> Path:
    """A slice of the national directory of 2023 with coordinates: 1,465 listings."""
    return sample_data / POSITIONED


@pytest.fixture(scope="session")
def national_workbook(sample_data: Path) -> Path:
    """The same slice in the layout of the official workbook, with its sheet of codes."""
    return sample_data / WORKBOOK


@pytest.fixture(scope="session")
def national_intake(national_csv: Path) -> Intake:
    """The slice of the national directory as it was read, with its report."""
    return take_in([str(national_csv)])


@pytest.fixture(scope="session")
def national_folder(national_intake: Intake, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that serves the slice of the national directory with coordinates."""
    return _published(national_intake, tmp_path_factory.mktemp("national"))


@pytest.fixture(scope="session")
def national_directory(national_folder: Path) -> Directory:
    """The slice of the national directory with coordinates, imported and opened."""
    return open_directory(str(national_folder))


@pytest.fixture(scope="session")
def workbook_intake(national_workbook: Path) -> Intake:
    """The slice in the layout of the official workbook as it was read, with its report."""
    return take_in([str(national_workbook)])


@pytest.fixture(scope="session")
def workbook_directory(
    workbook_intake: Intake, tmp_path_factory: pytest.TempPathFactory
) -> Directory:
    """The same, imported and opened: every position is that of a ZIP code."""
    return open_directory(str(_published(workbook_intake, tmp_path_factory.mktemp("workbook"))))


# The whole files, for tests marked `national`


@pytest.fixture(scope="session")
def whole_data() -> Path:
    """The whole real directories, which are not in the project: see tests/data/README.md."""
    folder = Path(os.environ.get("FINDER_WHOLE_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"the whole directories are not in {folder}; FINDER_WHOLE_DATA names another")
    return folder


@pytest.fixture(scope="session")
def whole_intake(whole_data: Path) -> Intake:
    """The whole national directory with coordinates as it was read, with its report."""
    return take_in([str(whole_data / POSITIONED)])


@pytest.fixture(scope="session")
def whole_directory(whole_intake: Intake, tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """The same, imported and opened."""
    return open_directory(str(_published(whole_intake, tmp_path_factory.mktemp("whole"))))


@pytest.fixture(scope="session")
def whole_workbook_intake(whole_data: Path) -> Intake:
    """The whole official workbook as it was read, with its report."""
    return take_in([str(whole_data / WORKBOOK)])


@pytest.fixture(scope="session")
def whole_workbook_directory(
    whole_workbook_intake: Intake, tmp_path_factory: pytest.TempPathFactory
) -> Directory:
    """The same, imported and opened."""
    folder = _published(whole_workbook_intake, tmp_path_factory.mktemp("whole-workbook"))
    return open_directory(str(folder))


def _published(intake: Intake, folder: Path) -> Path:
    publish(intake.directory, str(folder))
    return folder


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
