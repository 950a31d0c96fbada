"""Hours of a level stand once, in the vocabulary: changed there, all that tells them follows.

A new process reads the vocabulary with other hours for intensive outpatient, day treatment and
outpatient programs, and says what the product then tells.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from finder.vocabulary import CARE_LEVELS

ROOT = Path(__file__).resolve().parents[2]
CHANGES = {
    "hours=(6, 30)": "hours=(7, 29)",
    "typical=(9, 19)": "typical=(11, 17)",
    "hours=(20, math.inf)": "hours=(23, math.inf)",
    "hours=(1, 8)": "hours=(1, 5)",
}
# Run with the changes as its argument; everything else of the finder is imported after them.
TELLING = """
import importlib.util, json, sys
from pathlib import Path

path = Path("finder/vocabulary.py")
text = path.read_text(encoding="utf-8")
for old, new in json.loads(sys.argv[1]).items():
    assert text.count(old) == 1, old
    text = text.replace(old, new)
import finder.locale
module = importlib.util.module_from_spec(
    importlib.util.spec_from_file_location("finder.vocabulary", path)
)
sys.modules["finder.vocabulary"] = finder.vocabulary = module
exec(compile(text, str(path), "exec"), module.__dict__)

from starlette.applications import Starlette
from starlette.testclient import TestClient
from finder.guidance.questions import QUESTIONS
from finder.guidance.rules import RULES
from finder.web import application
from scripts import make_data_dictionary as made

client = TestClient(Starlette(routes=application.routes()))
told = {
    path: client.get(path).text
    for path in ("/levels/iop", "/levels/php", "/levels/outpatient", "/levels", "/levels/iop?hl=es")
}
told["guide"] = " ".join(option.label.mine for option in QUESTIONS["hours"].options)
told["rules"] = " ".join(rule.reason for rule in RULES)
told["description"] = client.get("/api/v1/openapi.json").text
told["dictionary"] = made.with_tables(made.PAGE.read_text(encoding="utf-8"))
json.dump(told, sys.stdout)
"""
# Hours of before, as our own texts would say them; laws and articles keep theirs.
BEFORE = re.compile(
    r"hours=9-19|hours=20-|hours=-8\b|6–30|9–19|6 to 30 hours here|IOPs of 9 to 19|adults 9 to 19"
    r"|20 or more hours a week, often|20 hours or more|\bup to 8 hours|8 hours or less|^9 to 19",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def changed() -> dict[str, str]:
    """What is told with the changed hours."""
    command = [sys.executable, "-c", TELLING, json.dumps(CHANGES)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("/levels/iop", "an IOP is 7 to 29 hours here"),
        ("/levels/iop", "For adults 11 to 17 hours a week"),
        ("/levels/iop", "hours=11-17"),
        ("/levels/iop?hl=es", "aquí un IOP es de 7 a 29 horas"),
        ("/levels/php", "23 or more hours a week"),
        ("/levels/php", "hours=23-"),
        ("/levels/outpatient", "Up to 5 hours a week"),
        ("/levels/outpatient", "hours=-5"),
        ("/levels", "7–29, usual 11–17"),
        ("guide", "11 to 17 hours"),
        ("guide", "23 hours or more"),
        ("guide", "Up to 5 hours"),
        ("rules", "11 to 17 hours a week is what intensive outpatient usually asks for"),
        ("dictionary", "7–29 (typically 11–17)"),
        ("dictionary", "usually 11 to 17 hours"),
        ("dictionary", "Day treatment of 23 hours a week or more"),
    ],
)
def test_what_tells_hours_takes_them_from_the_vocabulary(
    changed: dict[str, str], where: str, words: str
) -> None:
    assert words in changed[where]


@pytest.mark.parametrize(
    "where", ["/levels/iop", "/levels/php", "/levels/outpatient", "/levels", "guide", "rules"]
)
def test_no_hours_of_before_are_left(changed: dict[str, str], where: str) -> None:
    assert BEFORE.findall(re.sub(r"(?s)<style>.*?</style>", "", changed[where])) == []


def test_the_contract_gives_the_hours_of_the_vocabulary() -> None:
    """It is the one page that is written by hand, since others rely on it."""
    contract = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
    for level in CARE_LEVELS:
        row = rf"^\| {level.code} \|(.*\| {re.escape(level.asam)} \|.*)\|$"
        [cells] = re.findall(row, contract, re.MULTILINE)
        hours = cells.split("|")[-1].strip()
        ends = [end for end in (level.hours or ()) if end not in (0, float("inf"))]
        assert all(f"{end:g}" in hours for end in ends), level.code
        assert all(f"{end:g}" in hours for end in level.typical or ()), level.code
