"""Hospital price files in every form, the same facts of each; fillers; real files."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.errors import SourceRefused
from finder.intake.prices.csv_charges import csv_charges
from finder.intake.prices.json_charges import json_head
from finder.intake.prices.reading import PriceFile, read_prices
from price_files import Item, as_json, as_tall, as_wide

IOP = Item(
    "Intensive Op Alcohol/Drug Treatment",
    [("CDM", "914H001501"), ("RC", "914"), ("HCPCS", "H0015")],
    gross=1758,
    cash=1200,
    payers=[("Aetna", "HMO", 900), ("Cigna", "PPO", 1100)],
)
DETOX = Item("Room Private Detox", [("CDM", "1"), ("RC", "0116")], gross=3225, cash=3225)
MENTAL = Item("Adult IOP - Mental Health", [("HCPCS", "S9480"), ("RC", "0905")], 1916, 1916)
BLOOD = Item("Withdrawal of arterial blood", [("HCPCS", "36600"), ("RC", "0300")], 524, 524)
ITEMS = [BLOOD, IOP, MENTAL, DETOX]
FORMS = {"tall.csv": as_tall, "wide.csv": as_wide, "charges.json": as_json}


def read(tmp_path: Path, content: bytes, name: str = "charges.csv") -> PriceFile:
    path = tmp_path / name
    path.write_bytes(content)
    return read_prices(str(path))


def facts(file: PriceFile) -> list[tuple[object, ...]]:
    found = [
        (p.care, p.code, p.description, p.cash, p.gross, p.unit, p.negotiated) for p in file.prices
    ]
    return sorted(found, key=repr)


@pytest.mark.parametrize("name", FORMS)
def test_a_file_of_any_form_gives_its_prices_and_says_what_it_left_out(
    name: str, tmp_path: Path
) -> None:
    file = read(tmp_path, FORMS[name](ITEMS), name)
    by_code = {price.code: price for price in file.prices}
    assert set(by_code) == {"H0015", "0116"}
    iop = by_code["H0015"]
    assert (iop.care, iop.unit, iop.cash, iop.gross) == ("iop", "day", 1200, 1758)
    assert iop.negotiated == (900, 1100, 2)
    assert by_code["0116"].care == "detox"
    assert file.left_out == {"a mental-health program": 1}
    assert file.hospital.name == "Rivanna Hospital"
    assert str(file.hospital.updated) == "2026-04-01"
    assert [place.name for place in file.hospital.locations][1] == "Rivanna Recovery Center"
    assert file.hospital.npi == ("1234567893", "1245319599")


def zipped(content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("charges.csv", content)
    return held.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + as_tall(ITEMS),
        as_tall(ITEMS, spaced=True),
        as_tall(ITEMS).replace(b"Rivanna Hospital", "Clínica Rivanna".encode("cp1252")),
        as_tall(ITEMS).replace(b"2026-04-01", b"4/1/2026"),
        as_tall(ITEMS).replace(b"\r\n", b"\n"),
        as_tall(ITEMS).rstrip(b"\r\n"),
        as_tall(ITEMS).replace(b"Room Private Detox", b'"Room Private\nDetox"'),
        gzip.compress(as_tall(ITEMS)),
        zipped(as_tall(ITEMS)),
    ],
    ids=["mark", "spaced", "windows", "date", "unix", "no end", "line in cell", "gz", "zip"],
)
def test_a_file_as_it_comes_is_the_same_file(content: bytes, tmp_path: Path) -> None:
    assert facts(read(tmp_path, content)) == facts(read(tmp_path, as_tall(ITEMS)))


amounts = st.one_of(st.none(), st.integers(200, 6000).map(float))
items = st.lists(
    st.builds(
        Item,
        st.sampled_from(["Alcohol IOP", "IOP per diem", "Room", "PHP substance", "Blood count"]),
        st.sampled_from(
            [
                [("HCPCS", "H0015")],
                [("RC", "0906")],
                [("RC", "126")],
                [("RC", "913"), ("HCPCS", "H2036")],
                [("RC", "913"), ("CDM", "77")],
                [("HCPCS", "36600")],
            ]
        ),
        amounts,
        amounts,
        st.just("outpatient"),
        st.lists(
            st.tuples(st.sampled_from(["Aetna", "Cigna"]), st.just("PPO"), st.integers(200, 900)),
            max_size=2,
            unique_by=lambda payer: payer[0],
        ),
    ),
    max_size=8,
    unique_by=lambda item: (item.description, tuple(item.codes), item.gross, item.cash),
)


@given(items)
def test_tall_wide_and_json_of_the_same_facts_give_the_same(listed: list[Item]) -> None:
    with TemporaryDirectory() as folder:
        read_of = [facts(read(Path(folder), form(listed), name)) for name, form in FORMS.items()]
    assert read_of[0] == read_of[1] == read_of[2]


@pytest.mark.parametrize("filler", [999999999, 0.01, 1.00, 2739849.3, 99999.99, 0])
def test_a_filler_never_comes_out_as_a_price(filler: float, tmp_path: Path) -> None:
    listed = [Item(IOP.description, IOP.codes, gross=1758, cash=filler)]
    (price,) = read(tmp_path, as_tall(listed)).prices
    assert (price.cash, price.gross) == (None, 1758)


def test_fillers_planted_at_random_never_come_out(tmp_path: Path) -> None:
    draw = random.Random(11)
    planted = [0.01, 1.0, 999999999.0, 9999.99, 2739849.3]
    listed = [
        Item(
            f"Alcohol IOP {number}",
            IOP.codes,
            gross=draw.choice([*planted, 400.0 + number]),
            cash=draw.choice([*planted, 300.0 + number]),
            payers=[("Aetna", "PPO", draw.choice([*planted, 200.0 + number]))],
        )
        for number in range(200)
    ]
    file = read(tmp_path, as_wide(listed))
    shown = {one for price in file.prices for one in (price.cash, price.gross, price.negotiated)}
    assert not shown & set(planted)
    assert not {end for one in shown if isinstance(one, tuple) for end in one[:2]} & set(planted)
    assert file.left_out["an amount that only fills a cell"] > 100


def test_one_amount_for_unrelated_services_is_the_price_of_none(tmp_path: Path) -> None:
    others = [Item(f"Service {n}", [("HCPCS", f"9{n:04}")], 777, 777) for n in range(12)]
    file = read(tmp_path, as_tall([*others, Item("Alcohol IOP", IOP.codes, 777, 777), DETOX]))
    assert [price.code for price in file.prices] == ["0116"]
    assert file.left_out["no amount in dollars"] == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"name,city\nAlder,Erie\n", "has not the head of a hospital's price file"),
        (b'{"a": 1}', "has not the head of a hospital's price file"),
        (b'{"hospital_name": "R", "standard_charge_information": [{"a', "is not whole JSON"),
        (zipped(b"")[:40], "cannot be read"),
        (gzip.compress(as_tall(ITEMS))[:200], "cannot be read"),
    ],
    # Named, since the packed ones hold the time: each worker must collect the same tests.
    ids=["table", "other JSON", "half JSON", "half zip", "half gzip"],
)
def test_what_is_no_price_file_is_refused_in_a_sentence(
    content: bytes, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceRefused, match=reason):
        read(tmp_path, content)


# Real files; named by hand


@pytest.fixture(scope="module")
def real(whole_data: Path) -> Path:
    return whole_data / "prices"


@pytest.mark.national
def test_emory_is_read_as_a_person_reads_it(real: Path) -> None:
    file = read_prices(str(real / "emory-university-hospital_standardcharges.csv"))
    assert sorted((p.code, p.care, p.cash, p.unit) for p in file.prices) == [
        ("0116", "detox", 3225, "day"),
        ("0126", "detox", 3198, "day"),
        ("H0015", "iop", 1758, "day"),
        ("H2036", "php", 880, "day"),
        ("S0201", "php", 2338, "day"),
    ]
    assert file.left_out == {
        "a mental-health program": 2,
        "a single session of therapy, not a program's price": 1,
    }


@pytest.mark.national
@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("rush-university_standardcharges.csv", []),
        ("md-anderson_standardcharges.csv", []),
        ("marthas-vineyard_standardcharges.csv", []),
        ("unc-hospitals_standardcharges.csv", ["H0010"]),
        ("dmc-harper_standardcharges.json", ["H0015"]),
        ("adventhealth-orlando_standardcharges.json", ["0126", "0906", "1002", "H0015"]),
    ],
)
def test_of_a_real_file_only_our_care_comes_out(name: str, codes: list[str], real: Path) -> None:
    assert sorted(price.code for price in read_prices(str(real / name)).attached) == codes


def test_the_official_examples_are_read(sample_data: Path) -> None:
    folder = sample_data / "prices" / "cms"
    read_files = [read_prices(str(path)) for path in sorted(folder.glob("*xample*"))]
    assert len(read_files) == 6
    assert {file.hospital.name for file in read_files} == {"West Mercy Hospital"}
    assert all(file.prices == () for file in read_files)


def test_a_damaged_price_file_is_refused_in_one_line(tmp_path: Path) -> None:
    """Found by `make fuzz`: the parser shows the bytes around a fault on lines of their own."""
    path = tmp_path / "charges.json"
    path.write_bytes(b'{"hospital_name": "Region \x00Health", "standard_charge_information": []}')
    with pytest.raises(SourceRefused) as refused, path.open("rb") as file:
        json_head(str(path), file)
    assert str(refused.value).isprintable()


def test_a_price_file_with_a_carriage_return_alone_is_refused(tmp_path: Path) -> None:
    """Found by `make fuzz`."""
    path = tmp_path / "charges.csv"
    path.write_bytes(b"hospital_name,x\na\rb,c\ndescription,y\n")
    with pytest.raises(SourceRefused) as refused, path.open("rb") as file:
        csv_charges(str(path), file)
    assert str(refused.value).isprintable()
