"""A proof that a form was opened before it is sent: signed, of one place, good for two hours.

Any server of the database accepts what another signed: the key is the database's. Nothing of the
one who opened the form is in it: a time, a random text and a signature.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select

from finder.desk import schema
from finder.desk.database import Desk

__all__ = ["PROOF_HOURS", "key_of", "proof_holds", "proof_of"]

PROOF_HOURS = 2
_NAME = "forms"
_KEY_BYTES = 32
_LONGEST = 160


def key_of(desk: Desk) -> bytes:
    """The key of a database; made when it is first asked for. Raises DeskAway."""
    asked = select(schema.secrets.c.value).where(schema.secrets.c.name == _NAME)
    known = desk.reading(lambda connection: connection.scalar(asked))
    if known is not None:
        return bytes.fromhex(known)

    def work(connection: Connection) -> str:
        # Who saves is alone: another server may have made it meanwhile.
        made = connection.scalar(asked)
        if made is None:
            made = secrets.token_hex(_KEY_BYTES)
            connection.execute(insert(schema.secrets).values(name=_NAME, value=made))
        return str(made)

    return bytes.fromhex(desk.saving(work))


def proof_of(key: bytes, place: str, at: datetime) -> str:
    """A new proof that the form of a place is open at a moment."""
    opened = f"{int(at.timestamp())}.{secrets.token_hex(8)}"
    return f"{opened}.{_signed(key, place, opened)}"


def proof_holds(key: bytes, place: str, proof: str, at: datetime) -> bool:
    """Whether it was signed with this key for this place, not too long ago."""
    opened, _dot, signature = proof.rpartition(".")
    seconds = opened.partition(".")[0]
    if len(proof) > _LONGEST or not proof.isascii() or not seconds.isdigit():
        return False
    if not hmac.compare_digest(signature, _signed(key, place, opened)):
        return False
    age = at.timestamp() - int(seconds)
    # A minute ahead: the clocks of two servers differ.
    return -60 <= age <= timedelta(hours=PROOF_HOURS).total_seconds()


def _signed(key: bytes, place: str, opened: str) -> str:
    return hmac.new(key, f"{place} {opened}".encode(), hashlib.sha256).hexdigest()
