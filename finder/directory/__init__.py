"""The data set that is searched: facilities and their programs."""

from finder.directory.build import build
from finder.directory.directory import Directory
from finder.directory.facility import Facility, Program, Range
from finder.directory.manifest import Manifest
from finder.directory.records import FacilityRecord, Licence, Phone, ProgramRecord
from finder.directory.storage import open_directory, write_snapshot

__all__ = [
    "Directory",
    "Facility",
    "FacilityRecord",
    "Licence",
    "Manifest",
    "Phone",
    "Program",
    "ProgramRecord",
    "Range",
    "build",
    "open_directory",
    "write_snapshot",
]
