"""Adding pages: what is pasted or dropped is read one after the other, while a page says how far that is."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ondit.errors import OnditError
from ondit.pages import Capture
from ondit.pages.limits import LARGEST_PAGE
from ondit.web.forms import posted, text_of
from ondit.web.rendering import render
from ondit.web.shelf import ledger_of

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger
    from ondit.ledger.records import Added

MOST_ADDRESSES = 1000
"""In one form."""
JOBS_KEPT = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """One page to be added: what it is called meanwhile, and an address or its bytes."""

    name: str
    source: str | Capture
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a page."""

    name: str
    added: Added | None = None
    error: str | None = None


@dataclass(slots=True)
class Job:
    """Pages that are added one after the other."""

    id: str
    total: int
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return len(self.outcomes) == self.total


class Jobs:
    """Whatever is being added, one job after the other, beside the answering of readers."""

    def __init__(self, ledger: Ledger, *, allow_private: bool) -> None:
        self.ledger, self.allow_private = ledger, allow_private
        self.known: dict[str, Job] = {}
        self.worker = ThreadPoolExecutor(1, "adding")

    def begin(self, wanted: list[Wanted]) -> Job:
        """A job for these pages, which are from now on waiting or being read."""
        job = Job(secrets.token_hex(8), len(wanted))
        self.known[job.id] = job
        for old in list(self.known)[:-JOBS_KEPT]:
            del self.known[old]
        for page in wanted:
            self.worker.submit(self._add, job, page)
        return job

    def _add(self, job: Job, wanted: Wanted) -> None:
        try:
            added = self.ledger.add(wanted.source, published=wanted.published, allow_private=self.allow_private)
            job.outcomes.append(Outcome(wanted.name, added))
        except OnditError as error:
            job.outcomes.append(Outcome(wanted.name, error=str(error)))
        except Exception as error:  # a fault of ours on one page must not cost anybody the others
            job.outcomes.append(Outcome(wanted.name, error=f"ondit itself failed ({type(error).__name__}: {error}); please report it"))

    def close(self) -> None:
        """Forget what waits; what is being read is finished first."""
        self.worker.shutdown(cancel_futures=True)


def form(request: Request) -> Response:
    """Where pages are added, and what could not be."""
    return render(request, "add.html", failures=list(ledger_of(request).failures())[-50:], wrong=None)


@posted
def add(request: Request, form: FormData) -> Response:
    """Begin a job for what the form holds."""
    wanted = [*_addresses(form), *_texts(form), *_files(form)]
    if not wanted:
        return render(request, "add.html", 400, failures=[], wrong="Nothing was given: paste addresses or a text, or choose files.")
    if len(wanted) > MOST_ADDRESSES:
        raise HTTPException(413, f"That is more than {MOST_ADDRESSES} pages at once. Add them in parts, or with ondit add.")
    job = request.app.state.jobs.begin(wanted)
    return RedirectResponse(f"/jobs/{job.id}", 303)


def _addresses(form: FormData) -> Iterator[Wanted]:
    """One a line. What is no address is given on as content, so that it can never be taken for a file of this machine."""
    for line in text_of(form, "addresses").splitlines():
        if address := line.strip():
            is_address = address.lower().startswith(("http://", "https://"))
            yield Wanted(address, address if is_address else f"https://{address}")


def _texts(form: FormData) -> Iterator[Wanted]:
    if text := text_of(form, "text"):
        name = " ".join(text.split())[:60]
        source = Capture(text.encode("utf-8", "replace"), f"the pasted text “{name}”", "utf-8", url=text_of(form, "url") or None)
        yield Wanted(name, source, text_of(form, "published") or None)


def _files(form: FormData) -> Iterator[Wanted]:
    """Of a file's name only the last part counts, and it is never looked up on this machine."""
    for upload in form.getlist("files"):
        if isinstance(upload, UploadFile) and upload.filename:
            name = PurePosixPath(PureWindowsPath(upload.filename).name).name or "a file"
            yield Wanted(name, Capture(upload.file.read(), f"the uploaded file “{name}”"))


def job(request: Request) -> Response:
    """How far a job is."""
    known: Job | None = request.app.state.jobs.known.get(request.path_params["id"])
    if known is None:
        raise HTTPException(404, "This job is not known any more. What was added is among the pages.")
    return render(request, "job.html", job=known)


ROUTES = [
    Route("/add", form, methods=["GET"]),
    Route("/add", add, methods=["POST"], max_body_size=LARGEST_PAGE * 2),
    Route("/jobs/{id}", job),
]
