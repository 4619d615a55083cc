"""Everything that a person can cause to go wrong.

    KgError
    ├── SourceError      a document cannot be read             exit 1
    ├── OntologyError    a vocabulary, lexicon or shape file    exit 1
    ├── RuleError        a rule file                            exit 1
    ├── CurationError    a curation file                        exit 1
    ├── QueryError       a question that cannot be answered     exit 1
    ├── BuildError       nothing could be built or written      exit 1
    └── UsageError       the call itself                        exit 2

Each message is one line: the file, the place in it, what is wrong and what to do.
"""

from __future__ import annotations


class KgError(Exception):
    """Root of all errors that this package raises on purpose; ``exit_code`` is the command's.

    >>> try:
    ...     kg.load("no-such-file.ttl")
    ... except kg.KgError as problem:
    ...     print(problem)
    no-such-file.ttl: not found; build a graph first (kg build) or name another file
    """

    exit_code = 1


class SourceError(KgError):
    """A document is missing, empty, undecodable or of an unknown format."""


class OntologyError(KgError):
    """A Turtle file of ``ontology/`` does not say what it must."""


class RuleError(KgError):
    """A rule file has an unknown key, class or lexicon word, or a pattern that does not compile."""


class CurationError(KgError):
    """A curation file has an entry that cannot be understood."""


class QueryError(KgError):
    """A SPARQL query or a graph file cannot be used."""


class BuildError(KgError):
    """A build has no result, or its result cannot be written."""


class UsageError(KgError):
    """Arguments that contradict each other or name something unknown."""

    exit_code = 2
