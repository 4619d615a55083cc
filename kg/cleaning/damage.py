"""Places that no rule could mend with certainty: kept as they stand, and named."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PINYIN = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}"
_KINDS = (
    (re.compile("\ufffd[\ufffd0-9.%]*"), "lost characters"),
    (re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]+"), "private-use character"),
    (re.compile("(?:锟斤拷|锟斤|烫烫烫|屯屯屯)[锟斤拷烫屯]*"), "text destroyed by decoding twice"),
    (re.compile(rf"(?<=[\u3400-\u9fff])\?{_PINYIN}\)"), "bytes lost to injected pinyin"),
    (re.compile(r"(?<=[\u3400-\u9fff0-9])\?{2,}(?=[\u3400-\u9fff0-9])"), "characters replaced by ?"),
    (
        re.compile("[À-ÖØ-öø-ÿ][\u0080-\u00bf€‚-™]+(?:[À-ÿ]?[\u0080-\u00bf€‚-™ƒ])*"),
        "decoded as a Western encoding",
    ),
)
# Each of them holds one of these; few texts do. (In one class with others, those above 16 bits are slow.)
_SIGNS = re.compile("[\ufffd?\ue000-\uf8ff锟烫屯À-ÖØ-öø-ÿ]")
_ABOVE = re.compile("[\U000f0000-\U0010ffff]")


def damages(chars: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what is wrong) in cleaned characters, by place."""
    if not (_SIGNS.search(chars) or _ABOVE.search(chars)):
        return
    found = [(m.start(), m.end(), what) for kind, what in _KINDS for m in kind.finditer(chars)]
    yield from sorted(found)
