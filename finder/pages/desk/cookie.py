"""The one cookie of this site: the session of a person at the desk. Visitors never get it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from finder.desk.people import SESSION_DAYS
from finder.pages.frame.origin import origin_of

__all__ = ["clear_session", "sent_session", "session_token", "set_session"]

_NAME = "desk"
# A browser takes a cookie of this name over TLS only, for this host alone and the whole of it: no
# other site under the same domain can put one in its place.
_HOST_NAME = f"__Host-{_NAME}"
_DAY_SECONDS = 86_400


def session_token(cookies: Mapping[str, str], *, secure: bool) -> str:
    """The token that a browser sent; empty where it sent none. secure: whether over TLS."""
    return cookies.get(_HOST_NAME if secure else _NAME, "")


def sent_session(request: Request) -> str:
    """The token of a request; empty where it has none."""
    return session_token(request.cookies, secure=_is_secure(request))


def set_session(request: Request, response: Response, token: str) -> None:
    """Give the browser its session."""
    _set(request, response, token, SESSION_DAYS * _DAY_SECONDS)


def clear_session(request: Request, response: Response) -> None:
    """Take it back."""
    _set(request, response, "", 0)


def _set(request: Request, response: Response, value: str, seconds: int) -> None:
    secure = _is_secure(request)
    response.set_cookie(
        _HOST_NAME if secure else _NAME,
        value,
        max_age=seconds,
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def _is_secure(request: Request) -> bool:
    return origin_of(request).startswith("https:")
