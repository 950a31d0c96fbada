"""The files of the shortlist, read back with other libraries than those that wrote them."""

from __future__ import annotations

import io
import re

import pandas as pd
import pypdfium2
import pytest
import vobject
import zxingcpp
from pypdf import PdfReader

from builders import TODAY, a_directory, a_facility, a_program, find
from finder.directory import Directory
from finder.export import Outgoing, exports
from shortlist_client import (
    ARABIC,
    AWKWARD,
    EMOJI,
    FORMULA,
    HEBREW,
    LONG,
    QUOTES,
    client_of,
    ids_of,
    named,
    page,
)

pytestmark = pytest.mark.slow

THREE = named("Alder House", "Birch Clinic", "Cedar Center")
IDS = ids_of(THREE)
SEARCH = "near=22903&care=iop&lang=spanish"
PICKED = f"{SEARCH}&pick={','.join(IDS)}"


def fetched(directory: Directory, address: str) -> bytes:
    answer = client_of(directory).get(address)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["cache-control"]
    assert answer.headers["content-disposition"].startswith('attachment; filename="shortlist.')
    return answer.content


def sheet(query: str = PICKED, directory: Directory = THREE) -> PdfReader:
    return PdfReader(io.BytesIO(fetched(directory, f"/shortlist.pdf?{query}")))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(one.extract_text() for one in pdf.pages).split())


# The sheet on paper


def test_the_sheet_says_what_the_screen_says() -> None:
    text = text_of(sheet())
    shown = page(client_of(THREE), f"/shortlist?{PICKED}")
    for card in shown.all(".card"):
        assert card.one("h2").text in text
    for words in ("434-555-0101", "9–12", "$480–560 a month", "Test directory", "988", "911",
                  "1-800-662-4357"):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("form", ["table", "pages"])
@pytest.mark.parametrize("size", ["normal", "large"])
def test_the_code_leads_back_to_the_same_list(form: str, size: str) -> None:
    content = fetched(THREE, f"/shortlist.pdf?{PICKED}&form={form}&print={size}")
    [code] = zxingcpp.read_barcodes(pypdfium2.PdfDocument(content)[0].render(scale=2).to_numpy())
    assert code.text == f"https://finder.example/shortlist?pick={','.join(IDS)}"
    names = [one.one("h2").text for one in page(client_of(THREE), code.text).all(".card")]
    assert names == ["Alder House", "Birch Clinic", "Cedar Center"]


def test_the_sheet_says_where_one_searched_only_when_it_is_told_to() -> None:
    silent = text_of(sheet())
    assert "22903" not in silent.replace("VA 22903", "")
    assert "mile" not in silent
    assert "Spanish" not in silent
    spoken = text_of(sheet(f"{PICKED}&say=search"))
    assert "within 25 miles of 22903" in spoken
    assert "mile" in spoken


def test_there_is_a_page_for_each_place_with_what_to_ask_and_lines_to_write_on() -> None:
    pdf = sheet(f"{PICKED}&form=pages&say=search")
    assert len(pdf.pages) == 4
    first = pdf.pages[1].extract_text()
    assert "Alder House" in first
    assert "Is there treatment in: Spanish?" in first
    assert "Who answered, when, what was said:" in first


