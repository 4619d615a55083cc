"""Questions in SPARQL: named, in a file, as text; asked of any RDF file; answered by Oxigraph.

Questions only read: updates are refused, and so are SERVICE clauses, which would send parts of the graph to
wherever the text of the question says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import QueryError, UsageError
from kg.ontology import load_ontology

if TYPE_CHECKING:
    import pyoxigraph as ox

    Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

# Strings, IRIs and comments first, so that only what is left as a bare word can be a keyword (SPARQL 1.1,
# section 19.8); a local name may hold escapes such as \#.
_TOKEN = re.compile(
    r"""
    "{3}(?:(?:"|"")?(?:[^"\\]|\\.))*"{3} | '{3}(?:(?:'|'')?(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | <[^<>"{}|^`\\\x00-\x20]*> | \#[^\n\r]* | @[A-Za-z-]+
    | [?$]\w+ | [\w.-]*:(?:[\w:.%-]|\\.)*
    | (?P<word>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)
_READING = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")
_WRITING = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")


@dataclass(frozen=True, slots=True)
class Question:
    """A shipped question: its name, what it asks in both languages, its SPARQL."""

    name: str
    en: str
    zh: str
    text: str


def questions(folder: Path | None = None) -> list[Question]:
    """The questions in ``folder`` (by default the shipped ``ontology/queries``), by name."""
    folder = folder if folder is not None else load_ontology().folder / "queries"
    return [_question(path) for path in sorted(folder.glob("*.rq"))]


def _question(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    said = dict(re.findall(r"^# (en|zh): (.+)$", text, re.MULTILINE))
    return Question(path.stem, said.get("en", ""), said.get("zh", ""), text)


def find_question(given: str) -> str:
    """The SPARQL that ``given`` stands for: ``-`` standard input, the text itself, a file, a shipped name.

    UsageError for a name that is none of these, QueryError for a file that cannot be read.
    """
    if given == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    if re.search(r"[{\s]", given.strip()):
        return given
    named = {question.name: question.text for question in questions()}
    if given in named:
        return named[given]
    path = Path(given)
    if path.suffix in (".rq", ".sparql") or path.is_file():
        try:
            return path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "is not UTF-8 text"
            raise QueryError(f"{path}: {reason}; name a file with a SPARQL query") from error
    near = get_close_matches(given, named, n=3, cutoff=0.4)
    hint = f"near: {', '.join(near)}" if near else "--list shows the named ones"
    raise UsageError(f"{given}: neither a named question nor a file; {hint}")


def refuse(text: str) -> None:
    """Raise QueryError for an update or a federated query."""
    words = list(_words(text))
    if "SERVICE" in words:
        raise QueryError("SERVICE is refused: questions are answered from the file alone")
    first = next((word for word in words if word in _READING + _WRITING), "")
    if first in _WRITING:
        raise QueryError(f"{first} is refused: a question reads and changes nothing")


def _words(text: str) -> Iterator[str]:
    for token in _TOKEN.finditer(text):
        if token["word"]:
            yield token["word"].upper()


def ask(text: str, store: ox.Store, namespaces: dict[str, str]) -> Result:
    """What Oxigraph answers. Prefixes in ``namespaces`` need no PREFIX line.

    QueryError, in one line with line and column, for a text that is no SPARQL query, that asks for an
    update or for another server, or whose evaluation fails.
    """
    refuse(text)
    try:
        return store.query(text, prefixes=namespaces)
    except SyntaxError as error:
        mistake = _mistake(str(error.msg), text, namespaces)
        raise QueryError(f"the question is not SPARQL: {mistake}") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the question cannot be answered: {_brief(str(error))}") from error


def with_prefixes(text: str, namespaces: Mapping[str, str]) -> str:
    """The question with PREFIX lines for ``namespaces``, for who answers it does not know them.

    QueryError as ``ask``, with the place in ``text`` itself."""
    import pyoxigraph as ox

    ask(text, ox.Store(), dict(namespaces))  # what cannot be asked of nothing cannot be asked
    return "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in namespaces.items()) + text


def _mistake(message: str, text: str, namespaces: Mapping[str, str]) -> str:
    """The parser's place with the words that stand there, and what it says in words.

    Its list of what could have stood there is left out: it names characters, keywords only in part, and
    it may count its place from the end of a keyword that was tried."""
    place, _, expected = _brief(message).partition(": expected ")
    at = re.fullmatch(r"error at (\d+):(\d+)", place)
    if not at:
        return _brief(message)
    lines = text.split("\n")
    offset = sum(len(line) + 1 for line in lines[: int(at[1]) - 1]) + int(at[2]) - 1
    if "Prefix not found" in expected and (name := re.search(r"([\w.-]*):[^:\s]*$", text[:offset])):
        return (
            f"{place}: the prefix {name[1]}: is not declared; put PREFIX {name[1]}: <…> first, or use one of "
            + ", ".join(sorted(namespaces))
        )
    near = " ".join(text[max(0, offset - 20) : offset + 15].split())
    said = re.search(r"[A-Z]\w+(?: [\w*?']+){2,}", expected)
    ends = ", where the text ends" if not text[offset:].strip() else ""
    return f"{place}, near “{near}”{ends}: {said[0] if said else 'something is missing or misspelt'}"


def _brief(message: str) -> str:
    return " ".join(message.split())
