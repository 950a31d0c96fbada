"""The names of the codes that listings carry, for the pages of their facilities."""

from __future__ import annotations

from functools import cache

from finder.intake.samhsa.samhsa_codes import code_table
from finder.wording.groups import Codebook

__all__ = ["codebook"]


@cache
def codebook() -> Codebook:
    """Category and name of each code of the SAMHSA directory."""
    return {code: (one.category, one.name) for code, one in code_table().codes.items()}
