"""A built graph behind a SPARQL endpoint on this machine, with the page that shows it.

``oxigraph serve-read-only`` (package ``oxigraph``) answers SPARQL 1.1 Protocol at ``/query`` and has a query
page at ``/`` that works offline. This module loads the graph into a temporary store, starts that server
behind ``kg.serve_front``, adds the HTML page and takes everything down again. Only 127.0.0.1 is bound.
"""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Thread
from types import FrameType

from kg.errors import QueryError, UsageError
from kg.ontology import DEFAULT_BASE, load_ontology
from kg.serve_front import HOST, PAGE, Front
from kg.store import graph_file

_PATIENCE = 30.0  # seconds until the server must have opened its port


def serve(graph: str | Path, port: int = 7878, say: Callable[[str], object] = print) -> None:
    """Serve the RDF file ``graph`` until interrupted (Ctrl-C, SIGTERM), read-only.

    A ``port`` of 0 lets the system choose. ``say`` gets one line for each address. UsageError where the
    port is taken or ``oxigraph`` is missing, QueryError where the file cannot be read or the server
    stops by itself.
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
    """The server while the block runs; gives its process. Errors as ``serve``."""
    graph, program = graph_file(graph), _program()
    with ExitStack() as stack:
        front = stack.enter_context(_front(port))
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-serve-"))
        _load(program, graph, Path(folder) / "store")
        front.page = _page(graph)
        front.namespaces = _namespaces(graph)
        front.behind = _free_port()
        server = stack.enter_context(_running(program, Path(folder), front.behind))
        Thread(target=front.serve_forever, daemon=True).start()
        stack.callback(front.shutdown)
        address = f"http://{HOST}:{front.server_port}"
        say(f"SPARQL endpoint  {address}/query")
        say(f"query page       {address}/")
        say(f"graph            {address}{PAGE}")
        yield server


@contextmanager
def _front(port: int) -> Iterator[Front]:
    try:
        front = Front(port)
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"port {port} on {HOST} is taken or may not be used; choose another with --port"
        ) from error
    with front:
        yield front


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


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
            reason = next((line for line in said.splitlines() if line.startswith("Error")), "it says nothing")
            raise QueryError(f"the SPARQL server did not start: {reason}")
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


def _namespaces(graph: Path) -> dict[str, str]:
    """The ontology's prefixes and, as ``id``, what the first lines of a Turtle file say of it."""
    with graph.open("rb") as file:
        said = re.search(rb"@prefix id: <([^>]*)>", file.read(1 << 14))
    return load_ontology().namespaces(said[1].decode() if said else DEFAULT_BASE)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
