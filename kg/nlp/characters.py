"""A tokenizer that makes each character a token, so that offsets into the text are token indices.

A segmenter may swallow a name (华为公司 as one token hides 华为); characters cannot.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab


class CharacterTokenizer:
    """``str`` in, ``Doc`` of one token a character out; ``doc.text`` is the input unchanged."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._met = np.zeros(sys.maxunicode + 1, bool)  # by code point
        self._orth: Any = np.zeros(sys.maxunicode + 1, object)  # of those met

    def __call__(self, text: str) -> Doc:
        # by number, which spares a Doc the hashing of every character: six times as fast
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        met = self._met[codes]
        if not met.all():
            for code in np.unique(codes[~met]).tolist():
                self._orth[code], self._met[code] = self.vocab[chr(code)].orth, True
        return Doc(self.vocab, words=self._orth[codes].tolist(), spaces=[False] * len(text))

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing to keep."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> CharacterTokenizer:
        """Nothing to restore."""
        return self

    def to_disk(self, path: str | Path, **kwargs: Any) -> None:
        """Nothing to keep."""

    def from_disk(self, path: str | Path, **kwargs: Any) -> CharacterTokenizer:
        """Nothing to restore."""
        return self


@registry.tokenizers("workreport_characters")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Any:
    """The factory that a pipeline's configuration names."""

    def create(nlp: Language) -> CharacterTokenizer:
        return CharacterTokenizer(nlp.vocab)

    return create