@pytest.mark.parametrize(("paper", "points"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_paper_is_chosen(paper: str, points: tuple[int, int]) -> None:
    box = sheet(f"{PICKED}&paper={paper}").pages[0].mediabox
    assert (round(box.width), round(box.height)) == points


def test_large_print_is_larger() -> None:
    sizes: set[float] = set()
    sheet(f"{PICKED}&print=large").pages[0].extract_text(
        visitor_text=lambda text, _cm, _tm, _font, size: sizes.add(size) if text.strip() else None
    )
    assert max(sizes) >= 18


def test_a_choice_that_is_not_understood_is_the_first_one() -> None:
    assert len(sheet(f"{PICKED}&form=posters&paper=napkin&print=huge").pages) == 1


def test_a_place_without_position_or_phone_does_not_stop_the_sheet() -> None:
    directory = a_directory(a_facility(name="Nowhere", at=None))
    for form in ("table", "pages"):
        text = text_of(sheet(f"pick={ids_of(directory)[0]}&form={form}", directory))
        assert "No phone listed" in text


def test_an_empty_list_makes_a_sheet_that_says_so() -> None:
    assert "No place is on this list." in text_of(sheet("near=22903"))
    assert "1 place of the link is not in this directory." in text_of(sheet("pick=aaaaaaaa"))


@pytest.mark.parametrize("form", ["table", "pages"])
def test_awkward_names_are_on_paper(form: str) -> None:
    directory = named(*AWKWARD)
    text = text_of(sheet(f"pick={','.join(ids_of(directory))}&form={form}", directory))
    assert "O'Neil's \"Second Chance\" <b>House</b> & Co; Ltd, Inc" in text
    # a sign that the typeface lacks leaves a mark, and the words around it stand
    assert "Sunrise" in text
    assert "=HYPERLINK" in text
    assert text.count("Recovery") >= 22
    # letters that run from the right are there, whichever way a reader puts them
    assert set(HEBREW.replace(" ", "")) <= set(text)


# Cards for an address book


def cards(directory: Directory) -> list[vobject.base.Component]:
    content = fetched(directory, f"/shortlist.vcf?pick={','.join(ids_of(directory))}")
    return list(vobject.readComponents(content.decode()))


def test_each_place_is_a_card_with_its_phones_the_intake_first() -> None:
    first = cards(THREE)[0]
    assert first.fn.value == "Alder House"
    assert [one.value for one in first.contents["tel"]] == ["+14345550101", "+14345550100"]
    assert [one.value for one in first.contents["x-ablabel"]] == ["Intake", "Main"]
    assert (first.adr.value.city, first.adr.value.region, first.adr.value.code) == (
        "Charlottesville",
        "VA",
        "22903",
    )
    assert "call before you go" in first.note.value


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_name_comes_back_from_a_card(name: str) -> None:
    [card] = cards(named(name))
    assert card.fn.value == name
    assert card.org.value == [name]


def test_lines_of_a_card_are_no_longer_than_they_may_be() -> None:
    directory = named(LONG, HEBREW, ARABIC, EMOJI)
    content = fetched(directory, f"/shortlist.vcf?pick={','.join(ids_of(directory))}")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_a_line_break_in_a_name_starts_no_new_field() -> None:
    [card] = cards(named("Alder\nTEL:911\r\nEND:VCARD"))
    assert [one.value for one in card.contents["tel"]] == ["+14345550101", "+14345550100"]


# Tables


def workbook(query: str, directory: Directory = THREE) -> dict[str, pd.DataFrame]:
    content = fetched(directory, f"/shortlist.xlsx?{query}")
    return pd.read_excel(io.BytesIO(content), sheet_name=None, dtype={"zip": str})


def test_the_workbook_has_the_picked_programs_with_their_types() -> None:
    programs = workbook(PICKED)["Programs"]
    assert list(programs["facility_name"]) == ["Alder House", "Birch Clinic", "Cedar Center"]
    assert programs["hours_low"].dtype.kind in "if"
    assert programs["miles"].dtype.kind == "f"
    assert list(programs["zip"]) == ["22903"] * 3
    assert list(programs["status"]) == ["possible"] * 3


def test_the_workbook_says_what_it_is_and_of_which_day() -> None:
    about = workbook(PICKED)["About"]
    said = {row[0]: row[1] for row in about.itertuples(index=False)} | {
        about.columns[0]: about.columns[1]
    }
    assert said["Selection"] == "Shortlist: 3 places"
    assert said["Link"] == f"?{PICKED}"
    assert "Intensive outpatient" in said["Your search"]
    assert said["Written on"] == TODAY.isoformat()


def test_a_picked_place_that_the_search_rules_out_is_no_match_in_a_table() -> None:
    directory = a_directory(a_facility(a_program("residential"), name="Other"))
    table = workbook(f"care=iop&pick={ids_of(directory)[0]}", directory)["Programs"]
    assert list(table["status"]) == ["other"]


def test_the_csv_is_read_by_pandas_and_runs_no_formula() -> None:
    directory = named(*AWKWARD)
    content = fetched(directory, f"/shortlist.csv?pick={','.join(ids_of(directory, *AWKWARD))}")
    table = pd.read_csv(io.BytesIO(content), dtype={"zip": str})
    assert list(table["facility_name"]) == [
        f"'{name}" if name == FORMULA else name for name in AWKWARD
    ]
    assert not re.search(rb'(^|,|\n)"?[=+@]', content)


def test_awkward_names_are_texts_in_the_workbook() -> None:
    directory = named(*AWKWARD)
    table = workbook(f"pick={','.join(ids_of(directory, *AWKWARD))}", directory)["Programs"]
    assert list(table["facility_name"]) == list(AWKWARD)
    assert QUOTES in list(table["facility_name"])


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv", "vcf"])
def test_ids_of_another_directory_stop_no_file(ending: str) -> None:
    assert fetched(THREE, f"/shortlist.{ending}?pick=aaaaaaaa,bbbbbbbb,{IDS[0]}")


def test_a_whole_directory_is_exported(national_directory: Directory) -> None:
    outgoing = Outgoing(find(national_directory), TODAY)
    content = b"".join(exports().named("csv").chunks(outgoing))
    table = pd.read_csv(io.BytesIO(content), dtype={"zip": str}, low_memory=False)
    assert table["facility_id"].nunique() == len(national_directory.facilities) > 1_400
    assert len(table) == len(national_directory.programs.care)


def test_a_whole_directory_comes_back_from_the_workbook(
    national_directory: Directory,
) -> None:
    content = b"".join(exports().named("xlsx").chunks(Outgoing(find(national_directory), TODAY)))
    table = pd.read_excel(io.BytesIO(content), engine="calamine", dtype={"zip": str})
    assert table["facility_id"].nunique() == len(national_directory.facilities) > 1_400
    assert len(table) == len(national_directory.programs.care)
    assert table["hours_low"].isna().all()


def test_a_sheet_of_places_far_apart_has_a_map_without_counties() -> None:
    west = a_facility(a_program("iop"), name="West Hill", at=(38.0, -122.0))
    east = a_facility(a_program("iop"), name="East Hill", at=(38.0, -78.0))
    far = a_directory(west, east)
    pdf = sheet(f"pick={','.join(ids_of(far))}&say=search", far)
    assert {"West", "East"} <= set(text_of(pdf).split())
