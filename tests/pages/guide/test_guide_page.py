"""The guide as a visitor without scripts goes through it."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from httpx import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY
from finder.criteria import read
from finder.directory import Directory
from finder.guidance.danger import DANGERS, NONE
from finder.guidance.questions import QUESTIONS, STEPS
from finder.pages.frame.served import Served
from finder.pages.guide import endpoint as guide
from finder.settings import Settings
from html_tree import Element, tree

SOMEONE = {
    "who": ["family"],
    "substance": ["alcohol", "opioids"],
    "often": ["daily"],
    "withdrawal": ["some"],
    "home": ["hard"],
    "hours": ["some"],
    "earlier": ["returned"],
    "mind": ["hard"],
    "body": ["ill"],
    "pay": ["medicaid"],
    "cost": ["250"],
}


@pytest.fixture
def client(demonstration: Directory) -> TestClient:
    routes = guide.routes("", Settings(), Served(lambda: demonstration), lambda: TODAY)
    return TestClient(Starlette(routes=routes), follow_redirects=False)


class Visitor:
    """Fills in the form of the page that is open, and presses its buttons."""

    def __init__(self, client: TestClient, query: str = "") -> None:
        self.client = client
        self.addresses: list[str] = []
        answer = client.get(f"/guide{query}")
        assert answer.status_code == 200
        self.page = tree(answer.text)

    @property
    def form(self) -> Element:
        return next(one for one in self.page.all("form") if "guide" in one.attributes["action"])

    def press(self, button: str = "next", /, **given: list[str]) -> Element:
        inputs = self.form.all("input")
        kept = [(one["name"], one["value"]) for one in inputs if one["type"] == "hidden"]
        kept += [
            (one["name"], one["value"])
            for one in inputs
            if one["name"] not in given and (one["type"] == "text" or "checked" in one.attributes)
        ]
        kept += [(key, code) for key, codes in given.items() for code in codes]
        data: dict[str, list[str]] = {}
        for key, text in [*kept, ("do", button)]:
            data.setdefault(key, []).append(text)
        address = f"/{self.form['action']}"
        self.addresses.append(address)
        answer = self.client.post(address, data=data)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "no-store"
        self.page = tree(answer.text)
        return self.page

    @property
    def step(self) -> str:
        found = [one["value"] for one in self.page.all("input") if one["name"] == "at"]
        return found[0] if found else ""

    @property
    def title(self) -> str:
        return self.page.one("h1").text


def through(visitor: Visitor, answers: dict[str, list[str]]) -> Visitor:
    """From the first question to the levels."""
    visitor.press(danger=[NONE])
    for step in STEPS[1:]:
        assert visitor.step == step.code
        visitor.press(**{one.key: answers[one.key] for one in step.questions if one.key in answers})
    return visitor


def links(page: Element) -> list[str]:
    return [one["href"] for one in page.all("a")]


# Danger


@pytest.mark.parametrize("code", sorted(DANGERS))
def test_danger_interrupts_at_once(client: TestClient, code: str) -> None:
    visitor = Visitor(client)
    assert visitor.step == "danger"
    page = visitor.press(danger=[code])
    assert visitor.title == "Get help now"
    calls = {href for href in links(page.one("#main")) if href.startswith("tel:")}
    assert {"tel:911", "tel:988"} & calls
    assert not page.all("fieldset")
    assert page.one(".numbered").all("li")


@pytest.mark.parametrize("code", sorted(DANGERS))
@pytest.mark.parametrize("step", [step.code for step in STEPS])
def test_danger_interrupts_whatever_else_was_sent(client: TestClient, code: str, step: str) -> None:
    for button in ("next", "change:pay", "what"):
        sent = {**SOMEONE, "danger": [code], "at": [step], "do": [button]}
        assert "Get help now" in client.post("/guide", data=sent).text


def test_nothing_else_is_asked_before_danger(client: TestClient) -> None:
    for step in STEPS:
        sent = {**SOMEONE, "at": [step.code], "do": ["next"]}
        page = tree(client.post("/guide", data=sent).text)
        assert page.one("legend").text == "Is any of this happening now?"


def test_after_the_danger_the_questions_go_on(client: TestClient) -> None:
    visitor = Visitor(client)
    visitor.press(danger=["overdose"])
    visitor.press()
    assert visitor.step == "who"


# The way through


def test_a_visitor_goes_through_all_questions_to_levels_and_their_searches(
    client: TestClient,
) -> None:
    visitor = through(Visitor(client, "?near=22903&hl=en"), SOMEONE)
    assert visitor.title == "3 levels that might fit"
    assert len(visitor.page.all(".guide-level")) == 3
    for level in visitor.page.all(".guide-level"):
        assert level.all(".reasons")[0].all("li")
        for button in level.all("button"):
            asked = read(urlsplit(opened(visitor, button["value"])).query)
            assert button["form"] == "guide-where"
            assert "near" in asked.criteria
            if not button["value"].startswith("plan:"):
                assert asked.told == ()
                assert asked.criteria.get("view") == "family"
                assert asked.criteria.get("substance") == ("alcohol", "opioids")


def opened(visitor: Visitor, button: str, **given: str) -> str:
    """The address that a button of the result leads to."""
    answer = sent(visitor, button, **given)
    assert (answer.status_code, answer.headers["cache-control"]) == (303, "no-store")
    return answer.headers["location"]


def sent(visitor: Visitor, button: str, **given: str) -> Response:
    fields = {one["name"]: one["value"] for one in visitor.page.one("#guide-where").all("input")}
    kept = {**SOMEONE, **{key: [text] for key, text in {**fields, **given}.items()}, **SOMEONE}
    data = {**kept, "danger": [NONE], "do": [button]}
    return visitor.client.post(f"/{visitor.page.one('#guide-where')['action']}", data=data)


def test_the_place_is_asked_once_for_all_levels(client: TestClient) -> None:
    visitor = through(Visitor(client), SOMEONE)
    main = visitor.page.one("#main")
    assert [one["name"] for one in main.all("input") if one["type"] == "text"] == ["near"]
    for way, path in (("search", "./?"), ("plain", "./plain?"), ("plan", "./plan?")):
        address = opened(visitor, f"{way}:residential", near="Charlottesville, VA")
        assert address.startswith(path)
        assert read(urlsplit(address).query).criteria.get("near").town == "Charlottesville, VA"
    assert "near=" not in opened(visitor, "search:residential", near="")


def test_once_the_place_is_known_each_level_says_how_many_are_near(client: TestClient) -> None:
    visitor = through(Visitor(client), SOMEONE)
    assert visitor.page.all(".guide-count") == []
    answer = sent(visitor, "count", near="22903")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    page = tree(answer.text)
    said = [level.one(".guide-count").text for level in page.all(".guide-level")]
    assert len(said) == 3
    assert all(re.search(r"^\d+ places? within 25 miles$|^None ", words) for words in said)
    assert page.one("#guide-near")["value"] == "22903"


def test_a_place_that_is_none_is_said_at_its_field_and_goes_into_no_address(
    client: TestClient,
) -> None:
    visitor = through(Visitor(client), SOMEONE)
    answer = sent(visitor, "search:residential", near="12 <b>Nowhere Road")
    assert answer.status_code == 200
    field = tree(answer.text).one("#guide-near")
    assert (field["value"], field["aria-invalid"]) == ("12 <b>Nowhere Road", "true")
    told = tree(answer.text).one(f"#{field['aria-describedby'].split()[-1]}")
    assert told.text == "No such town is known. Check its spelling, or use a ZIP."


def test_a_button_that_there_is_none_of_leads_nowhere(client: TestClient) -> None:
    visitor = through(Visitor(client), SOMEONE)
    for button in ("search:", "search:nothing", "elsewhere:iop", "search:iop/../x"):
        assert sent(visitor, button).status_code == 200
    danger = client.post("/guide", data={"danger": ["suicide"], "do": ["search:iop"]})
    assert "Get help now" in danger.text


def test_it_says_that_it_decides_nothing_and_who_has_not_reviewed_it(client: TestClient) -> None:
    text = through(Visitor(client), SOMEONE).page.one("#main").text
    assert "This is no diagnosis and no decision" in text
    assert "No clinician has reviewed these rules" in text


def test_the_levels_show_which_answers_led_there(client: TestClient) -> None:
    page = through(Visitor(client), SOMEONE).page
    answered = page.one(".guide-answers")
    for question in QUESTIONS.values():
        assert question.text.family or question.text.mine in answered.text
    assert "Speaks for: residential and sober living." in answered.text
    assert "Dimension 5" in page.text


def test_all_skipped_leads_to_two_levels(client: TestClient) -> None:
    visitor = Visitor(client)
    visitor.press(danger=[NONE])
    for _step in STEPS[1:]:
        visitor.press("skip")
    assert visitor.title == "2 levels that might fit"
    assert visitor.page.one(".guide-answers").text.count("Left open") == len(QUESTIONS) - 1


def test_skip_forgets_what_is_chosen_on_the_page(client: TestClient) -> None:
    visitor = Visitor(client)
    visitor.press(danger=[NONE])
    visitor.press("skip", who=["client"])
    assert not [one for one in visitor.page.all("input") if one["name"] == "who"]


def test_back_keeps_all_answers(client: TestClient) -> None:
    visitor = Visitor(client)
    visitor.press(danger=[NONE])
    visitor.press(who=["client"])
    assert visitor.page.all("legend")[0].text == "What does your client use?"
    visitor.press("back", substance=["cocaine"])
    checked = [one["value"] for one in visitor.page.all("input") if "checked" in one.attributes]
    assert checked == ["client"]
    visitor.press()
    checked = [one["value"] for one in visitor.page.all("input") if "checked" in one.attributes]
    assert checked == ["cocaine"]


def test_one_answer_can_be_changed_from_the_levels(client: TestClient) -> None:
    visitor = through(Visitor(client), SOMEONE)
    visitor.press("change:home")
    assert visitor.step == "home"
    visitor.press(home=["safe"])
    assert "levels that might fit" in visitor.title
    assert "Yes" in visitor.page.one(".guide-answers").text
    visitor.press("change:danger")
    assert visitor.step == "danger"
    visitor.press(danger=["suicide"])
    assert visitor.title == "Get help now"


def test_an_amount_that_is_none_is_told_on_its_page_and_loses_nothing(client: TestClient) -> None:
    visitor = through(Visitor(client), SOMEONE | {"cost": ["<b>lots"]})
    assert visitor.step == "pay"
    assert "Write a number of dollars" in visitor.page.text
    field = next(one for one in visitor.page.all("input") if one["name"] == "cost")
    assert field["value"] == "<b>lots"
    visitor.press(cost=["100"])
    assert "levels that might fit" in visitor.title


# What is kept of it: nothing


def test_no_answer_stands_in_an_address_but_in_that_of_a_search(client: TestClient) -> None:
    visitor = through(Visitor(client, "?near=22903"), SOMEONE)
    assert set(visitor.addresses) == {"/guide?near=22903"}
    told = {"severe", "some", "hard", "daily", "returned", "ill", "homeless"}
    for href in links(visitor.page):
        values = {text for _key, text in parse_qsl(urlsplit(href).query)}
        assert not values & told
        assert not values & {"alcohol,opioids", "medicaid", "250"}


def test_the_link_keeps_only_where_one_is_and_how_it_is_shown(client: TestClient) -> None:
    visitor = Visitor(client, "?near=22903&care=iop&pay=medicaid&view=client&hl=en")
    assert visitor.form["action"] == "guide?near=22903&view=client&hl=en"


def test_the_view_of_the_link_chooses_the_words(client: TestClient) -> None:
    visitor = Visitor(client, "?view=client")
    visitor.press(danger=[NONE])
    checked = [one["value"] for one in visitor.page.all("input") if "checked" in one.attributes]
    assert checked == ["client"]


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    answer = client.post("/guide", content=b"at=" + b"x" * 20_000)
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "body", [b"", b"at=nowhere&danger=none", b"\xff\xfe=%ff", b"do=change:nothing&danger=none"]
)
def test_a_body_that_makes_no_sense_starts_at_the_first_question(
    client: TestClient, body: bytes
) -> None:
    answer = client.post("/guide", content=body)
    assert answer.status_code == 200
    assert "Is any of this happening now?" in answer.text


def test_what_is_sent_is_not_shown_back_as_html(client: TestClient) -> None:
    sent = {"danger": NONE, "at": "pay", "do": "next", "cost": "<script>alert(1)</script>"}
    assert "<script>alert" not in client.post("/guide", data=sent).text


def test_every_page_of_it_is_well_formed_and_has_one_heading(client: TestClient) -> None:
    visitor = Visitor(client)
    visitor.press(danger=[NONE])
    for _step in STEPS[1:]:
        assert len(visitor.page.all("h1")) == 1
        assert re.fullmatch(r"Question \d of 8 ?: .*", visitor.title)
        visitor.press("skip")


def test_no_answer_is_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        through(Visitor(client), SOMEONE | {"cost": ["7391"]})
    logged = [one.getMessage() for one in caplog.records]
    assert not [text for text in logged if "7391" in text or "returned" in text]


def test_the_words_follow_whom_it_is_for(client: TestClient) -> None:
    words = {
        "self": "Say what you answered here",
        "family": "The decision is theirs",
        "client": "levels to weigh in the assessment",
    }
    for who, text in words.items():
        assert text in through(Visitor(client), SOMEONE | {"who": [who]}).page.text
