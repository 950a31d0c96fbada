"""What a key of a link may hold, as a JSON Schema that refuses what the API refuses.

Where no schema can tell (whether a ZIP code or a town exists), it lists forms that are sure to be
understood, and the description says that there are more.
"""

from __future__ import annotations

from typing import Any

from finder.criteria.county import County
from finder.criteria.criterion import Criterion, Number
from finder.criteria.hours import Hours
from finder.criteria.others import FacilityIds, NameWords
from finder.criteria.place import Near, Within
from finder.vocabulary import STATES

__all__ = ["Schema", "example_of", "schema_of"]

Schema = dict[str, Any]
# read_number (finder/criteria/numbers.py), and the same without zero.
_NUMBER = r"[0-9]{1,12}(\.[0-9]{0,100})?|\.[0-9]{1,100}"
_ABOVE_ZERO = r"[1-9][0-9]{0,11}(\.[0-9]{0,100})?|0?\.[0-9]{0,20}[1-9][0-9]{0,20}"
# 0, 0 is a missing position, and so is what is rounded to it.
_POINT = r"-?[1-8]?[0-9](\.[0-9]{1,6})?,-?(1[0-7][0-9]|[1-9][0-9]|[1-9])(\.[0-9]{1,6})?"
_LONGEST_LINK = 400
_LARGEST_PAGE = 999_999_999_999_999_999
_PLACES = (
    *("22903", "22903-1234", "Charlottesville, VA", "Charlottesville, VA 22903", "90012"),
    *("Los Angeles, CA", "Boston, Mass.", "St. Louis, MO", "Albemarle County, VA"),
    # A town of West Virginia, and what is sent by who takes the key for a yes or no.
    "true",
)
_COUNTIES = (
    *("Albemarle County, VA", "Los Angeles County, CA", "Orleans Parish, LA"),
    *("Charlottesville city, VA", "Cook County, IL", "Albemarle County, VA;Cook County, IL"),
)


def schema_of(criterion: Criterion[Any]) -> Schema:
    """The schema of a key's text; of several codes, of the list of them."""
    kinds: tuple[tuple[type[Criterion[Any]], Schema], ...] = (
        (Near, _near()),
        (County, {"type": "string", "enum": list(_COUNTIES)}),
        (Within, _text(rf"any|{_ABOVE_ZERO}")),
        (Hours, _text(_ranges())),
        (NameWords, _name()),
        (FacilityIds, _text(r"[a-z2-7]{8}(,[a-z2-7]{8}){0,20}")),
        (Number, _text(_NUMBER)),
    )
    for kind, schema in kinds:
        if isinstance(criterion, kind):
            return schema
    schema = {name: rule for name, rule in criterion.schema().items() if name != "uniqueItems"}
    return {"maximum": _LARGEST_PAGE, **schema} if schema["type"] == "integer" else schema


def example_of(criterion: Criterion[Any]) -> Any:
    """One text that is understood; None where the schema says it by itself."""
    examples: dict[str, Any] = {
        "near": "22903",
        "county": _COUNTIES[0],
        "within": "25",
        "minutes": 45,
        "care": ["iop"],
        "detox": "nearby",
        "hours": "9-19",
        "cost": "500",
        "pay": ["medicaid"],
    }
    return examples.get(criterion.key)


def _near() -> Schema:
    return {
        "type": "string",
        "anyOf": [
            {"title": "ZIP code, town, county", "enum": list(_PLACES)},
            {"title": "State", "enum": list(STATES.codes)},
            {"title": "Point", "pattern": f"^({_POINT})$"},
        ],
    }


def _name() -> Schema:
    """A letter or a digit is in it, and no seven digits, which could be a telephone number."""
    letter, digit = "[A-Za-z][^0-9]*([0-9][^0-9]*){0,6}", "[0-9][^0-9]*([0-9][^0-9]*){0,5}"
    return {"type": "string", "pattern": f"^[^A-Za-z0-9]*({letter}|{digit})$"}


def _ranges() -> str:
    """Either end open, or the smaller of two whole numbers first."""
    tens = [f"{one}[0-9]-({_above(one)})" for one in range(1, 9)]
    ones = [f"{ten}{one}-{ten}[{one}-9]" for ten in range(1, 10) for one in range(10)]  # of one ten
    far = r"[0-9]{1,2}-1[0-6][0-9]"
    near = "|".join(f"{one}-[{one}-9]" for one in range(10))
    whole = "|".join([r"[0-9]-[1-9][0-9]", near, *tens, *ones, far])
    return rf"({_NUMBER})-|-({_NUMBER})|{whole}"


def _above(ten: int) -> str:
    return f"[{ten + 1}-9][0-9]"


def _text(pattern: str) -> Schema:
    return {"type": "string", "maxLength": _LONGEST_LINK, "pattern": f"^({pattern})$"}
