"""Links as they arrive: decorated by networks that count visitors, re-encoded by mail programs.

A link that was shared comes back with keys that no one here asked for, and one that was mailed with
its separators, signs and end changed. Pages read it as it was meant; the API and the command line,
which scripts write for, stay strict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from finder.criteria import registry

__all__ = ["is_decoration", "mended", "without_end"]

Pair = tuple[str, str]

# Keys that networks, mail senders and analytics add to a link; none of them asks for anything.
_DECORATIONS = """
    fbclid fb_action_ids fb_action_types fb_ref fb_source mibextid igsh igshid sfnsn gclid
    gclsrc gbraid wbraid dclid gad_source gad_campaignid srsltid _ga _gl usqp ved msclkid cvid
    ocid twclid s_src ref_src ref_url ttclid _r _t sccid epik li_fat_id trk yclid ysclid
    _openstat rdt_cid share_id rb_clickid wickedid irclickid irgwc mc_cid mc_eid mc_tc mkt_tok
    vero_id vero_conv oly_anon_id oly_enc_id ck_subscriber_id sfmc_id sfmc_sub bsft_clkid
    bsft_eid _kx _ke dm_i ml_subscriber ml_subscriber_hash hsctatracking _hsenc _hsmi __hssc
    __hstc __hsfp s_cid s_kwcid cmpid ncid guccounter guce_referrer guce_referrer_sig
    _branch_match_id _branch_referrer spm _x_tr_sl _x_tr_tl _x_tr_hl _x_tr_pto _x_tr_hist amp
    amp_js_v outputtype __twitter_impression
"""
_decorations = frozenset(_DECORATIONS.split())
_DECORATED_FAMILIES = ("utm_", "hsa_", "pk_", "mtm_", "matomo_", "piwik_", "at_", "stm_", "_hs")

_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_BEFORE_A_KEY = re.compile(r"^(?:\?|&|amp;)+")
_NEXT_KEY = re.compile(r"&(?:amp;)*(?=[A-Za-z_.]+=)")
# What a sentence, a bracket or a quotation around a link leaves at its end.
_END = ".,;:!?)]}>'\"*_»”’…"
_START = "<([{'\"«“‘"
# Marks that cannot be seen: breaks of a line, a soft hyphen, a space without width.
_UNSEEN = re.compile("[\r\n\t\u00ad\u200b\u200c\u200d\u2060\ufeff]")
# Quoted-printable, undone too late, leaves the code of the sign "=".
_LEFT_BY_MAIL = re.compile(r"^(?:=?3D)+", re.IGNORECASE)
_MOST_ENCODINGS = 4
_ID = "id"


def is_decoration(key: str) -> bool:
    """Whether a key was added to a link on its way, and asks for nothing."""
    plain = key.strip().lower()
    return plain in _decorations or plain.startswith(_DECORATED_FAMILIES)


def mended(pairs: Iterable[Pair]) -> list[Pair]:
    """The keys and texts that a link was written with.

    A text is changed only where it is not understood as it stands, and understood when mended: so
    what is wrong is still told, in the visitor's own words.
    """
    separated = [one for given in pairs for one in _separated(given)]
    return [(key, _mended_text(key, text)) for key, text in separated if not is_decoration(key)]


def without_end(text: str) -> str:
    """A text without the signs that writing around a link has left at its end."""
    return text.rstrip(_END)


def _separated(pair: Pair) -> Iterator[Pair]:
    """One key and text, or several that were written into one: `near=22903%26care%3Diop`."""
    key, text = _decoded(pair[0]), _decoded(pair[1])
    if not text and "=" in key:
        key, _equals, text = key.partition("=")
    first, *others = _NEXT_KEY.split(text)
    yield _BEFORE_A_KEY.sub("", key), first
    for other in others:
        other_key, _equals, other_text = other.partition("=")
        yield _BEFORE_A_KEY.sub("", other_key), other_text


def _decoded(text: str) -> str:
    """A text that was encoded more than once: no key and no value of ours has a percent sign."""
    for _time in range(_MOST_ENCODINGS):
        if not _ENCODED.search(text):
            break
        text = unquote(text, errors="replace")
    return text


def _mended_text(key: str, text: str) -> str:
    plain = key.strip().lower()
    better = _UNSEEN.sub("", text)
    better = without_end(_LEFT_BY_MAIL.sub("", better.strip()).lstrip(_START)).replace("+", " ")
    if better == text or not better.strip():
        return text
    if plain == _ID:
        return better
    if not registry.is_declared(plain):
        return text
    criterion = registry.criterion(plain)
    is_worse = not criterion.read([text]).problems or criterion.read([better]).problems
    return text if is_worse else better
