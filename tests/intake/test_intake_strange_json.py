"""Whatever stands in the JSON of a source, it is read with a report or refused in one sentence."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_intake_dhcs import RAW
from test_intake_locator import LISTING, page

from finder.errors import SourceRefused
from finder.intake import take_in
from hsds_tables import TABLES, nested

JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "0", "-1", "x", "1e999", "12/31/9999", "None", "ÿ", "\x00", "; ;"])
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)
DOCUMENTS: dict[str, Any] = {
    "locator": page(LISTING, LISTING | {"name1": "Elm"}),
    "dhcs": [RAW, RAW | {"Facility_Name": "ELM"}],
    "hsds": {"contents": [nested()]},
    "hsds tabular": TABLES,
}


def places(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document where something else might stand."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    found = []
    for key in keys:
        found.append((*above, key))
        if isinstance(value[key], (dict, list)):
            found += places(value[key], (*above, key))
    return found


def replaced(document: Any, path: tuple[Any, ...], junk: Any) -> Any:
    whole = copy.deepcopy(document)
    place = whole
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = junk
    return whole


@pytest.mark.parametrize("kind", DOCUMENTS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_junk_anywhere_in_a_document_is_reported_or_refused(
    tmp_path: Path, kind: str, data: st.DataObject
) -> None:
    document = DOCUMENTS[kind]
    for _times in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places(document)))
        document = replaced(document, path, data.draw(JUNK))
        if not isinstance(document, (dict, list)) or not places(document):
            break
    (tmp_path / "source.json").write_text(json.dumps(document))
    try:
        outcome: Any = take_in([str(tmp_path / "source.json")]).report
    except SourceRefused as refused:
        outcome = str(refused)
    if isinstance(outcome, str):
        assert "\n" not in outcome
    else:
        assert outcome.rows_kept >= 0
        assert outcome.facilities >= 1
