"""Whether a form was sent by a page of ours: another site's page must not press our buttons."""

from __future__ import annotations

from starlette.requests import Request

from finder.pages.frame.origin import origin_of

__all__ = ["FORM_POLICY", "is_foreign_form", "is_own_form"]

# With "no-referrer", as everywhere else, a browser sends `Origin: null` with the form. This sends
# the origin, and still nothing of the path, which holds the token.
FORM_POLICY = "strict-origin"


def is_own_form(request: Request) -> bool:
    """By what the browser says of where the form stood; without a word of it: no."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    # Older browsers, and all of them where the site is not on TLS.
    origin = request.headers.get("origin", "")
    return bool(origin) and origin == origin_of(request)


def is_foreign_form(request: Request) -> bool:
    """Whether the browser says that the form stood on a page of another site.

    Enough where the address of the form, or a proof in it, is known to nobody else.
    """
    return request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
