"""Two engines that check pages against WCAG 2.2 AA: axe, and that of IBM Equal Access.

axe reports what it is sure of. IBM's also asks people to look (POTENTIAL, MANUAL) and recommends:
only its violations are counted, as of axe.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

__all__ = ["ACCEPTED", "findings_of_axe", "findings_of_ibm"]

_ENGINE = Path(__file__).parent / "engines" / "ace.js"
_SHA256 = "1fd7c18b2aa5ba3ec0444a275e2e08e2823c317316c6613d1c273d2a688760fa"
_AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "resultTypes": ["violations"],
}
# What stands in a closed <details> is not shown, which the engine does not know: it is checked
# where all of them are open.
_IBM = """async () => {
    const report = await new window.finderAce.Checker().check(document, ["WCAG_2_2"]);
    const at = (path) => document.evaluate(path, document, null, 9, null).singleNodeValue;
    return report.results
        .filter(({ value: [level, outcome] }) => level === "VIOLATION" && outcome === "FAIL")
        .filter(({ path }) => at(path.dom)?.checkVisibility?.() ?? true)
        .map(({ ruleId, message, snippet }) => [ruleId, message, snippet]);
}"""

# Findings that stay: the rule, how the element begins, and why it is right as it is.
ACCEPTED = (
    (
        "aria_role_valid",
        '<main role="none" data-testid="stMain"',
        "Streamlit's own <main> holds the whole page, head and foot too; which element it is, is "
        "not ours to choose. The main part is one of our own, with role=main.",
    ),
    (
        "table_headers_exists",
        '<table role="table">',
        "On a narrow screen each row of the table is a card, and each cell names its own column.",
    ),
    (
        "aria_article_label_unique",
        '<article aria-labelledby="n-',
        "Two places can bear one name, and each is called as it is listed; its number and address "
        "tell them apart.",
    ),
    (
        "label_content_exists",
        '<label class="line answer">',
        "The words of the label, the question, are there for who hears the page; for who sees it "
        "they stand above the field.",
    ),
    (
        "label_content_exists",
        "<label>",
        "The words of the label, the name of the place, are there for who hears the page; for who "
        "sees it they stand in the same row.",
    ),
)


@cache
def _engine() -> str:
    content = _ENGINE.read_bytes()
    if hashlib.sha256(content).hexdigest() != _SHA256:
        raise ValueError(f"{_ENGINE.name} is not the engine that was looked at")
    return f"() => {{ {content.decode()}; window.finderAce = ace; }}"


def findings_of_axe(where: Page | Frame) -> list[str]:
    """Each rule that is broken, with the elements that break it."""
    violations = Axe().run(where, options=_AXE).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {[node['html'][:200] for node in rule['nodes']]}"
        for rule in violations
    ]


def findings_of_ibm(where: Page | Frame) -> list[str]:
    """Each violation that is shown and not accepted, with its element."""
    where.evaluate(_engine())
    return [
        f"{rule}: {message}: {snippet[:200]}"
        for rule, message, snippet in where.evaluate(_IBM)
        if not any(rule == name and snippet.startswith(start) for name, start, _why in ACCEPTED)
    ]
