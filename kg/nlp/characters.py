"""A tokenizer that makes each character a token, so that offsets into the text are token indices.

A segmenter may swallow a name (华为公司 as one token hides 华为); characters cannot.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab


class _Orth(dict[str, int]):
    """Characters → their numbers in the vocabulary."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, character: str) -> int:
        self[character] = orth = self._vocab[character].orth
        return orth


class CharacterTokenizer:
    """``str`` in, ``Doc`` of one token a character out; ``doc.text`` is the input unchanged."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._orth = _Orth(vocab)

    def __call__(self, text: str) -> Doc:
        # by number, which spares a Doc the hashing of every character: four times as fast
        orth = list(map(self._orth.__getitem__, text))
        return Doc(self.vocab, words=orth, spaces=[False] * len(text))  # type: ignore[arg-type]

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
