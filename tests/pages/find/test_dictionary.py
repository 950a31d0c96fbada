"""Answers of /parts that leave out what the browser has already (RFC 9842)."""

from __future__ import annotations

import json

import pytest
import zstandard
from starlette.testclient import TestClient
from test_parts import client_of

from finder.directory import Directory
from finder.pages.find.dictionary import Dictionaries, Dictionary

ASKED = {"link": "near=22903&within=50", "moves": [{"key": "care", "text": "iop"}]}
TAKES = "gzip, deflate, br, zstd, dcb, dcz"


@pytest.fixture(scope="module")
def client(demonstration: Directory) -> TestClient:
    return client_of(demonstration)


def raw(client: TestClient, headers: dict[str, str]) -> tuple[str, bytes]:
    """The coding of an answer, and its bytes as they came."""
    with client.stream("POST", "/parts", json=ASKED, headers=headers) as answer:
        coding = answer.headers.get("content-encoding", "")
        return coding, b"".join(answer.iter_raw())


def inflated(content: bytes, dictionary: bytes) -> bytes:
    """What a browser makes of it: the frame behind eight bytes and the hash."""
    shared = zstandard.ZstdCompressionDict(dictionary, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    return zstandard.ZstdDecompressor(dict_data=shared).decompress(content[40:])


def test_who_has_the_dictionary_gets_the_same_answer_in_half_the_bytes(client: TestClient) -> None:
    dictionary = client.get("/parts/dictionary?hl=en").content
    name = Dictionary.of(dictionary).name
    coding, content = raw(client, {"Accept-Encoding": TAKES, "Available-Dictionary": name})
    assert coding == "dcz"
    assert content[:8] == bytes.fromhex("5e2a4d1820000000")
    assert content[8:40] == Dictionary.of(dictionary).digest
    plain = client.post("/parts", json=ASKED).json()
    assert json.loads(inflated(content, dictionary)) == plain
    _br, otherwise = raw(client, {"Accept-Encoding": "br"})
    assert len(content) < 0.75 * len(otherwise)


@pytest.mark.parametrize(
    ("accepts", "name"),
    [
        (TAKES, Dictionary.of(b"another snapshot's").name),
        (TAKES, "nonsense"),
        (TAKES, ""),
        ("gzip, br", None),
    ],
)
def test_who_has_it_not_is_answered_as_ever(
    client: TestClient, accepts: str, name: str | None
) -> None:
    own = Dictionary.of(client.get("/parts/dictionary?hl=en").content).name
    headers = {"Accept-Encoding": accepts, "Available-Dictionary": own if name is None else name}
    assert raw(client, headers)[0] == "br"


def test_each_language_has_its_own(client: TestClient) -> None:
    english, spanish = (client.get(f"/parts/dictionary?hl={code}").content for code in ("en", "es"))
    assert english != spanish
    headers = {"Accept-Encoding": TAKES, "Available-Dictionary": Dictionary.of(spanish).name}
    assert raw(client, headers)[0] == "br"
    body = {**ASKED, "link": "near=22903&within=50&hl=es"}
    with client.stream("POST", "/parts", json=body, headers=headers) as answer:
        assert answer.headers["content-encoding"] == "dcz"


def test_it_says_for_which_answers_it_is_and_may_be_kept_a_day(demonstration: Directory) -> None:
    for base, path in (("", "/parts"), ("care", "/care/parts")):
        answer = client_of(demonstration, base).get(f"{path}/dictionary?hl=en&v=any")
        assert answer.headers["use-as-dictionary"] == f'match="{path}"'
        assert answer.headers["cache-control"] == "public, max-age=86400"


def test_it_holds_nothing_of_who_asks(client: TestClient) -> None:
    before = client.get("/parts/dictionary?hl=en").content
    raw(client, {"Accept-Encoding": "br"})
    assert client.get("/parts/dictionary?hl=en&near=99501").content == before


def test_only_a_few_are_kept() -> None:
    kept = Dictionaries()
    for number in range(30):
        kept.of(f"snapshot {number}", "en", lambda: b"words")
    assert len(kept._kept) == 8
    again = kept.of("snapshot 29", "en", lambda: pytest.fail("it is made again"))
    assert again.content == b"words"
