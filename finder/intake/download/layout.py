"""What the columns of the download mean, which were renamed between 2025 and 2026.

Two names mean one thing in the one layout and another in the other (`mi` was military insurance
and is motivational interviewing; `ssa` was a screening and is the state's agency). Which layout a
file has is told by the names that only one of them has; where they do not tell, such a column is
not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from finder.intake.rows.substance_use import mental_health_codes
from finder.intake.samhsa.samhsa_codes import code_table

__all__ = ["PLACE_COLUMNS", "Layout", "layout_of"]

PLACE_COLUMNS = frozenset(
    {
        *("name1", "name2", "street1", "street2", "city", "state", "zip", "zip4", "county"),
        *("phone", "intake_prompt", "intake1", "intake2", "hotline1", "hotline2", "website"),
        *("latitude", "longitude", "type_facility"),
    }
)
# Names of the layout of September 2026, and the codes of the code sheet that they stand for; told
# by their places in the header, which are those of the names that they replace.
_RENAMED = {
    "iop": "OIT",
    "ihs": "IH",
    "dod": "DDF",
    "cash": "SF",
    "tricare": "MI",
    "samhsa": "SAMF",
    "asl": "AH",
    "oth": "FX",
    "mhsu": "CO",
    "cosmi": "SUMH",
    "admil": "ADM",
    "milf": "MF",
    "sen": "SE",
    "adol": "AD",
    "ya": "TAY",
    "hiv": "HV",
    "sexa": "XA",
    "beds": "BC",
    "ch_ad": "CHLD",
    "dui": "DU",
    "duio": "DUO",
    "eis_hiv": "EIH",
    "mprep": "MPEP",
    "ssu": "SSA",
}
# Co-occurring care for children with serious emotional disturbance; of SUMH until 2025.
_ALSO = {"cosed": "SUMH"}
# Names that both layouts have: what each is in 2025 and in 2026, and the names beside which it
# cannot be the one or the other.
_CHANGED = {
    "mi": ("MI", "MOTI", "tricare", "moti"),
    "ssa": ("SSA", "STAG", "ssu", "stag"),
}
# Asked for, and of no code of the code sheet.
_UNUSED = frozenset({"ubn", "ct"})


@dataclass(frozen=True)
class Layout:
    """codes: the code that each column stands for. year: 2025, 2026, or None where names of both
    or of neither stand in the header. unclear: columns whose meaning is not certain. unknown:
    columns that nothing is known of.
    """

    codes: dict[str, str]
    year: int | None
    unclear: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def carried(self) -> frozenset[str]:
        """The codes that the file asks every facility for."""
        return frozenset(self.codes.values())


def layout_of(columns: Iterable[str]) -> Layout:
    """What the columns of a download mean, by their names in lower case."""
    names = [name for name in columns if name not in PLACE_COLUMNS]
    year = _year(set(names))
    known = code_table().codes
    codes: dict[str, str] = {}
    unclear, unknown = [], []
    for name in names:
        code = (_RENAMED | _ALSO).get(name, "")
        if name in _CHANGED:
            code = _changed(name, set(names), year)
            unclear += [] if code else [name]
        elif not code and name.upper() in known.keys() | mental_health_codes():
            code = name.upper()
        elif not code and name not in _UNUSED:
            unknown.append(name)
        if code:
            codes[name] = code
    return Layout(codes, year, tuple(unclear), tuple(unknown))


def _year(names: set[str]) -> int | None:
    new = names & _RENAMED.keys()
    old = names & ({code.lower() for code in _RENAMED.values()} - _CHANGED.keys()) | (
        names & {"moti", "stag"}
    )
    return None if bool(new) == bool(old) else 2026 if new else 2025


def _changed(name: str, names: set[str], year: int | None) -> str:
    """The code of a name that means one thing or another, or "" where that is not certain."""
    before, since, is_new_beside, is_old_beside = _CHANGED[name]
    beside = (is_new_beside in names, is_old_beside in names)
    if beside == (True, False):
        return since
    if beside == (False, True):
        return before
    if beside == (True, True) or year is None:
        return ""
    return before if year == 2025 else since
