"""A built graph behind a SPARQL endpoint on this machine, with the page that shows it.

``oxigraph serve-read-only`` (package ``oxigraph``) answers SPARQL 1.1 Protocol at ``/query`` and has a query
page at ``/`` that works offline; this module loads the graph into a temporary store, starts the server,
serves the HTML page one port higher and takes everything down again. Only 127.0.0.1 is bound.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import FrameType

from kg.errors import QueryError, UsageError
from kg.store import graph_file

HOST = "127.0.0.1"
_PATIENCE = 30.0  # seconds until the server must have opened its port


def serve(graph: str | Path, port: int = 7878, say: Callable[[str], object] = print) -> None:
    """Serve the RDF file ``graph`` until interrupted (Ctrl-C, SIGTERM), read-only.

    The endpoint is on ``port``, the page on ``port + 1``; 0 lets the system choose both. ``say`` gets one
    line for each address. UsageError where a port is taken or ``oxigraph`` is missing, QueryError where
    the file cannot be read or the server stops by itself.
    """
    with ExitStack() as stack, suppress(KeyboardInterrupt):
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                stack.callback(signal.signal, getattr(signal, name), signal.getsignal(getattr(signal, name)))
                signal.signal(getattr(signal, name), _interrupt)
        server = stack.enter_context(endpoint(graph, port, say))
        while server.poll() is None:
            time.sleep(0.5)
        raise QueryError(f"the SPARQL server stopped by itself with exit code {server.returncode}")


@contextmanager
def endpoint(
    graph: str | Path, port: int = 7878, say: Callable[[str], object] = print
) -> Iterator[subprocess.Popen[bytes]]:
    """Both servers while the block runs; gives the process of the SPARQL server. Errors as ``serve``."""
    graph, program = graph_file(graph), _program()
    with ExitStack() as stack:
        page_server = stack.enter_context(_page_server(port + 1 if port else 0))
        port = _free(port)
        folder = stack.enter_context(
            tempfile.TemporaryDirectory(prefix="kg-serve-", ignore_cleanup_errors=True)
        )
        _load(program, graph, Path(folder) / "store")
        server = stack.enter_context(_running(program, Path(folder), port))
        say(f"SPARQL endpoint  http://{HOST}:{port}/query")
        say(f"query page       http://{HOST}:{port}/")
        page_server.page = _page(graph)
        Thread(target=page_server.serve_forever, daemon=True).start()
        stack.callback(page_server.shutdown)
        say(f"graph            http://{HOST}:{page_server.server_port}/")
        yield server


class _PageServer(ThreadingHTTPServer):
    """Serves one page from memory; no file of this machine can be asked for."""

    page = b""
    allow_reuse_address = True


class _PageHandler(BaseHTTPRequestHandler):
    server: _PageServer

    def do_GET(self) -> None:
        found = self.path.split("?")[0] in ("/", "/graph.html")
        content = self.server.page if found else b"not found\n"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8" if found else "text/plain")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal shows the addresses."""


@contextmanager
def _page_server(port: int) -> Iterator[_PageServer]:
    try:
        server = _PageServer((HOST, port), _PageHandler)
    except (OSError, OverflowError) as error:
        raise UsageError(_taken(port)) from error
    with server:
        yield server


def _free(port: int) -> int:
    """The port, or for 0 one that is free now."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise UsageError(_taken(port)) from error
        return int(probe.getsockname()[1])


def _taken(port: int) -> str:
    return f"port {port} on {HOST} is taken or may not be used; choose another with --port"


def _program() -> str:
    found = shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which("oxigraph")
    if found is None:
        raise UsageError("kg serve needs the oxigraph server; install it with: pip install 'kg[serve]'")
    return found


def _load(program: str, graph: Path, store: Path) -> None:
    """Load through the server's own program, so that both speak of the same storage format."""
    if not graph.is_file():
        raise QueryError(f"{graph}: not found; build a graph first (kg build) or name another file")
    done = subprocess.run(
        [program, "load", "--location", str(store), "--file", str(graph)],
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        reason = next((line for line in done.stderr.splitlines() if line.startswith("Error")), "not RDF")
        raise QueryError(f"{graph}: cannot be loaded: {reason.removeprefix('Error: ')}")


@contextmanager
def _running(program: str, folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The server, answering; stopped on leaving."""
    command = [program, "serve-read-only", "--location", str(folder / "store"), "--bind", f"{HOST}:{port}"]
    with (folder / "server.log").open("wb") as log:
        # in a group of its own, so that Ctrl-C reaches us and we stop it, not the two of us at once
        server = subprocess.Popen(
            [*command, "--union-default-graph"], stdout=log, stderr=log, start_new_session=True
        )
        try:
            _await_port(server, folder / "server.log", port)
            yield server
        finally:
            server.terminate()
            try:
                server.wait(timeout=5)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _await_port(server: subprocess.Popen[bytes], log: Path, port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            said = log.read_text(encoding="utf-8", errors="replace")
            if "in use" in said or "ermission" in said:
                raise UsageError(_taken(port))
            raise QueryError(f"the SPARQL server did not start: {said.strip().splitlines()[:1]}")
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.05)
    raise QueryError(f"the SPARQL server did not open port {port} within {_PATIENCE:.0f} seconds")


def _page(graph: Path) -> bytes:
    """The page that the build wrote beside the graph; made now where there is none."""
    beside = graph.with_suffix(".html")
    if beside.is_file():
        return beside.read_bytes()
    from io import BytesIO

    from kg.export import export

    page = BytesIO()
    export(graph, page, "html")
    return page.getvalue()


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
