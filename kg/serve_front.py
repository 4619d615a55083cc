"""What stands before the SPARQL server: one address for endpoint, query page and HTML page.

The server behind would follow SERVICE clauses, and any web page that is open in a browser may send
questions to this machine; so questions that would change something or ask another server are turned away
here, and so are calls under another name than this machine's (DNS rebinding). Questions may use the prefixes
of the ontology without declaring them, as everywhere in kg. All else passes unchanged.
"""

from __future__ import annotations

from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

from kg.errors import QueryError
from kg.query import refuse, with_prefixes

HOST = "127.0.0.1"
PAGE = "/graph.html"
# The query page would ask prefix.cc for prefixes; nothing that is opened here may speak to anywhere else.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'"
)
_FORM = "application/x-www-form-urlencoded"
_LONGEST = 10 << 20  # bytes of a question
_PIECE = 1 << 16


class Front(ThreadingHTTPServer):
    """Listens on ``port`` (0: any) for the server on the port ``behind``; ``page`` is the HTML page,
    ``namespaces`` what questions need not declare."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        self.behind = 0
        self.page = b""
        self.namespaces: dict[str, str] = {}
        super().__init__((HOST, port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Front

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            self._say(411, "say how long the question is (Content-Length)")
        elif int(length) > _LONGEST:
            self._say(413, f"no question is longer than {_LONGEST >> 20} MB")
        else:
            self._answer(self.rfile.read(int(length)))

    def _answer(self, body: bytes) -> None:
        address = urlsplit(self.path)
        if self.headers.get("Host", "").partition(":")[0] not in (HOST, "localhost"):
            self._say(403, f"this is http://{HOST}:{self.server.server_port}/ and no other place")
        elif address.path == PAGE and self.command == "GET":
            self._send(200, "text/html; charset=utf-8", self.server.page)
        else:
            try:
                kind = self.headers.get("Content-Type", "")
                for question in _questions(address.query, kind, body):
                    refuse(question)
                path = address._replace(query=self._declared(address.query)).geturl()
                body = self._declared_body(kind, body)
            except QueryError as error:
                self._say(400, str(error))
            else:
                self._pass_on(path, body)

    def _declared(self, fields: str) -> str:
        """The fields of a form or an address, the question among them with its prefixes."""
        pairs = parse_qsl(fields, keep_blank_values=True)
        known = self.server.namespaces
        return urlencode([(k, with_prefixes(v, known) if k == "query" else v) for k, v in pairs])

    def _declared_body(self, kind: str, body: bytes) -> bytes:
        kind = kind.partition(";")[0].strip().lower()
        if kind == _FORM:
            return self._declared(body.decode("utf-8", errors="replace")).encode()
        if kind == "application/sparql-query":
            return with_prefixes(body.decode("utf-8", errors="replace"), self.server.namespaces).encode()
        return body

    def _pass_on(self, path: str, body: bytes) -> None:
        kept = {name: self.headers[name] for name in ("Accept", "Content-Type") if name in self.headers}
        behind = HTTPConnection(HOST, self.server.behind)
        try:
            behind.request(self.command, path, body or None, kept)
            answer = behind.getresponse()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.getheader("Content-Type", "text/plain"))
            self.send_header("Transfer-Encoding", "chunked")
            self.send_header("Content-Security-Policy", _POLICY)
            self.end_headers()
            while piece := answer.read(_PIECE):
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")
        except (OSError, HTTPException):  # either side is gone: the missing last piece tells the other
            self.close_connection = True
        finally:
            behind.close()

    def _say(self, status: int, text: str) -> None:
        self.close_connection |= status in (411, 413)  # a body that was not read must not be the next call
        self._send(status, "text/plain; charset=utf-8", f"{text}\n".encode())

    def _send(self, status: int, kind: str, content: bytes) -> None:
        with suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            if self.close_connection:
                self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal shows the addresses."""


def _questions(address: str, kind: str, body: bytes) -> list[str]:
    """Whatever the server could read as a question: parameters, the fields of a form, another body itself."""
    text = body.decode("utf-8", errors="replace")
    form = kind.partition(";")[0].strip().lower() == _FORM
    values = [value for _, value in parse_qsl(address) + (parse_qsl(text) if form else [])]
    return values if form else [text, *values]
