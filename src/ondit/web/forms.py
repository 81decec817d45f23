"""What people send: only from our own pages, and only so much."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

LONGEST_FIELD = 12_000_000
"""Bytes of a field: the longest text that is read, in any script."""
MOST_FILES = 500
"""In one form."""


def posted(handler: Callable[[Request, FormData], Response]) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that gives the form to the handler, once it is clear that a page of ours sent it."""

    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=MOST_FILES, max_part_size=LONGEST_FIELD) as form:
            if not hmac.compare_digest(text_of(form, "csrf").encode(), request.state.csrf.encode()):
                raise HTTPException(
                    403, "This form was not sent from a page of this site, or from before it was started. Open the page anew."
                )
            return await run_in_threadpool(handler, request, form)

    return endpoint


def text_of(form: FormData, name: str) -> str:
    """What stands in a field of the form, without white space around it."""
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def back_to(form: FormData, otherwise: str) -> RedirectResponse:
    """To the page of ours that the form names."""
    asked = text_of(form, "back")
    ours = asked.startswith("/") and not asked.startswith(("//", "/\\")) and asked.isprintable()
    return RedirectResponse(asked if ours else otherwise, 303)
