"""What can be asked: the criteria, their values, and their spelling in a link."""

from finder.criteria import declared as declared  # declares all criteria on import
from finder.criteria.codec import Link, read, read_pairs, write
from finder.criteria.criteria import Criteria
from finder.criteria.reading import ReadAs
from finder.criteria.sentence import chips, sentence

__all__ = [
    "Criteria",
    "Link",
    "ReadAs",
    "chips",
    "declared",
    "read",
    "read_pairs",
    "sentence",
    "write",
]
