"""Serving the site of a ledger on this machine."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING

from ondit.errors import OnditError
from ondit.web.guard import is_number, is_this_machine

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger

WAITING = 100
"""Connections that the system keeps waiting while the site answers others."""


IDLE = 75
"""Seconds that the line to a browser stays open while its reader reads."""


def serve(
    ledger: Ledger,
    *,
    host: str = "127.0.0.1",
    port: int = 8380,
    browser: bool = True,
    allow_private: bool = False,
    tell: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve the site until it is interrupted. `tell` is given its address; `browser` opens it.

    Where `host` is another than this machine's own, the address holds a key, and whoever has it may come in. A port of 0 is any that is
    free. OnditError where the port cannot be had.
    """
    import uvicorn

    from ondit.web.app import create_app

    key = None if _is_own(host) else secrets.token_urlsafe(24)
    listener = _listening(host, port)
    address = f"http://{_called(host)}:{listener.getsockname()[1]}/" + (f"?key={key}" if key else "")
    app = create_app(ledger, hosts=[host, socket.gethostname()], key=key, allow_private=allow_private)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="on", timeout_keep_alive=IDLE)
    tell(address)
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    uvicorn.Server(config).run(sockets=[listener])


def _is_own(host: str) -> bool:
    return host == "localhost" or is_this_machine(host)


def _called(host: str) -> str:
    """What a browser calls the host: 0.0.0.0 and :: stand for all names of the machine."""
    if host in ("0.0.0.0", "::"):
        return socket.gethostname()
    return f"[{host}]" if is_number(host) and ":" in host else host


def _listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on, so that a browser which comes early waits."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=WAITING)
    except OSError as error:
        raise OnditError(f"{host}:{port} cannot be served at: {error.strerror}; choose another with --port, or 0 for any") from error
