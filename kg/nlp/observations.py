"""From quantities in a sentence to observations: what is counted, and how.

The indicator is the shortest run of the sentence that says what is counted. A quantity stands either
after its noun (引进人才548名, 国内生产总值增长5.2%) or before it (选派186名年轻干部); in a row the
later members inherit the subject or the verb that they leave out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.nlp.layout import Sentence
from kg.nlp.numbers import Quantity
from kg.nlp.words import Words

_JOIN = re.compile(r"^[、,，和及与并以或\s]*$|^(?:以及|并且)$")
_TRIM = " \t\u3000、，,；;：:。.·—-“”‘’'\"（）()"
_SPLIT = re.compile(r"、|和|以及|及|与(?!会)")
_HARD_SEPARATOR = re.compile(r"、|(?:和|并|及|以及)(?=[^、和]{0,12}$)")
_COUNTED_STOP = re.compile(
    r"[，；。：！？]|(?<=[^领达受感拿找想直])[到赴](?!达|位|期|场|会)|前往|来自|用于|等(?=[^，。]{0,3}$)"
)
_BASIS = re.compile(
    r"(?<![可对相占之])(?:比|较|同|与|以)(?:[上前去]一?年(?:同期|末|底)?|解放前|[^，。；比较]{0,12}?(?:年前|年|月|初期|期间|时期|期|上届|初|末|前|底|规划|计划|预算|水平|平均|全国|全省))"
    r"(?:同期|的?[^，。；]{0,6}(?:基[数础]上|相比|比较))?"
)
_OF_GROWTH = re.compile(r"的?(?:年均)?(?:增长|速度|增速|增幅|涨幅)")
_RATE_END = re.compile(r"(?:率|比例|比重|占比|度|份额|水平|覆盖面|之比)$")
_SOURCE = re.compile(
    r"^(?:从|在|由)[^，。；]{1,24}?(?=(?:引进|选拔|选派|聘请|招录|招聘|选聘|抽调|创建|建立|开展|举办|建成|实施|新建|提拔|选调)[了]?$)"
)
_PREDICATE = re.compile(
    r"(?:共|均|平均|人均)?(?:设立|建立|选派|配备|派驻|组建|成立|建成|开展|完成|实现|实施|新建|安排|举办|拥有)|共|均(?!衡)|平均|人均"
)
_CASE = re.compile(r"^(?:向|为|给|对|在|从|由|于|赴|与|将|把|按|让)$")
_PREPOSITION = re.compile(r"^(?:在|从|向|为|对|通过|围绕|聚焦|按照|以|由|组织|于|经)")
_YEAR_LEAD = re.compile(
    r"^(?:(?:到|至|从|在|自)?(?:\d{4}|[一二三四五六七八九〇零○]{4})\s*年(?:代|度|初|底|末|以来)?(?:[上下]半年|第?[一二三四]季度|\d{1,2}月(?:份|底|末)?)?(?:来|内|间|期间)?的?|"
    r"(?:在|前|近|过去|最近|这)?[一二两三四五六七八九十\d]{1,3}个?(?:年|月)(?:来|内|间|里|以来|中|期间|共)|[“\"]?十[一二三四五]五[”\"]?(?:期间|时期|末|规划)?|[上下]半年|前?[一二三四]季度|\d{1,2}[—-]\d{1,2}月(?:份)?|\d{1,2}月(?:底|份|末)?)"
)
_YEAR_TAIL = re.compile(
    r"(?P<than>比|较)?(?:由|从|到|至|在)?(?:\d{4}|[一二][一二三四五六七八九〇零○]{3})\s*年(?:年?末|年?底|初)?(?:实际)?的?$|(?:(?P<than2>比|较)|(?:由|从))(?:[上去前]年|年初|[“\"]?十[一二三四五]五[”\"]?)(?:同期|[末底初])?的$|[一二三五十两]年前的$|(?:这)?(?:[一二三四五六七八九十两]{1,2}|(?<!\d)\d{1,2})年(?:来|间|内)?$|(?:现在|目前|当前)的$"
)
_ADJUSTED = re.compile(r"^(?:扣除|考虑|剔除|按|不计)[^，。；]{0,12}?(?:因素|计算|口径)(?:后|的影响|影响)?")
_ITEM = re.compile(r"^(?:\d{1,2}[.．、]|[一二三四五六七八九十]+是)")
_PERIOD = re.compile(r"^(?:前?[一二三四]季度|前[一二三]个?季度|[上下]半年|全年|\d+月份?)")
_AGAINST = re.compile(
    r"^(?:高于|低于|快于|慢于|好于|领先|超过|超|高出)(?:于)?(?:同期)?(?:全国|全省|全市|全区|全县|预期|上年|去年|东部|中部|西部|计划|目标)"
)
_ELLIPTIC = re.compile(r"^(?:其中)?最?[高低多少好]的?$")
_INSIDE = re.compile(r"[（(][^（）()]*[\d%][^（）()]*[）)]")


@dataclass(slots=True)
class Observed:
    """One quantity with what the sentence says of it; offsets are into the text."""

    quantity: Quantity
    indicator: str
    kind: str
    direction: str | None
    basis: str | None
    clause: tuple[int, int]
    noun: str = ""
    base: bool = False


@dataclass(slots=True)
class _Run:
    """Quantities with nothing but joints between them, and the text on both sides."""

    members: list[Quantity]
    clause: tuple[int, int]
    left_start: int
    right_end: int = 0
    joined: bool = False  # follows a run of its clause after 、 or 和
    followed: bool = False  # another follows it like that
    continues: bool = False  # follows a run of its clause with no mark between
    indicators: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Tail:
    """The left side of a run taken apart: subject, and the words between it and the number."""

    core: str
    words: list[str]
    direction: str | None = None
    change: bool = False
    reached: bool = False
    basis: str | None = None
    distributed: bool = False
    origin: bool = False  # 由〔11%〕提高到…
    base: bool = False  # the number is what something else is compared with: 比上年的5亿元


def observe(
    text: str, sentence: Sentence, found: Sequence[Quantity], words: Words, before: Sentence | None = None
) -> list[Observed]:
    """The observations of one sentence; ``found`` are its quantities in order, ``before`` is the sentence
    that stands before it."""
    runs = _runs(text, sentence, found)
    done: list[Observed] = []
    for run in runs:
        done += _observe_run(text, sentence, run, done, words)
    for o in done:
        if not o.indicator and before is not None:
            o.indicator = _clean(_topic(text[before.start : before.end], words))
    return done


def _topic(text: str, words: Words) -> str:
    """What the sentence before speaks of: 人才总量〔稳步增长。到2015年达到32万人〕."""
    first = re.split(r"[，。；：！？]", text, maxsplit=1)[0]
    m = re.search(r"(?:稳步|持续|不断|明显|显著|大幅|进一步|快速|较快|平稳|全面|加快)", first)
    return strip_lead(first[: m.start()], words) if m and m.start() >= 2 else ""


def _runs(text: str, sentence: Sentence, found: Sequence[Quantity]) -> list[_Run]:
    runs: list[_Run] = []
    for start, end in sentence.clauses:
        inside = [q for q in found if start <= q.first < end]
        last_end = start
        for q in inside:
            between = text[last_end : q.start]
            open_run = runs[-1] if runs and runs[-1].clause == (start, end) and last_end > start else None
            if open_run and (
                _JOIN.match(between)
                or q.partner == open_run.members[-1].start
                or _joined_range(between, open_run, q)
            ):
                open_run.members.append(q)
            else:
                run = _Run([q], (start, end), last_end)
                if open_run:
                    cut = _separator(between, q)
                    open_run.right_end = last_end + cut[0]
                    run.left_start = last_end + cut[1]
                    run.joined = cut[1] > cut[0] or cut[1] > 0
                    run.continues = open_run.followed = not run.joined
                runs.append(run)
            last_end = q.end
        for run in runs:
            if run.clause == (start, end) and not run.right_end:
                run.right_end = end
    return runs


def _joined_range(between: str, run: _Run, q: Quantity) -> bool:
    return len(between) <= 2 and between in ("到", "至", "—", "-") and run.members[-1].unit == q.unit


def _separator(between: str, q: Quantity) -> tuple[int, int]:
    """Where the right side of one run ends and the left side of the next begins in ``between``."""
    if between.endswith("等") and "、" in between:
        return len(between), 0
    best = None
    for m in _HARD_SEPARATOR.finditer(between):
        best = m
        if m.group() == "、":
            rest = between[m.end() :]
            if "、" not in rest:
                break
    if best is not None and best.start() >= 0:
        first = between.find("、")
        if first == 0:
            return 0, 1
        return best.start(), best.end()
    stop = _COUNTED_STOP.search(between)
    if stop and stop.start() > 0:
        return stop.start(), stop.start()
    return len(between), 0


def _observe_run(
    text: str, sentence: Sentence, run: _Run, done: list[Observed], words: Words
) -> list[Observed]:
    first, last = run.members[0], run.members[-1]
    left = text[run.left_start : first.start]
    right = text[last.end : run.right_end]
    tail = _take_apart(left, words)
    if (
        "、" in left
        and tail.words
        and not _take_apart(left[left.rfind("、") + 1 :], words).core
        and _counted(right, False)
    ):
        tail = _take_apart(left[left.rfind("、") + 1 :], words)
    kinds = [_kind(q, tail, right, words) for q in run.members]
    kind = kinds[0][0]
    opens = run.left_start == run.clause[0] and not tail.core and not tail.words
    of_noun = right.startswith("的") and not _OF_GROWTH.match(right)
    counting = first.unit not in ("%", "‰", "个百分点", "倍", "番")
    counted = _counted(right, opens) if counting or of_noun or (opens and kind == "share") else ""
    if counted and not _take_apart(counted, words).core:
        counted = ""
    if counted and run.followed and (m := _PREDICATE.search(counted)) and m.start() >= 2:
        counted = counted[: m.end() if _CASE.match(tail.core) else m.start()]
    if counted and counting and tail.change and tail.words[0] not in words.change and not tail.basis:
        tail = _Tail(strip_lead(left, words), [])
        kinds = [_kind(q, tail, right, words) for q in run.members]
        kind = kinds[0][0]
    if kind == "change" and not (counted and tail.words and tail.words[0] in words.change):
        counted = ""
    if tail.core in words.leading or tail.core in ("计", "长", "共"):
        tail.core = ""
    same_clause = [o for o in done if o.clause == run.clause]
    inherited = _inherited(done, len(run.members), run)
    subjects: list[str] = []
    noun = ""
    core = tail.core
    if counted and tail.core and tail.words and tail.words[0] in words.actions:
        subjects, noun = [_join(tail.words[0], counted)], counted
    elif counted and kind == "change":
        subjects, noun = [_join(tail.core + tail.words[0], counted)], counted
    elif counted and (not core or not tail.words or _verb_tail(core, words) or _CASE.match(core)):
        verb = _lead(core, words, run.joined and bool(same_clause))
        if not verb and run.joined and same_clause and not core:
            verb = _verb_of(same_clause[-1].indicator, words)
        noun = counted
        subjects = [_join(verb, counted)]
    elif core and inherited and (_AGAINST.match(core) or core.startswith("占")):
        subjects = [inherited[-1] + core] if core.startswith("占") else inherited
    elif (
        core
        and core in words.actions
        and core not in words.contrast
        and not _leads_with_verb(done, words)
        and (inherited or run.clause[0] > sentence.start)
    ):
        before = inherited[-1] if inherited else _from_before(text, sentence, run, words)
        subjects = [before + core]
    elif core and not (_ELLIPTIC.match(core) and inherited):
        subjects = _subjects(
            core,
            tail,
            run,
            same_clause,
            done,
            kind == "level",
            _from_before(text, sentence, run, words, done),
            words,
        )
    elif inherited:
        subjects = inherited
        if kind == "share" and (growth := words.growth_at_end(inherited[-1])):
            kinds = [("change", growth)] * len(kinds)
    elif counted:
        subjects = [counted]
        noun = counted
    else:
        subjects = [_from_before(text, sentence, run, words)]
    out: list[Observed] = []
    clause = _evidence(run, done, core, counted)
    for index, q in enumerate(run.members):
        if len(subjects) == len(run.members):
            subject = subjects[index]
        elif q.partner is not None or len(subjects) == 1:
            subject = subjects[0]
        else:
            subject = subjects[min(index, len(subjects) - 1)]
        kind, direction = kinds[index]
        if tail.base and kind != "level":
            kind = "share"
        if (
            kind in ("level", "share")
            and not tail.base
            and (verb := next((v for v in words.change if v != "提高" and subject.startswith(v)), None))
        ):
            kind, direction = (
                "change",
                words.tail.get(verb) if words.tail.get(verb) in ("up", "down") else "up",
            )
        out.append(
            Observed(
                q,
                _clean(subject),
                kind,
                direction,
                tail.basis if kind == "change" else None,
                clause,
                noun,
                tail.base or tail.origin,
            )
        )
    return out


# ------------------------------------------------------------------ the left side


def _take_apart(left: str, words: Words) -> _Tail:
    """Strip verbs, adverbs and bases from the end of ``left``; what remains is the subject."""
    left = _INSIDE.sub("", left)
    rest = left.rstrip(_TRIM)
    tail = _Tail(rest, [])
    if _CASE.match(strip_lead(rest, words)):
        tail.core = strip_lead(rest, words)
        return tail
    first = True
    while rest:
        if m := _YEAR_TAIL.search(rest, max(0, len(rest) - 12)):
            tail.base = tail.base or (bool(m["than"] or m["than2"]) and m.group().endswith("的"))
            tail.origin = tail.origin or m.group()[0] in "由从"
            tail.words.append(m.group())
            rest = rest[: m.start()].rstrip(_TRIM)
            first = True
            continue
        word = words.last_word(rest)
        if word is None:
            break
        kind = words.tail[word]
        if kind == "action":
            break
        if kind in ("up", "down"):
            if not tail.reached or (word in words.growth and tail.words[-1][-1] not in "到至"):
                tail.change = True
            tail.direction = tail.direction or kind
        elif kind == "reached" and first:
            tail.reached = True
        elif kind == "basis":
            tail.basis = word
        if word.startswith("分别"):
            tail.distributed = True
        if word in ("从", "由"):
            tail.origin = True
        tail.words.append(word)
        rest = rest[: len(rest) - len(word)].rstrip(_TRIM)
        first = False
        basis = _BASIS.search(rest, max(0, len(rest) - 24)) if (tail.change and tail.basis is None) else None
        if basis and basis.end() == len(rest):
            tail.basis = basis.group()
            rest = rest[: basis.start()].rstrip(_TRIM)
    if rest.endswith("的") and tail.words:
        rest = rest[:-1]
    if tail.words and (m := re.search(r"分别(?:是|为)?$", rest)):
        tail.distributed, rest = True, rest[: m.start()]
    end = _BASIS.search(rest, max(0, len(rest) - 16))
    if end and end.end() == len(rest) and end.start() and tail.basis is None and not tail.base:
        tail.basis, rest = end.group(), rest[: end.start()].rstrip(_TRIM)
    if tail.change and tail.basis is None:
        for m in _BASIS.finditer(rest):
            if m.end() - m.start() > 2:
                tail.basis = m.group()
                rest = rest[: m.start()] + rest[m.end() :]
                break
    tail.core = strip_lead(_ADJUSTED.sub("", rest), words)
    return tail


def strip_lead(core: str, words: Words) -> str:
    """Leave off leading adverbs, times and agents: 全年引进人才 → 引进人才."""
    while core:
        core = _ITEM.sub("", core.lstrip(_TRIM))
        if m := _YEAR_LEAD.match(core):
            core = core[m.end() :]
            continue
        word = words.first_lead(core)
        if word is None or len(word) == len(core):
            break
        if len(word) == 1 and not core[1:2].strip("，、"):
            break
        core = core[len(word) :]
    return core.strip(_TRIM)


def _kind(q: Quantity, tail: _Tail, right: str, words: Words) -> tuple[str, str | None]:
    """``level``, ``share`` or ``change``, and the direction of a change."""
    if q.form == "fan":
        return "change", "up"
    if q.unit in ("个百分点", "个基点", "个千分点"):
        return "change", tail.direction or words.growth_at_end(tail.core) or "up"
    ratio = q.unit in ("%", "‰", "‱", "成", "折") or q.form in ("half", "fraction", "ratio")
    if tail.base:
        tail = _Tail(tail.core, tail.words)
    if tail.change:
        return "change", tail.direction
    if ratio and q.form != "ratio":
        growth = words.growth_at_end(tail.core)
        if growth is None and tail.words and words.growth_at_end(tail.core + tail.words[-1]):
            growth = words.growth_at_end(tail.core + tail.words[-1])
        if growth:
            return "change", growth
        if _OF_GROWTH.match(right):
            return "change", "up"
    if (
        ratio
        or q.unit == "倍"
        or (q.unit is None and tail.core.endswith(("之比", "比值", "比例", "系数", "收入比")))
    ):
        return "share", None
    return "level", None


# ------------------------------------------------------------------ subjects


def _counted(right: str, opens: bool) -> str:
    """The noun that follows its number: 186名〔年轻干部〕到…"""
    right = right.lstrip(' 　“”‘’"')
    if right[:1] in "，、；。：！？,;()（）" or not right:
        return ""
    right = right.removeprefix("的")
    stop = _COUNTED_STOP.search(right)
    if stop and stop.start() >= (5 if opens else 2):
        right = right[: stop.start()]
    return right[:40].strip(_TRIM)


def _verb_tail(core: str, words: Words) -> bool:
    core = core.rstrip("了过着出")
    return any(core.endswith(v) for v in words.actions_by_end.get(core[-1:], ()))


def _lead(core: str, words: Words, joined: bool) -> str:
    """The verb (with what hangs on it) that governs a counted noun."""
    core = core.rstrip("了过着").strip(_TRIM)
    core = _SOURCE.sub("", core)
    if not core or len(core) <= 6:
        return core
    at = len(core)
    while at > 0:
        verb = next((v for v in words.actions_by_end.get(core[at - 1], ()) if core[:at].endswith(v)), None)
        if verb is None:
            break
        at -= len(verb)
    verb = core[at:]
    head = core[:at]
    if not verb:
        return core[-14:] if len(core) > 14 else core
    m = None
    for m in re.finditer(r"(?:^|[，、])?(?:向|为|给|对)[^，。；]{1,16}$", head):
        pass
    return (m.group().strip(_TRIM) if m else "") + verb


def _verb_of(indicator: str, words: Words) -> str:
    """The leading verb of an indicator, for a member of a row that leaves it out."""
    for n in (4, 3, 2):
        if indicator[:n] in words.actions and len(indicator) > n:
            return indicator[:n]
    return ""


def _join(verb: str, noun: str) -> str:
    return verb + noun


def _inherited(done: list[Observed], wanted: int, run: _Run) -> list[str]:
    """The indicators of the runs just before, for a run that names none."""
    names: list[str] = []
    for o in reversed(done):
        if o.indicator not in names:
            names.append(o.indicator)
        if len(names) == max(1, wanted):
            break
    names.reverse()
    if wanted > 1 and len({(q.unit) for q in run.members}) > 1:
        names = names[-1:]
    return names if len(names) in (0, wanted) else names[-1:]


def _subjects(
    core: str,
    tail: _Tail,
    run: _Run,
    same_clause: list[Observed],
    done: list[Observed],
    level: bool,
    owner_clause: str,
    words: Words,
) -> list[str]:
    count = len([q for q in run.members if q.partner is None or q.partner > q.start])
    units = {q.unit for q in run.members}
    if len(run.members) > 1 and count == len(run.members) and (tail.distributed or len(units) == 1):
        if parts := share_out(core, len(run.members), words):
            return parts
    if level and (not tail.words or tail.words == ["了"]):
        core = _from_verb(core, run, words)
    if same_clause or core in words.contrast:
        core = _contrasted(core, run, words, done)
    if core in words.dependent and not same_clause and run.clause[0] > 0:
        core = owner_clause + core
    if run.joined and same_clause:
        core = _completed(core, same_clause[-1], words)
    return [core]


def _leads_with_verb(done: list[Observed], words: Words) -> bool:
    return bool(done) and bool(_verb_of(done[-1].indicator, words))


def _contrasted(core: str, run: _Run, words: Words, done: list[Observed]) -> str:
    """城镇人均居住面积8.7平方米，农村22平方米: the second names only what differs."""
    if core in words.contrast and done and done[-1].quantity.unit == run.members[0].unit:
        before = done[-1].indicator
        if other := next((w for w in words.contrast if before.startswith(w) and w != core), None):
            return core + before[len(other) :]
    return core


def _from_verb(core: str, run: _Run, words: Words) -> str:
    """Noun right before its number: start at the last verb that has an object here."""
    best = 0
    phrase = _PREPOSITION.match(core)
    for m in words.action_pattern.finditer(core):
        if not m.start() and not phrase:
            return core
        if m.start() and len(core) - m.end() >= 2 and core[m.start() - 1] not in "的所、和":
            head = core[: m.start()]
            if phrase or run.continues or len(head) >= 5 or head in words.leading:
                best = m.start()
                if not phrase:
                    break
    return core[best:]


def _completed(core: str, before: Observed, words: Words) -> str:
    """What a later member of a row leaves out, taken from the member before it."""
    if before.kind == "level":
        verb = _verb_of(before.indicator, words)
        if verb and not _verb_of(core, words) and not words.action_pattern.search(core):
            return verb + core
    if core.startswith(("平均", "人均", "户均")) and (owner := words.owner(before.indicator)):
        return owner + core
    return core


def share_out(core: str, count: int, words: Words) -> list[str]:
    """``城镇和农村居民收入`` for two numbers → [城镇居民收入, 农村居民收入]; [] if it does not fit."""
    if m := re.fullmatch(r"(一)、?(二)、?(三)(次?产(?:业)?.*)", core):
        return [c + m[4] for c in m.group(1, 2, 3)][-count:] if count == 3 else []
    core = re.sub(r"(?:等|这)?[一二两三四五六七八九\d]+(?:项|个|类|大)?指标$", "", core)
    pieces = [p.strip(_TRIM) for p in re.split(r"、", core)]
    last = re.split(r"和|以及|及(?!其)|与", pieces[-1])
    if len(pieces) - 1 + len(last) == count:
        pieces[-1:] = last
    elif len(pieces) != count:
        pieces = [p for p in _SPLIT.split(core) if p]
    pieces = [p.strip(_TRIM) for p in pieces if p.strip(_TRIM)]
    if len(pieces) != count:
        return []
    return _with_shared_ends(pieces, words)


def _with_shared_ends(pieces: list[str], words: Words) -> list[str]:
    first, last = pieces[0], pieces[-1]
    longest = max(len(p) for p in pieces[:-1])
    if all(_PERIOD.match(p) for p in pieces) and (rest := _PERIOD.sub("", last)):
        return [rest] * len(pieces)
    own = words.measurable_end(first)
    if own and last[: len(first)].endswith(own) and len(last) > len(first):
        return [p + last[len(first) :] for p in pieces[:-1]] + [last]
    if len(last) > longest and not own:
        cut = words.shared_tail(last, len(pieces[-2]))
        pieces = [p + last[cut:] for p in pieces[:-1]] + [last]
    elif len(first) > max(len(p) for p in pieces[1:]) and (lead := words.shared_head(first, pieces[1])):
        pieces = [first] + [lead + p for p in pieces[1:]]
    return pieces


def _from_before(
    text: str, sentence: Sentence, run: _Run, words: Words, done: Sequence[Observed] = ()
) -> str:
    """A number whose clause names nothing: the clause before it is the subject."""
    counted = {o.clause for o in done}
    earlier = [c for c in sentence.clauses if c[1] <= run.clause[0]]
    for start, end in reversed(earlier):
        if (start, end) in counted:
            break
        subject = strip_lead(text[start:end].strip(_TRIM), words)
        if len(subject) >= 2:
            return subject[-24:]
    return ""


def _evidence(run: _Run, done: list[Observed], core: str, counted: str) -> tuple[int, int]:
    return run.clause


def _clean(indicator: str) -> str:
    return re.sub(r"[“”‘’\"《》\s]", "", indicator).strip(_TRIM)
