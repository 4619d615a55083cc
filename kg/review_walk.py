"""A review at a terminal: each answer is written at once, so that nothing is lost when it is broken off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from shutil import get_terminal_size
from unicodedata import normalize

from kg.curation_file import add, take_back
from kg.errors import CurationError
from kg.review import Answer, changes_nothing, filled
from kg.review_question import Choice, Field, Question
from kg.wording import counted

Ask = Callable[[str, str], str | None]
"""(what to ask, what Enter means) → the answer; None to end."""
Say = Callable[[str], object]

LATER, BACK, QUIT = "-", "u", "q"
_ALWAYS = {LATER: "later 以后再说", BACK: "undo the last answer 收回上一个回答", QUIT: "quit 结束"}

_WHY = Field("why", "Why 理由", "checked against the sentence 已核对原句")
_LAST = "That was the last question; Enter ends, u undoes 已是最后一题，回车结束，u 收回"


def walk(
    questions: Sequence[Question],
    who: str,
    ask: Ask,
    say: Say,
    marked: Callable[[str], str] = str,
) -> int:
    """Ask one question after the other and write each answer at once; how many stand at the end. An answer
    that is taken back is asked for again. ``marked`` sets off the words in question."""
    given: list[tuple[int, Answer]] = []
    at = 0
    while at < len(questions) or given:
        if at == len(questions):  # the last answer may be a slip too
            if _key(ask(_LAST, QUIT)) != BACK:
                break
            at = _taken_back(given, questions, at, say)
            continue
        question = questions[at]
        if question.kind in ("link", "namesake") and not _taken_away(given).isdisjoint(question.words):
            at += 1  # an answer just given has settled it
            continue
        say("")
        say(f"[{at + 1}/{len(questions)}] {question.document}")
        say("\n".join(f"    {line}" for line in _marked(question, marked).split("\n")))
        answer = _answer(question, who, ask, say)
        if answer == QUIT:
            break
        if answer == BACK:
            at = _taken_back(given, questions, at, say)
        else:
            given += [(at, answer)] if isinstance(answer, Answer) else []
            at += 1
    say("")
    if not questions:
        say("there is nothing to ask 没有需要询问的")
    elif given:
        say(f"{counted(len(given), 'answer')} written to {_files(questions)} 回答已写入")
    else:
        say("nothing was changed 没有改动")
    return len(given)


def _taken_away(given: Iterable[tuple[int, Answer]]) -> set[str]:
    """The names that these answers leave nothing under: merged into others, renamed, rejected."""
    names: set[str] = set()
    for entry in (answer.entry for _, answer in given):
        gone = [*entry.get("merge", []), entry.get("rename"), entry.get("reject")]
        if not entry.keys() & {"value", "quote", "document"}:  # else others of that name stay
            names |= {name for name in gone if isinstance(name, str) and name != entry.get("into")}
    return names


def _taken_back(given: list[tuple[int, Answer]], questions: Sequence[Question], at: int, say: Say) -> int:
    """Undo the last answer; the number of the question to go on with: its own."""
    if not given:
        say(f"    nothing to undo; earlier answers stand in 没有可收回的；以前的回答在 {_files(questions)}")
        return at
    try:
        for file in given[-1][1].files:
            take_back(file, given[-1][1].entry)
    except CurationError as problem:
        say(f"    {problem}")
        return at
    say("    taken back 已收回")
    return given.pop()[0]


def write(answers: Iterable[Answer]) -> None:
    """Put answers below what their files hold."""
    for answer in answers:
        for file in answer.files:
            add(file, [answer.entry])


def _files(questions: Sequence[Question]) -> str:
    return ", ".join(sorted({str(file) for question in questions for file in question.files}))


def _marked(question: Question, marked: Callable[[str], str]) -> str:
    found = "|".join(map(re.escape, sorted(question.words, key=len, reverse=True)))
    passage = question.passage
    return re.sub(found, lambda words: marked(words[0]), passage) if found else passage


def _answer(question: Question, who: str, ask: Ask, say: Say) -> Answer | str:
    """The answer, already written; or LATER, BACK or QUIT."""
    keys = {choice.key: choice for choice in question.choices}
    for part in ({key: choice.label for key, choice in keys.items()}, _ALWAYS):
        for line in _lines([f"{key} {label}" for key, label in part.items()]):
            say(f"    {line}")
    while True:
        given = ask(question.ask, LATER)
        key = _key(given)
        if key in _ALWAYS:
            return key
        if key not in keys:
            there = " ".join([*keys, *_ALWAYS])
            say(f"    {given}: no such answer; type one of 没有这个选项，请输入: {there}")
            continue
        answer = _filled(question, keys[key], who, ask, say)
        if isinstance(answer, Answer):
            try:
                write([answer])
            except CurationError as problem:
                say(f"    {problem}")
            else:
                return answer
        elif answer == QUIT:
            say("    this answer is not complete and is not written 这个回答没有完成，未写入")
            return QUIT


def _key(given: str | None) -> str:
    """The key meant, typed in capitals or in full width too."""
    return QUIT if given is None else normalize("NFKC", given).strip().lower()


def _filled(question: Question, choice: Choice, who: str, ask: Ask, say: Say) -> Answer | str:
    """The answer with what it needs to be told; or BACK or QUIT, which are never a name or a reason, and BACK
    where it would change nothing."""
    values: dict[str, str] = {}
    for field in choice.fields:
        told = _told(field, ask, say)
        if told in (BACK, QUIT):
            return told
        values[field.name] = told
    if changes_nothing(filled(question, choice, values, who, "")):
        say("    that is how it is already: nothing to write 与现有内容相同，无需写入")
        return BACK
    why = _told(_WHY, ask, say)
    return why if why in (BACK, QUIT) else filled(question, choice, values, who, why)


def _told(field: Field, ask: Ask, say: Say) -> str:
    """What is given for a field, asked for until it will do; or BACK or QUIT."""
    if field.options:
        for line in _lines([f"{value} {label}".rstrip() for value, label in field.options.items()]):
            say(f"      {line}")
    while True:
        given = ask(f"    {field.ask}", field.known)
        if given is None or _key(given) in (BACK, QUIT):
            if _key(given) == BACK:
                say("    taken back 已收回")
            return _key(given)
        try:
            return field.read(given)
        except ValueError as wrong:
            say(f"    {wrong}")


def _lines(parts: Iterable[str]) -> Iterator[str]:
    """Parts side by side, as many as the terminal has room for."""
    from rich.cells import cell_len

    room, line = get_terminal_size().columns - 4, ""
    for part in parts:
        longer = f"{line}   {part}" if line else part
        if line and cell_len(longer) > room:
            yield line
            longer = part
        line = longer
    yield line
