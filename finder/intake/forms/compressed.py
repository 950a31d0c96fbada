"""A file packed by itself (.gz), with a guard against one that would fill the memory."""

from __future__ import annotations

import zlib

from finder.intake.files.not_a_table import NotATable
from finder.locale import _

__all__ = ["GZIP", "unpacked"]

GZIP = b"\x1f\x8b"
_MOST_BYTES = 1 << 30
_MOST_RATIO = 200
_SMALL = 1 << 20
_GZIP_WINDOW = 31


def unpacked(data: bytes) -> bytes:
    """The bytes in a gzip file, all its members. Raises NotATable."""
    whole = bytearray()
    most = min(_MOST_BYTES, max(_SMALL, _MOST_RATIO * len(data)))
    rest = data
    try:
        while rest.startswith(GZIP):
            member = zlib.decompressobj(_GZIP_WINDOW)
            whole += member.decompress(rest, most - len(whole) + 1)
            if len(whole) > most:
                raise NotATable(_("is packed far more tightly than any table (a zip bomb)"))
            if not member.eof:
                raise NotATable(_("is compressed and cut off; download it again"))
            rest = member.unused_data
    except zlib.error as error:
        raise NotATable(_("is compressed and damaged; download it again")) from error
    return bytes(whole)
