"""The base of our PDFs, read back with another library than the one that wrote them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from finder.directory import Manifest
from finder.locale import speaking
from finder.pdf.pdf_document import LARGE_PRINT_POINTS, Cell, Paper, PdfDocument
from finder.pdf.pdf_fonts import REPLACEMENT, readable

pytestmark = pytest.mark.slow

DAY = date(2026, 1, 15)
MANIFEST = Manifest("County directory", "a test", as_of="2025-11")
POINTS = {"letter": (612, 792), "a4": (595, 842)}
Write = Callable[[PdfDocument], None]


def written(write: Write, manifest: Manifest = MANIFEST, **options: object) -> PdfReader:
    document = PdfDocument("A list", manifest, made_on=DAY, **options)  # type: ignore[arg-type]
    write(document)
    return PdfReader(io.BytesIO(document.content()))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def links_of(reader: PdfReader) -> list[str]:
    annotations = [one.get_object() for page in reader.pages for one in page.get("/Annots") or ()]
    return [str(one["/A"]["/URI"]) for one in annotations if "/A" in one]


def test_each_page_says_where_help_is_whose_facts_they_are_and_which_page_it_is() -> None:
    reader = written(lambda document: document.bullets(["a line"] * 200))
    assert len(reader.pages) > 2
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert "County directory, November 2025" in text
        assert f"Page {number} of {len(reader.pages)}" in text
        for line in ("911", "988", "1-800-662-4357"):
            assert line in text


def test_invented_programs_are_called_invented_on_each_page() -> None:
    invented = Manifest("Demonstration", "a test", demonstration=True)
    reader = written(lambda document: document.new_page(), invented)
    assert len(reader.pages) == 2
    assert all("these programs are invented" in page.extract_text() for page in reader.pages)
    real = written(lambda document: document.new_page())
    assert "invented" not in text_of(real)


def test_equal_documents_are_equal_to_the_byte() -> None:
    def content() -> bytes:
        document = PdfDocument("A list", MANIFEST, made_on=DAY)
        document.title("A list")
        document.table(["Place"], [["Alder House"]])
        return document.content()

    assert content() == content()


def test_the_file_says_its_title_its_day_and_its_language() -> None:
    with speaking("es"):
        reader = written(lambda document: document.title("Añadir"))
    assert reader.metadata is not None
    assert reader.metadata.title == "A list"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == DAY
    assert reader.root_object["/Lang"] == "es"


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("large", [False, True])
def test_both_papers_and_large_print(paper: Paper, large: bool) -> None:
    reader = written(lambda one: one.paragraph("A paragraph"), paper=paper, large=large)
    size = reader.pages[0].mediabox
    assert (round(size.width), round(size.height)) == POINTS[paper]
    sizes: list[float] = []
    reader.pages[0].extract_text(
        visitor_text=lambda text, _cm, _tm, _font, points: (
            sizes.append(points) if "A paragraph" in text else None
        )
    )
    assert sizes
    assert (max(sizes) >= LARGE_PRINT_POINTS) == large


def test_headings_make_the_outline() -> None:
    def write(document: PdfDocument) -> None:
        document.title("A plan")
        document.heading("First step")
        document.heading("Where", 3)

    outline = written(write).outline
    assert outline[0].title == "A plan"  # type: ignore[union-attr]
    assert outline[1][0].title == "First step"  # type: ignore[index,union-attr]


def test_a_heading_does_not_stay_alone_at_the_foot_of_a_page() -> None:
    for lines in range(38, 48):

        def write(document: PdfDocument, lines: int = lines) -> None:
            for _line in range(lines):
                document.fact("A", "line")
            document.heading("The heading")
            document.paragraph("What it heads.")

        for page in written(write).pages:
            text = page.extract_text()
            assert ("The heading" in text) == ("What it heads" in text)


def test_a_table_wraps_and_its_head_returns_on_each_page() -> None:
    rows = [["Alder House " * 8, Cell("Not published", "ask")]] * 60
    reader = written(lambda document: document.table(["Place", "Price"], rows, [3, 1]))
    assert len(reader.pages) > 2
    assert all("Place" in page.extract_text() for page in reader.pages)
    assert text_of(reader).count("Not published") == 60


def test_phones_and_addresses_are_links() -> None:
    def write(document: PdfDocument) -> None:
        document.phone("Intake", "(434) 555-0100", "14345550100")
        document.phone("Main", "call the town", "")
        document.link("https://example.org/plan", "https://example.org/plan?a=1&b=2")
        document.table(["Phone"], [[Cell("988", href="tel:988")]])

    reader = written(write)
    expected = ["tel:14345550100", "https://example.org/plan?a=1&b=2", "tel:988"]
    assert links_of(reader) == expected
    assert "Main call the town" in text_of(reader)


def test_text_that_runs_from_the_right_is_printed_and_read_back() -> None:
    def write(document: PdfDocument) -> None:
        document.paragraph("שלום עולם")
        document.paragraph("مرحبا بالعالم")
        document.table(["Name"], [["שלום"]])
        document.fact("Language", "עברית")

    text = text_of(written(write))
    assert "שלום" in text
    assert "עברית" in text
    assert REPLACEMENT not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Año, naïve, Œuvre, Łódź", "Año, naïve, Œuvre, Łódź"),
        ("An\u0303o", "Año"),  # composed, so that it is one sign
        ("Help 🙂!", f"Help {REPLACEMENT}!"),
        ("👩‍👧", REPLACEMENT * 2),  # the joiner between them has no shape
        ("中文", REPLACEMENT * 2),
        ("a\tb\u00a0c", "a b\u00a0c"),
        ("a\x00b\x1b[31m", "ab[31m"),
    ],
)
def test_what_the_typeface_lacks_is_seen_as_a_sign(text: str, shown: str) -> None:
    assert readable(text) == shown


@settings(max_examples=12)
@given(st.text(max_size=60))
def test_no_text_breaks_a_document(text: str) -> None:
    document = PdfDocument(text, MANIFEST, made_on=DAY)
    document.heading(text)
    document.paragraph(text)
    document.fact(text, text)
    document.table([text], [[text]])
    assert document.content().startswith(b"%PDF-")
