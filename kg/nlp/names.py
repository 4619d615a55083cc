"""Names of programmes, institutions, policies, meetings and goals: rules over text, the first taken wins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Mention, Rejected
from kg.nlp.full_names import under_full_names
from kg.nlp.occurrences import Occurrences
from kg.nlp.rows import members, policies, quoted_part
from kg.nlp.segments import Keywords, NameRule, Segments
from kg.nlp.words import Words
from kg.rules import Rule, words_pattern

_FIELD = re.compile(r"<(\w+)>")
_MARKS = re.compile(r"[“”‘’\"'《》\s]")
_STOPS = frozenset("，。．.；：、！？“”「」『』《》（）()\n　 ,;:!?…—-")
_FUNCTION = re.compile(
    r"[的是们这那它也又被吗呢]|了(?!解)|着(?![力重眼])|过(?![渡境程滤敏])|其(?<!土耳其)|并(?![网购轨])|都(?<![成首古京]都)(?![市江匀昌])"
    r"|把(?![关手])|让(?!利)|使(?<![大天]使)(?![命用馆])|给(?<!供给)(?![水予])|等(?![级离])|到$|就(?![业近地医读])|能够|通过|以及|关于|提出|加快|成为|认真|大力"
)
_GOVERNED = re.compile(r"(?:倚重|压减|办好|建好|用好|做实|建强|启动|参加|出席|举办|召开)$")
_NO_BODY = re.compile(r"(?:与|(?<!自)由|或|(?<![方导动面])向|[和或]非|.{4,}[和及]|系列)$")  # ends so
_DASHES = ("-", "—", "－", "–")
_OPENS = re.compile(r"[一-龥]{2,4}?(?:成效|深入实施|全面实施|有序|启动|深入推进|取得|使\d|惠及)")
_HEADS = frozenset(("工程", "计划", "行动", "战略", "专项行动", "行动计划", "提升行动"))
_COUNTED = re.compile(
    r"^第[一二三四五六七八九十]+[章节篇条]|^[一二三四五六七八九十两百千]+[大项个类批家]|[一二三四五六七八九十两]+年"
)
_TERM = re.compile(r"[一二两三四五六七八九十]年$")  # 残疾人就业三年〔行动〕
_SEVERAL = re.compile(r"\d|一批|若干")
_QUOTE = re.compile(r"“[^“”\n]{1,60}”")
_COVERED = "covered by a name that a better rule found"
_LONGEST = 24
_NAMES_IT = 2  # fields of work that together name a programme
_TELLING = 6  # characters of general words that together name a conference
_LONGEST_NAME = 60
_BESIDE = re.compile(r"(?:行动|工程|计划|战略|活动|制度|机制|模式)[和、]")  # 实施“归雁”行动和〔人才强县战略〕
ENTITY_CLASSES = ("wr:Programme", "wr:Institution", "wr:Policy", "wr:Meeting", "wr:Goal")


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    mentions: tuple[Mention, ...]
    rule: Rule


class NameFinder:
    """Applies the name rules to a text; made once per pipeline."""

    def __init__(self, rules: Sequence[Rule], lexicon: Mapping[str, Sequence[str]], words: Words) -> None:
        self.words = words
        self.generic = frozenset(lexicon["generic_modifier"])
        self.fields = frozenset(lexicon["field_of_work"])
        self.places = frozenset(lexicon["place"])
        self.keywords = Keywords(rules)
        self.stages = re.compile(words_pattern(lexicon["stage_verb"]) + "(?:了|好)?[“《]?$")
        self.rules = [
            NameRule(
                rule,
                re.compile(rule.pattern),
                re.compile(words_pattern(lexicon[rule.left])) if rule.left else None,
            )
            for rule in rules
            if rule.kind == "name"
        ]

    def find(self, text: str) -> tuple[list[Mention], list[Rejected]]:
        """All names in order of place, and the candidates that a better rule had covered or that are
        generic."""
        taken: list[Mention] = []
        rejected: list[Rejected] = []
        covered = bytearray(len(text))
        segments = self.keywords.segments(text)
        for compiled in self.rules:
            for candidate in self._candidates(text, compiled, segments):
                where = covered.find(1, candidate.start, candidate.end)
                if where < 0 and candidate.mentions:
                    covered[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
                    taken += candidate.mentions
                    continue
                reason = "generic, or with no left boundary" if where < 0 else _COVERED
                rejected.append(Rejected(candidate.start, candidate.end, "name", compiled.rule.id, reason))
        taken += self._repeated(text, taken, covered)
        rejected += _quotes_left(text, covered)
        taken = under_full_names(taken, self.places)
        taken.sort(key=lambda m: (m.start, m.end, m.name))
        return taken, rejected

    def _candidates(self, text: str, compiled: NameRule, segments: Segments) -> Iterator[_Candidate]:
        rule = compiled.rule
        previous_end = -1
        for m in segments.matches(text, compiled):
            groups = m.groupdict("")
            if rule.each:
                mentions = tuple(self._each(text, m, compiled, groups))
                start, end = (mentions[0].start, m.end()) if mentions else m.span()
                yield _Candidate(start, end, mentions, rule)
            elif compiled.left is not None:
                begin = self._left(text, m.start(), compiled, previous_end)
                if begin is None:
                    yield _Candidate(m.start(), m.end(), (), rule)
                    continue
                start, name = begin, _clean(text[begin : m.end()])
                previous_end = m.end()
                yield _Candidate(
                    start, m.end(), (self._mention(text, start, m.end(), name, rule, groups),), rule
                )
            else:
                name = _clean(_fill(rule.name, groups))
                start, end = self._span(m, rule)
                yield _Candidate(
                    start, end, (self._mention(text, start, end, name, rule, groups),) if name else (), rule
                )

    @staticmethod
    def _span(m: re.Match[str], rule: Rule) -> tuple[int, int]:
        """From the first to the last group that the name is made of, quotation marks included."""
        used = [g for g in _FIELD.findall(rule.name) if m[g]]
        if not used:
            return m.span()
        start, end = min(m.start(g) for g in used), max(m.end(g) for g in used)
        text = m.string
        if text[start - 1 : start] in ("“", "《"):
            start -= 1
        if text[end : end + 1] in ("”", "》"):
            end += 1
        return start, end

    def _mention(
        self, text: str, start: int, end: int, name: str, rule: Rule, groups: Mapping[str, str]
    ) -> Mention:
        aliases = tuple(
            dict.fromkeys(
                a for t in rule.aliases if (a := _clean(_fill(t, groups))) and a != name and len(a) > 1
            )
        )
        attributes = {
            "type": _fill(rule.type, groups) or None,
            "aliases": aliases,
            "stage": self._stage(text, start) if rule.yields == "wr:Programme" else None,
            "scope": rule.scope or "local",
            "full": None,
        }
        return Mention(start, end, name, rule.yields, attributes, rule.id)

    def _stage(self, text: str, start: int) -> str | None:
        """The verb before a programme that says how far it is."""
        verb = self.stages.search(text, max(0, start - 8), start)
        return verb.group().rstrip("“《了好") if verb else None

    def _left(self, text: str, head: int, compiled: NameRule, previous_end: int) -> int | None:
        """Where a name that ends in the head at ``head`` begins: after the nearest mark or governing verb."""
        verbs, nearest = compiled.left, compiled.rule.reach == "nearest"
        assert verbs is not None
        low = max(0, head - _LONGEST - 10, previous_end)
        at = head
        while at > low and text[at - 1] not in _STOPS:
            at -= 1
        if text[at - 1 : at] == "”" and (beside := _BESIDE.match(text, at, head)):
            at = previous_end = beside.end()
        region = text[at:head]
        found = None
        for m in verbs.finditer(region):
            if len(region) - m.end() >= 2:
                found = m
                if not nearest and len(region) - m.end() <= _LONGEST - 4:
                    break
        sibling = previous_end >= 0 and at - previous_end <= 1
        if found is None:
            if (
                not nearest
                and not sibling
                and not _OPENS.match(text, head)
                and not (
                    text[at - 1 : at] in ("", "\n", "）", ")", "、", ".", "．")
                    and not self.words.action_pattern.match(region)
                    and not region.startswith("采取")
                    and re.split(r"[\n。]", text[head : head + 12])[0] in _HEADS
                )
            ):
                return None
            start = at
        else:
            start = at + found.end()
        while True:
            word = self.words.first_lead(text[start:head])
            verb = verbs.match(text, start, head)
            if verb and head - verb.end() >= 2 and len(verb.group()) > 1:
                start = verb.end()
            elif text[start : start + 1] in "了好和与及" and head - start > 2:
                start += 1
            elif word and len(word) > 1 and verbs.match(text, start + len(word), head):
                start += len(word)
            else:
                break
        if nearest and text[start - 1 : start] in _DASHES:  # 中国—东盟博览会
            before = (start - 1 - length for length in (3, 2) if start - 1 - length >= low)
            start = next((at for at in before if self._is_country(text[at : start - 1])), start)
        modifier = text[start:head]
        if not modifier and sibling and nearest:
            return start
        if verbs.fullmatch(modifier):
            return None
        if not 2 <= len(modifier) <= _LONGEST or _FUNCTION.search(modifier):
            return None
        telling = compiled.rule.yields == "wr:Meeting" and len(modifier) >= _TELLING
        fields = self.fields if compiled.rule.yields == "wr:Programme" else frozenset()
        if self._is_generic(modifier, fields) and not telling:
            return None
        if nearest and _GOVERNED.search(modifier):
            return None
        if compiled.rule.yields == "wr:Institution" and _NO_BODY.search(modifier):
            return None
        return start

    def _is_country(self, word: str) -> bool:
        return word == "中国" or word in self.places

    def _is_generic(self, modifier: str, fields: frozenset[str]) -> bool:
        """Whether ``modifier`` is all general words; two of ``fields`` name something (乡村建设行动),
        two of any with a term of years too."""
        if _SEVERAL.search(modifier):
            return True
        rest = _COUNTED.sub("", modifier)
        words: list[str] = []
        while rest:
            word = next((rest[:n] for n in range(min(6, len(rest)), 0, -1) if rest[:n] in self.generic), None)
            if word is None:
                return False
            words.append(word)
            rest = rest[len(word) :]
        return len(words) < _NAMES_IT or not (fields.issuperset(words) or _TERM.search(modifier))

    # -------------------------------------------------------------- several names in one match

    def _each(
        self, text: str, m: re.Match[str], compiled: NameRule, groups: dict[str, str]
    ) -> Iterator[Mention]:
        rule = compiled.rule
        counted = next((groups[g] for g in ("count", "count2") if groups.get(g)), "")
        row = members(m[rule.each], counted, compiled.left)
        if rule.yields == "wr:Policy":
            row = policies(m[rule.each], row, self.words.person)
        for start, end, item in row:
            values = groups | {"item": item, "inner": quoted_part(item)}
            name = _clean(_fill(rule.name, values))
            if 2 <= len(name) <= _LONGEST_NAME:
                offset = m.start(rule.each)
                yield self._mention(text, offset + start, offset + end, name, rule, values)

    def _repeated(self, text: str, taken: list[Mention], covered: bytearray) -> Iterator[Mention]:
        """Further mentions of programme and institution names that the text itself has introduced."""
        known: dict[str, Mention] = {}
        for mention in taken:
            if mention.type in ("wr:Programme", "wr:Institution") and len(mention.name) >= 5:
                known.setdefault(mention.name, mention)
        if not known:
            return
        for start, end, name in Occurrences(known).longest(text):
            if covered.find(1, start, end) < 0:
                first = known[name]
                covered[start:end] = b"\x01" * (end - start)
                stage = self._stage(text, start) if first.type == "wr:Programme" else None
                attributes = {**first.attributes, "stage": stage}
                yield Mention(start, end, first.name, first.type, attributes, first.rule)


def _quotes_left(text: str, covered: bytearray) -> Iterator[Rejected]:
    """Quoted phrases that no rule took: slogans, emphasis, figures of speech."""
    for m in _QUOTE.finditer(text):
        if covered.find(1, m.start(), m.end()) < 0:
            reason = "neither a verb that names before it nor a head noun in it or after it"
            yield Rejected(m.start(), m.end(), "quote", "quote-without-signal", reason)


def _fill(template: str, groups: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda m: groups.get(m[1]) or "", template)


def _clean(name: str) -> str:
    return _MARKS.sub("", name).strip("、，。")
