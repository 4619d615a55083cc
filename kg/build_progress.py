"""Telling a person how far a build is: on standard error, and a moving bar only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.build_document import Built
from kg.build_jobs import count
from kg.build_workers import Failed
from kg.reading.files import Paths

Told = Callable[[Built | Failed], object]


@contextmanager
def progress(paths: Paths, say: Callable[[str], object]) -> Iterator[Told]:
    """What to call with each document as it is done; ``say`` gets a line for each that failed.

    Failures wait for the first document that is built: where none is, the error that ends the build names
    them, and nothing is told twice."""
    if not sys.stderr.isatty():
        yield _patient(say)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("documents, {task.fields[rate]}/s, left:")
    with Progress(
        BarColumn(),
        MofNCompleteColumn(),
        rate,
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("build", total=count(paths), rate="–")

        failed = _patient(lambda reason: bar.console.print(reason, markup=False, highlight=False))

        def told(outcome: Built | Failed) -> None:
            failed(outcome)
            bar.advance(task)
            speed = bar.tasks[task].speed
            bar.update(task, rate=f"{speed:.1f}" if speed else "–")

        yield told


def _patient(say: Callable[[str], object]) -> Told:
    waiting: list[str] | None = []

    def told(outcome: Built | Failed) -> None:
        nonlocal waiting
        if isinstance(outcome, Failed) and waiting is not None:
            waiting.append(outcome.reason)
        elif isinstance(outcome, Failed):
            say(outcome.reason)
        elif waiting is not None:
            for reason in waiting:
                say(reason)
            waiting = None

    return told
