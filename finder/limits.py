"""What nobody may go beyond: each bound of this process, in one place.

docs/deployment.md has the same figures in a table, with what happens beyond each; a test holds the
two together. Bytes and seconds, where a name says nothing else.
"""

from __future__ import annotations

__all__ = [
    "ANSWERED_AT_ONCE",
    "BODY_BYTES",
    "CONNECTIONS",
    "END_SECONDS",
    "GEOCODER_SECONDS",
    "GEOCODER_WAITING",
    "HEADER_BYTES",
    "LINK_BYTES",
    "MESSAGE_BYTES",
    "MOVES",
    "PAGE_THREADS",
    "REQUEST_SECONDS",
    "ROUTER_PLACES",
    "ROUTER_SECONDS",
    "SESSIONS",
    "STALLED_SECONDS",
    "SWITCH_SECONDS",
    "UPLOADS_BYTES",
    "UPLOADS_OPEN",
    "UPLOAD_BYTES",
]

# A link as people share it has some hundred bytes; one with a long shortlist two thousand.
LINK_BYTES = 8_192
# h11's own bound on a request's line and headers together, where they come piece by piece.
HEADER_BYTES = 16_384
# Twenty choices with their links have some ten thousand.
BODY_BYTES = 65_536
# What a page has chosen and not yet had answered (POST /parts).
MOVES = 20

# Requests that are being answered; health and the websocket aside.
ANSWERED_AT_ONCE = 200
# Python runs one thread at a time: more of them only wait for each other, and let the event loop
# wait with them.
PAGE_THREADS = 8
SWITCH_SECONDS = 0.001
CONNECTIONS = 2_000
# From its first byte, or the connection's beginning, a request has so long to be whole.
REQUEST_SECONDS = 10.0
# A client that has not read a byte of what waits for it for so long is cut off.
STALLED_SECONDS = 30.0
# From SIGTERM until the process is gone, whoever is still there.
END_SECONDS = 10.0

# Open websockets: 0.05 to 0.2 MB each.
SESSIONS = 500
# One message of a browser to its session; ours have some hundred bytes.
MESSAGE_BYTES = 1_000_000

GEOCODER_WAITING = 5
GEOCODER_SECONDS = 5.0

# Asked about the cards of one page; the page waits so long for it.
ROUTER_PLACES = 25
ROUTER_SECONDS = 1.5

# For pages of a team only (finder/pages/nowhere/uploads.py): a file, all files that a session has
# sent, and how many sessions may send any.
UPLOAD_BYTES = 5_000_000
UPLOADS_BYTES = 10_000_000
UPLOADS_OPEN = 16
