"""What most answers of /parts have in common, fetched once so that it need not be sent each time.

    GET /parts/dictionary?hl=en&v=SNAPSHOT

Compression Dictionary Transport (RFC 9842): a browser that has fetched it says so with each request
by its SHA-256, and takes an answer that leaves out what stands in it. The dictionary is the answer
to one fixed search, the same for every visitor; an answer shrinks to half of what it is otherwise.
Who does not know of it is answered as ever.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

import zstandard
from starlette.requests import Request

from finder.pages.frame.compressing import taken_codings

__all__ = ["CODING", "Dictionaries", "Dictionary", "takes"]

CODING = "dcz"
# RFC 9842, section 2.2: what stands before the frame, followed by the hash of the dictionary.
_MAGIC = bytes.fromhex("5e2a4d1820000000")
# Above this, more bytes are hardly saved, and the time is five times as long.
_LEVEL = 9
# Reaches from the end of the largest answer to the beginning of its dictionary.
_WINDOW_LOG = 19
_MOST_KEPT = 8


@dataclass(frozen=True)
class Dictionary:
    """A dictionary, and its name in a request: the SHA-256 as a structured field of bytes."""

    content: bytes
    digest: bytes

    @classmethod
    def of(cls, content: bytes) -> Dictionary:
        """The dictionary of a content."""
        return cls(content, hashlib.sha256(content).digest())

    @property
    def name(self) -> str:
        """As `Available-Dictionary` says it: `:base64:`."""
        return f":{base64.b64encode(self.digest).decode()}:"

    def compressed(self, answer: bytes) -> bytes:
        """An answer in the coding `dcz`."""
        shared = zstandard.ZstdCompressionDict(
            self.content, dict_type=zstandard.DICT_TYPE_RAWCONTENT
        )
        parameters = zstandard.ZstdCompressionParameters.from_level(
            _LEVEL, dict_size=len(self.content), window_log=_WINDOW_LOG
        )
        compressor = zstandard.ZstdCompressor(dict_data=shared, compression_params=parameters)
        return _MAGIC + self.digest + compressor.compress(answer)


@dataclass
class Dictionaries:
    """Those of the snapshots and languages that were asked for last."""

    _kept: dict[tuple[str, str], Dictionary] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, snapshot: str, language: str, make: Callable[[], bytes]) -> Dictionary:
        """The dictionary of a snapshot in a language; made only if it is not kept."""
        key = snapshot, language
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        made = Dictionary.of(make())
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        return made


def takes(request: Request, dictionary: Dictionary) -> bool:
    """Whether who asks has this dictionary, and takes answers that were made with it."""
    return (
        CODING in taken_codings(request.headers.get("accept-encoding", ""))
        and request.headers.get("available-dictionary", "").strip() == dictionary.name
    )
