"""Who may send files to Streamlit's upload address: nobody, but a page of a team that asks for one.

Streamlit keeps what is sent for as long as the session lasts, from anybody. So a page that draws an
upload field opens the address for its own session, and closes it when it has the file.
"""

from __future__ import annotations

from functools import cache
from threading import Lock

from finder import limits

__all__ = ["Uploads", "uploads"]


class Uploads:
    """The sessions that may send files, and how many bytes each has sent."""

    def __init__(self) -> None:
        self._sent: dict[str, int] = {}
        self._lock = Lock()

    def open_for(self, session: str) -> None:
        """Let a session send files; where many may already, the first of them may no longer."""
        with self._lock:
            self._sent.setdefault(session, 0)
            while len(self._sent) > limits.UPLOADS_OPEN:
                del self._sent[next(iter(self._sent))]

    def close_for(self, session: str) -> None:
        """Let it send no more; called when the page has its file, or the session has ended."""
        with self._lock:
            self._sent.pop(session, None)

    def takes(self, session: str, size: int) -> bool:
        """Whether a file of so many bytes is taken from a session; if so, it is counted."""
        with self._lock:
            sent = self._sent.get(session)
            if sent is None or size > limits.UPLOAD_BYTES or sent + size > limits.UPLOADS_BYTES:
                return False
            self._sent[session] = sent + size
            return True


@cache
def uploads() -> Uploads:
    """Those of this process."""
    return Uploads()
