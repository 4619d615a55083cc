"""What to ask about one name that a person gives, whatever rule found it or turned it down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from kg.cleaning import quote as cleaned_quote
from kg.curation_adding import places
from kg.curation_draft import is_called
from kg.curation_entry import OBSERVATIONS, bare
from kg.errors import UsageError
from kg.model import Mention
from kg.review_facts import Found, by_year, is_it_a_name, is_it_right, is_its_year_right
from kg.review_question import Question
from kg.review_reading import Seen
from kg.wording import counted


def named(seen: Sequence[Seen], name: str, about_two: Iterable[Question]) -> list[Question]:
    """What is called so comes first, then what has these words in its name, then of the questions
    ``about_two`` things those that concern it, then candidates, then the years of programmes that have
    several; where there is none, the words themselves.

    UsageError where no document has these words.
    """
    words = bare(cleaned_quote(name))
    if not words:
        raise UsageError("--name: give a name, or words of it")
    same = _called(seen, words)
    found = [
        *(is_it_right("named", each, _told(each), here=each[0][1].type in OBSERVATIONS) for each in same),
        *(question for question in about_two if any(words in bare(each) for each in question.words)),
        *_turned_down(seen, words),
        *(is_its_year_right(*place) for each in same if len(dated := by_year(each)) > 1 for place in dated),
    ]
    return found or [_in_text(seen, words)]


def _called(seen: Sequence[Seen], words: str) -> list[list[Found]]:
    """What has these words in its name, what is called so first: by name and class, figures one by one."""
    same: dict[tuple[str, ...], list[Found]] = {}
    for each in seen:
        for mention in each.reading.mentions:
            if any(words in name for name in _names(mention)) or is_called(mention, words, each.place):
                figure = (each.name, str(mention.start)) if mention.type in OBSERVATIONS else ()
                same.setdefault((mention.name, mention.type, *figure), []).append((each, mention))
    return sorted(same.values(), key=lambda found: (words not in _names(found[0][1]), len(found[0][1].name)))


def _names(mention: Mention) -> list[str]:
    aliases, full = mention.attributes.get("aliases"), mention.attributes.get("full")
    given = [mention.name, full, *(aliases if isinstance(aliases, tuple) else ())]
    return [bare(name) for name in given if isinstance(name, str)]


def _told(found: Sequence[Found]) -> str:
    people = sorted({str(who) for _, m in found for who in _signed(m)})
    rules = sorted({m.rule for _, m in found})
    by = f"; seen by 已由 {'、'.join(people)} 看过" if people else ""
    return f"by the rule 规则 {', '.join(rules)} ({counted(len(found), 'passage')} 共 {len(found)} 处{by})"


def _signed(mention: Mention) -> tuple[object, ...]:
    people = mention.attributes.get("curated_by")
    return people if isinstance(people, tuple) else ()


def _turned_down(seen: Sequence[Seen], words: str) -> Iterator[Question]:
    asked = set()
    for each in seen:
        chars = each.reading.text.chars
        taken = [(m.start, m.end) for m in each.reading.mentions if words in bare(chars[m.start : m.end])]
        for r in each.reading.rejected:
            text = bare(chars[r.start : r.end])
            if r.kind not in ("name", "quote") or words not in text or (each.name, text) in asked:
                continue
            if not any(start < r.end and r.start < end for start, end in taken):
                asked.add((each.name, text))
                yield is_it_a_name(each, r.start, r.end, f" (turned down 已排除: {r.reason})")


def _in_text(seen: Sequence[Seen], words: str) -> Question:
    for each in seen:
        for start, end in places(each.reading.text.chars, words):
            return is_it_a_name(each, start, end, " (no rule took it 没有规则提取)")
    known = sorted({name for each in seen for m in each.reading.mentions for name in _names(m)})
    near = get_close_matches(words, known, n=3, cutoff=0.4)
    hint = f"near: {', '.join(near)}" if near else "copy it from the text or from the graph"
    raise UsageError(f"{words}: nothing is called so and no document has these words; {hint}")
