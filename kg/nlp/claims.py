"""What a sentence says of two mentions: targets, implementedBy, concerns, hasObservation (pure).

Only what the sentence states: a group in the name itself, a group that the programme's verb is done to
(对优秀人才实行…, 选派186名年轻干部), a body that the programme rests on (以…为主阵地).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Claim, Mention
from kg.nlp.groups import Groups
from kg.nlp.layout import Layout, Sentence
from kg.nlp.titled import Title

_NEAR = 24  # mentions on each side of a programme that its sentence may relate to it
_ABOUT_PEOPLE = re.compile(r"(?:工程|计划|行动|活动|卡|办实事|大起底|培训|平台)$")
_TO_WHOM = re.compile(r"(?:对|让|面向|为)(?P<who>[一-龥]{2,10}?)(?:实行|推行|开展|实施|提供|在|享受)")
_BY_LIST = re.compile(r"(?:推行|实行|落实)(?P<who>[一-龥]{2,6}?)(?:身份|职称|职级|待遇)")
_ENTERED = re.compile(r"(?:^|[名位个])(?P<who>[一-龥]{2,10})(?:入选|获评|纳入)[“《]?$")
_LEADS = re.compile(
    r"[，,](?:全方位|持续|大力|着力|教育)?(?:引导|组织|带动|激励|培养引进用好|培养|引进|用好|服务|关爱|帮助)+(?P<who>[一-龥]{2,10})"
)
_HELPS = re.compile(
    r"[，,](?:稳定|支持|帮助|促进|鼓励|关心|关爱|关心关爱|保障|面向|引导)(?:[和并]?(?:扩大|帮助|引导))?(?P<row>[一-龥]{2,10}(?:、[一-龥]{2,10}){0,4}?)等(?:重点)?(?:群体|人群|人员)"
)
_FOR_WHOM = re.compile(r"(?:实施|开展|推进|深化|启动|推行)了?(?P<who>[一-龥、]{2,20})“?$")
_LETS = re.compile(r"让(?P<who>[一-龥]{2,8}?)(?:在|享|更|能|有)")
_SENDS = r"(?:选派|选拔|培养|组织|培训|遴选|外派|选送|动员|邀请|识别发现|资助|推荐|储备)"
_SENT = re.compile(f"{_SENDS}$")
_SENT_FIRST = re.compile(_SENDS)
_RESTS_ON = re.compile(r"以(?P<bodies>[^，。；]{2,60})为(?:主阵地|基础支撑|主体|依托|龙头|牵头单位|支撑)")
_LED_BY = re.compile(r"由(?P<bodies>[^，。；]{2,20}?)(?:牵头|主办|组织实施|负责|承办|实施)")
_RULES = re.compile(r"(?:措施|办法|细则|方案|意见|条例|规定|政策)(?:试行|暂行)?$")
_DONE_BY = re.compile(
    r"^(?:统筹|牵头|联合|组织|持续|深入|扎实|创新|全面|大力|接续)*(?:实施|开展|启动|推出|举办|推行|推进)了?[“]?$"
)
_AIM_THEN = re.compile(r"^[”“]?(?:为(?:总)?目标|的目标)[，,]")
_PART = re.compile(r"^[”“]*(?:是|系|属于|作为)[”“]*$")
_HOLDS = re.compile(r"^[”“]*(?:包括|包含|涵盖|下设|分为)[“”]*$")
_CLAUSE_MARK = re.compile("[，,；;：:]")
_ROW_MARKS = re.compile(r"“[^“”]*”|[”、和等]|(?:计划|工程|行动|制度|机制|为统揽|为抓手|为牵引)")
_ISSUED_WITH = re.compile(r"[”，,]*(?:同步|配套)(?:出台|制定)")


class ClaimFinder:
    """Relations of the mentions of one text."""

    def __init__(self, groups: Groups) -> None:
        self.groups = groups

    def find(
        self, text: str, layout: Layout, mentions: Sequence[Mention]
    ) -> tuple[list[Claim], list[Mention]]:
        """The claims, and the mentions with each observation's programme filled in."""
        claims: list[Claim] = []
        out: list[Mention] = []
        ordered = sorted(mentions, key=lambda m: (m.start, m.end, m.type, m.name))
        at = 0
        title = Title(self.groups)
        for sentence in layout.sentences:
            inside = []
            while at < len(ordered) and ordered[at].start < sentence.end:
                inside.append(ordered[at])
                at += 1
            if inside:
                told, linked = self._sentence(text, sentence, inside)
                claims += told
                out += linked
                claims += title.claims(text, sentence, inside)
        claims += _policies_in_names(ordered)
        return list(dict.fromkeys(claims)), out + ordered[at:]

    def _sentence(
        self, text: str, sentence: Sentence, inside: list[Mention]
    ) -> tuple[list[Claim], list[Mention]]:
        claims: list[Claim] = []
        programmes = [m for m in inside if m.type == "wr:Programme"]
        span = (sentence.start, sentence.end)
        out: list[Mention] = []
        since, told = sentence.start, dict[str, Mention]()
        for m in inside:
            if m.type in ("wr:Outcome", "wr:Target"):
                programme = told.get(m.name) or self._programme_of(text, m, programmes, since)
                if programme is None and not self._goes_on(m):
                    since = m.start  # it ends what is told of the programmes before it
                if programme is not None:
                    told[m.name] = programme
                    m = replace(m, attributes={**m.attributes, "programme": programme.name})
                    claims.append(Claim(programme, "wr:hasObservation", m, "programme-in-sentence", *span))
            elif m.type in ("wr:Programme", "wr:Policy"):
                claims += self._by_name(m, span)
            out.append(m)
        row = None
        for before, programme in zip([None, *programmes], programmes, strict=False):
            same = (
                before is not None
                and row is not None
                and not _ROW_MARKS.sub("", text[before.end : programme.start].strip("“”"))
            )
            row = row if same else programme
            assert row is not None
            at = bisect_left(inside, programme.start, key=lambda m: m.start)
            near = inside[max(0, at - _NEAR) : at + _NEAR]
            claims += self._by_sentence(text, sentence, row, programme, near, span)
        return claims, out

    def _programme_of(
        self, text: str, observation: Mention, programmes: list[Mention], since: int
    ) -> Mention | None:
        """The programme, named from ``since`` on, that the sentence reports a quantity as part of: in its
        clause, or before it where it goes on with what was done (实施青蓝工程，选派〔80名〕干部)."""
        at = bisect_right(programmes, observation.start, key=lambda p: p.start)
        before = [
            p for p in programmes[max(0, at - _NEAR) : at] if since <= p.start and p.end <= observation.start
        ]
        if before:
            last = before[-1]
            if _CLAUSE_MARK.search(text, last.end, observation.start) and not self._goes_on(observation):
                return None
            row = [
                p
                for p in before
                if p.rule == last.rule
                and last.start - p.start <= 60
                and not re.search(r"[，；。]", text[p.end : last.start])
            ]
            return row[0] if row else last
        end = observation.attributes["clause_end"]
        assert isinstance(end, int)
        return next((p for p in programmes[at : at + 1] if p.start < end), None)

    def _goes_on(self, observation: Mention) -> bool:
        """Whether it counts what was done, and not the value of something that is measured by itself."""
        words, name = self.groups.words, observation.name
        counts = words.action_pattern.match(name) or not words.measurable_end(name)
        return bool(counts and observation.attributes["kind"] == "level")

    def _by_name(self, m: Mention, span: tuple[int, int]) -> Iterator[Claim]:
        if m.type == "wr:Programme":
            about = _ABOUT_PEOPLE.search(m.name) or m.attributes.get("type") == "卡"
            group = self.groups.in_programme(m.name) if about else None
        else:
            group = self.groups.in_policy(m.name) if _RULES.search(m.name) else None
        if group:
            target = Mention(m.start, m.end, group, "wr:TargetGroup", {}, "group-in-name")
            yield Claim(
                m, "wr:targets" if m.type == "wr:Programme" else "wr:concerns", target, "group-in-name", *span
            )

    def _by_sentence(
        self,
        text: str,
        sentence: Sentence,
        row: Mention,
        programme: Mention,
        inside: list[Mention],
        span: tuple[int, int],
    ) -> Iterator[Claim]:
        """What the sentence says of ``programme``; ``row`` is the first of the row it stands in."""
        clause = sentence.clause_at(programme.start)
        if clause is None:
            return
        head = text[clause[0] : row.start]
        for pattern, rule in ((_TO_WHOM, "done-to"), (_BY_LIST, "done-to"), (_ENTERED, "entered")):
            for m in pattern.finditer(head):
                if group := self.groups.in_programme(m["who"]):
                    yield self._target(
                        programme, group, clause[0] + m.start("who"), clause[0] + m.end("who"), rule, span
                    )
        if named := _FOR_WHOM.search(head):
            for who in re.finditer("[^、]+", named["who"]):
                if self.groups.in_programme(who[0]) == who[0]:
                    start = clause[0] + named.start("who") + who.start()
                    yield self._target(programme, who[0], start, start + len(who[0]), "for-whom", span)
        rest = text[programme.end : clause[1]]
        if not _ROW_MARKS.sub("", rest):
            led = _LEADS.match(text, clause[1], sentence.end)
            if led and (group := self.groups.in_programme(led["who"])):
                yield self._target(programme, group, led.start("who"), led.end("who"), "leads", span)
            if helped := _HELPS.match(text, clause[1], sentence.end):
                for who in re.finditer("[^、]+", helped["row"]):
                    start = helped.start("row") + who.start()
                    yield self._target(programme, who[0], start, start + len(who[0]), "helps", span)
        for m in _LETS.finditer(text, clause[1], sentence.end):
            if group := self.groups.in_programme(m["who"]):
                yield self._target(programme, group, m.start("who"), m.end("who"), "lets", span)
        yield from self._sent(text, sentence, programme, inside, clause, span)
        for pattern, rule in ((_RESTS_ON, "rests-on"), (_LED_BY, "led-by")):
            for m in pattern.finditer(text, sentence.start, programme.start):
                for body in inside:
                    if body.type == "wr:Institution" and m.start() <= body.start and body.end <= m.end():
                        yield Claim(programme, "wr:implementedBy", body, rule, *span)
        for other in inside:
            between = text[other.end : programme.start]
            if (
                other.type == "wr:Institution"
                and clause[0] <= other.start
                and other.end <= row.start
                and _DONE_BY.match(text[other.end : row.start])
            ):
                yield Claim(programme, "wr:implementedBy", other, "done-by", *span)
            elif other.type == "wr:Goal" and other.end <= programme.start and _AIM_THEN.match(between):
                yield Claim(programme, "wr:pursues", other, "aim-then-programme", *span)
            elif other.type == "wr:Programme" and other.end <= programme.start:
                if _HOLDS.match(text[other.end : row.start]):
                    yield Claim(programme, "wr:partOf", other, "whole-holds-part", *span)
                elif _PART.match(between) and re.match(
                    r"[”“]?的(?:子|组成|重要|一|配套)", text[programme.end : programme.end + 6]
                ):
                    yield Claim(other, "wr:partOf", programme, "part-of-whole", *span)
        for policy in inside:
            if (
                policy.type == "wr:Policy"
                and policy.start > programme.end
                and _ISSUED_WITH.match(text, clause[1])
                and policy.start - clause[1] <= 10
            ):
                yield Claim(policy, "wr:concerns", programme, "issued-with", *span)

    def _sent(
        self,
        text: str,
        sentence: Sentence,
        programme: Mention,
        inside: list[Mention],
        clause: tuple[int, int],
        span: tuple[int, int],
    ) -> Iterator[Claim]:
        """选派186名年轻干部 in the clause of the programme or right after it; 储备年轻干部186名 after it."""
        following = sentence.clause_after(programme.start)
        alone = not _ROW_MARKS.sub("", text[programme.end : clause[1]])
        for o in inside:
            group = o.attributes.get("group")
            if (
                o.type not in ("wr:Outcome", "wr:Target")
                or not isinstance(group, str)
                or o.attributes.get("unit") not in ("名", "人")
            ):
                continue
            named = len(group) > 2  # 干部 alone says too little
            if (
                following
                and alone
                and following[0] <= o.start < following[1]
                and (_SENT.search(text[following[0] : o.start]) or (named and _SENT_FIRST.match(o.name)))
            ):
                yield self._target(programme, group, o.start, o.end, "sent-in-next-clause", span)
            elif clause[0] <= o.start < programme.start and _SENT.search(text[clause[0] : o.start]):
                yield self._target(programme, group, o.start, o.end, "sent-in-clause", span)

    @staticmethod
    def _target(
        programme: Mention, group: str, start: int, end: int, rule: str, span: tuple[int, int]
    ) -> Claim:
        return Claim(
            programme, "wr:targets", Mention(start, end, group, "wr:TargetGroup", {}, rule), rule, *span
        )


def _policies_in_names(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """A programme whose name holds the name of a policy is about it: 学习…规定精神学习教育."""
    policies = {m.name: m for m in mentions if m.type == "wr:Policy" and len(m.name) >= 5}
    seen: set[tuple[str, str]] = set()
    for m in mentions:
        for name, policy in policies.items():
            if m.type == "wr:Programme" and name in m.name and (name, m.name) not in seen:
                seen.add((name, m.name))
                yield Claim(policy, "wr:concerns", m, "policy-in-name", m.start, m.end)
