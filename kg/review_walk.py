"""A review at a terminal: each answer is written at once, so that nothing is lost when it is broken off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from kg.curation_file import add
from kg.errors import CurationError
from kg.review import Answer, filled
from kg.review_question import Question
from kg.wording import counted

Ask = Callable[[str, str, Sequence[str]], str | None]
"""(what to ask, what Enter means, the only answers there are or none) → the answer; None to end."""


def walk(
    questions: Sequence[Question],
    who: str,
    ask: Ask,
    say: Callable[[str], object],
    marked: Callable[[str], str] = str,
) -> int:
    """Ask one question after the other and write each answer at once; how many were answered. ``marked`` sets
    off the words in question."""
    answered = 0
    for number, question in enumerate(questions, 1):
        say("")
        say(f"[{number}/{len(questions)}] {question.document}")
        say("\n".join(f"    {line}" for line in _marked(question, marked).split("\n")))
        answer = _answer(question, who, ask, say)
        if answer is None:
            break
        answered += len(answer)
    say("")
    files = sorted({str(file) for question in questions for file in question.files})
    say(f"{counted(answered, 'answer')} written to {', '.join(files)}" if answered else "nothing was changed")
    return answered


def write(answers: Iterable[Answer]) -> None:
    """Put answers below what their files hold."""
    for answer in answers:
        for file in answer.files:
            add(file, [answer.entry])


def _marked(question: Question, marked: Callable[[str], str]) -> str:
    found = "|".join(map(re.escape, sorted(question.words, key=len, reverse=True)))
    return re.sub(found, lambda words: marked(words[0]), question.sentence) if found else question.sentence


def _answer(question: Question, who: str, ask: Ask, say: Callable[[str], object]) -> list[Answer] | None:
    """The answer, already written; none for a question that is passed over, None to end."""
    keys = {choice.key: choice for choice in question.choices}
    menu = "   ".join([*(f"{c.key} {c.label}" for c in question.choices), "- later 以后再说", "q quit 结束"])
    say(f"    {menu}")
    while True:
        key = ask(question.ask, "-", [*keys, "-", "q"])
        if key is None or key == "q":
            return None
        if key == "-":
            return []
        values: dict[str, str] = {}
        for name, what, known in keys[key].fields:
            given = ask(f"    {what}", known, ())
            if given is None:
                return None
            values[name] = given
        why = ask("    Why 理由", "checked against the sentence", ())
        if why is None:
            return None
        answer = filled(question, keys[key], values, who, why)
        try:
            write([answer])
        except CurationError as problem:
            say(f"    {problem}")
        else:
            return [answer]
