"""What the sentences under a programme's title say of it: who carries it out, and for whom (pure).

（一）“青苗”工程。由市委组织部牵头，市科技局配合，每年选派年轻干部100名。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Claim, Mention
from kg.nlp.groups import Groups
from kg.nlp.layout import Sentence

_LEAD = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[一二三四五六七八九十]是|——)?\s*[一-龥]{0,6}“?$"
)
_END = re.compile(r"^[”。：:\s]*$")
_CARRIED_OUT = re.compile(
    r"(?:^|由|[，,])(?P<bodies>[^，,。；：]{2,40}?)(?:牵头|负责|主办|承办|实施|配合|协同|参与)"
    r"|(?:牵头|责任|主办|配合)(?:单位|部门)[:：](?P<listed>[^。）)\n]{2,80})"
)
_MAY_CARRY_OUT = re.compile("牵头|负责|主办|承办|实施|配合|协同|责任|参与")
_SENT = re.compile(r"(?:选派|选拔|选聘|培养|培训|轮训|引进|遴选|资助|推荐|储备|组织|支持)(?:并重点支持)?$")
_SENT_FIRST = re.compile(r"(?:选派|选拔|选聘|培养|培训|轮训|引进|遴选|资助|推荐|储备)")
_GIVEN_TO = re.compile(r"(?:对|为|给)(?P<who>[一-龥]{2,12}?)(?:发放|给予|提供|实行|每人|每月|一次性)")
_NAMED = 2  # characters of a group that says too little (干部, 人才)


class Title:
    """The programme that the last title named, for the sentences of its line or, where the title is a
    line of its own, of the next one."""

    def __init__(self, groups: Groups) -> None:
        self.groups = groups
        self.programme: Mention | None = None
        self.line, self.alone = -1, False

    def claims(self, text: str, sentence: Sentence, inside: Sequence[Mention]) -> Iterator[Claim]:
        """What a sentence, with the mentions ``inside``, says of the programme of the title above it."""
        named = next((m for m in inside if m.type == "wr:Programme"), None)
        if named is not None:
            titled = _END.match(text[named.end : sentence.end]) and _LEAD.match(
                text[sentence.start : named.start]
            )
            self.programme = named if titled else None
            self.line = sentence.line
            self.alone = sentence.heading and text[sentence.end : sentence.end + 1] in ("", "\n")
        elif self.programme is not None:
            below = self.alone and sentence.line == self.line + 1 and not sentence.heading
            if sentence.line == self.line or below:
                yield from self._said(text, sentence, inside, self.programme)
            else:
                self.programme = None

    def _said(
        self, text: str, sentence: Sentence, inside: Sequence[Mention], programme: Mention
    ) -> Iterator[Claim]:
        span = (sentence.start, sentence.end)
        bodies = [m for m in inside if m.type == "wr:Institution"]
        if bodies and _MAY_CARRY_OUT.search(text, *span):
            for m in _CARRIED_OUT.finditer(text[span[0] : span[1]]):
                for body in bodies:
                    if m.start() <= body.start - span[0] and body.end - span[0] <= m.end():
                        yield Claim(programme, "wr:implementedBy", body, "led-by-under-title", *span)
        for o in inside:
            group = o.attributes.get("group")
            if (
                isinstance(group, str)
                and len(group) > _NAMED
                and o.attributes.get("unit") in ("名", "人", None)
                and (_SENT_FIRST.match(o.name) or _SENT.search(text, max(span[0], o.start - 8), o.start))
            ):
                yield self._target(programme, group, o.start, o.end, span)
                break
        for m in _GIVEN_TO.finditer(text, *span):
            if group := self.groups.in_programme(m["who"]):
                yield self._target(programme, group, m.start("who"), m.end("who"), span)
                break

    @staticmethod
    def _target(programme: Mention, group: str, start: int, end: int, span: tuple[int, int]) -> Claim:
        rule = "for-whom-under-title"
        who = Mention(start, end, group, "wr:TargetGroup", {}, rule)
        return Claim(programme, "wr:targets", who, rule, *span)
