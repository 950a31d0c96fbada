"""From what a visitor writes to a place, a state or a county, offline."""

from finder.places.counties import County, county_of, county_of_zip, read_county
from finder.places.place import Meaning, Place
from finder.places.reading import find, point, understand
from finder.places.suggesting import Suggestion, suggestions
from finder.places.zip_codes import ZipCode, nearest_town, zip_code

__all__ = [
    "County",
    "Meaning",
    "Place",
    "Suggestion",
    "ZipCode",
    "county_of",
    "county_of_zip",
    "find",
    "nearest_town",
    "point",
    "read_county",
    "suggestions",
    "understand",
    "zip_code",
]
