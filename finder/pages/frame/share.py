"""Ways to pass a link on: copy it, the device's own sheet, a mail, a message, a QR code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

import segno
from segno.encoder import DataOverflowError

from finder.locale import _

__all__ = ["Shared", "qr_of", "shared"]


@dataclass(frozen=True)
class Shared:
    """A link to pass on. mail, sms: links that open the visitor's own program, text filled in.

    qr: its code as SVG, empty where the link is too long for one.
    """

    url: str
    title: str
    text: str
    mail: str
    sms: str
    qr: str


def shared(url: str, title: str, text: str) -> Shared:
    """The ways to pass on `url`. title: of the mail. text: one short sentence before the link."""
    body = f"{text} {url}"
    subject = quote(title, safe="")
    return Shared(
        url=url,
        title=title,
        text=text,
        mail=f"mailto:?subject={subject}&body={quote(body, safe='')}",
        # Both signs: iOS reads `&body=`, all others `?body=` (RFC 5724).
        sms=f"sms:?&body={quote(body, safe='')}",
        qr=_drawn(url, _("QR code of this link")),
    )


def qr_of(url: str) -> segno.QRCode | None:
    """The QR code of a link; None where it is longer than a code holds."""
    try:
        return segno.make_qr(url, error="m")
    except DataOverflowError:
        return None


@lru_cache(maxsize=64)
def _drawn(url: str, title: str) -> str:
    """Black on white in any theme: a camera needs the contrast, and the quiet edge around it."""
    code = qr_of(url)
    if code is None:
        return ""
    drawing: str = code.svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None,
        title=title,
    )  # fmt: skip
    return drawing.replace("<svg", '<svg role="img"', 1)
