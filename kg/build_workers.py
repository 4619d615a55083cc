"""Many documents in several processes: jobs in, outcomes out, in order, in bounded memory.

Every process has a pipe of its own and shares no lock, so that one killed half-way through an answer
can hold up nobody else (the reason why no pool of a library is used). A process that dies or takes too
long costs its own job alone: the outcome says so and a fresh process takes its place.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Generic, TypeVar

from kg.errors import KgError

Job = TypeVar("Job")
Result = TypeVar("Result")

AHEAD = 4  # jobs per process that may be done before the first of them is asked for


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a job has no result, as one clause for a person."""

    reason: str


class TooLongError(Exception):
    """A job in this very process went past its limit."""


def work(
    function: Callable[[Job], Result],
    jobs: Iterable[Job],
    processes: int = 1,
    limit: float = 0,
    preload: tuple[str, ...] = (),
) -> Generator[tuple[Job, Result | Failed]]:
    """Each job with what ``function`` makes of it, in the order of ``jobs``.

    ``function`` is a module's own function (it is named to the processes, not sent). With one process it runs
    right here. ``limit`` is in seconds a job, 0 for none. ``preload`` names modules to import once, before
    processes start.
    """
    if processes == 1:
        return _right_here(function, jobs, limit)
    return _in_processes(function, jobs, processes, limit, preload)


def _right_here(
    function: Callable[[Job], Result], jobs: Iterable[Job], limit: float
) -> Generator[tuple[Job, Result | Failed]]:
    for job in jobs:
        yield job, attempt(function, job, limit)


@contextmanager
def few_collections() -> Iterator[None]:
    """Documents make values by the hundred thousand and hardly a cycle: looking for cycles after every 700
    of them is a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 10, 10)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def attempt(function: Callable[[Job], Result], job: Job, limit: float) -> Result | Failed:
    """The function's result within so many seconds, or why there is none: a fault of one document must
    not stop the others, whatever it is."""
    try:
        with _alarm(limit):
            return function(job)
    except KgError as problem:
        return Failed(str(problem))
    except TooLongError:
        return Failed(_too_long(limit))
    except MemoryError:
        return Failed("needs more memory than there is")
    except OSError as problem:
        return Failed(str(problem))
    except Exception as problem:  # a fault of ours: the document is named, the rest goes on
        return Failed(f"fault in this program: {_where(problem)}; please report it")


def _where(problem: BaseException) -> str:
    frame = problem.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f" at {frame.tb_frame.f_globals.get('__name__')}:{frame.tb_lineno}" if frame else ""
    return f"{type(problem).__name__}: {problem}{place}"


def _too_long(limit: float) -> str:
    return f"took longer than {limit:g} s and was stopped; raise the limit with --limit"


@contextmanager
def _alarm(limit: float) -> Iterator[None]:
    """Raise TooLongError in the main thread after so many seconds, where the system can."""
    if not limit or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Worker(Generic[Job, Result]):
    """One process and its pipe; ``number`` is that of the job it has, or None."""

    def __init__(
        self, function: Callable[[Job], Result], context: multiprocessing.context.BaseContext
    ) -> None:
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(function, theirs), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        self.number: int | None = None
        self.since = 0.0

    def give(self, number: int, job: Job) -> None:
        self.number, self.since = number, time.monotonic()
        with suppress(OSError):  # it has died: its end of the pipe says so
            self.pipe.send(job)

    def take(self) -> Result | Failed:
        try:
            return self.pipe.recv()  # type: ignore[no-any-return]
        except (EOFError, OSError):
            self.process.join(5)
            return Failed(_died(self.process.exitcode))

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _died(code: int | None) -> str:
    if code == -9:
        return "its process was killed (signal 9), most likely for want of memory; use fewer (-j)"
    return (
        f"its process ended with code {code}"
        if code is None or code >= 0
        else f"its process died of signal {-code}"
    )


def _serve(function: Callable[[Job], Result], pipe: Connection) -> None:
    """A process's life: a job, its outcome, the next job, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that a person started
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with few_collections(), suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send(attempt(function, pipe.recv(), 0))


def _end_with_parent() -> None:
    """However the parent ends, in the middle of a long job too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _in_processes(
    function: Callable[[Job], Result],
    jobs: Iterable[Job],
    processes: int,
    limit: float,
    preload: tuple[str, ...],
) -> Generator[tuple[Job, Result | Failed]]:
    context = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
    context.set_forkserver_preload(list(preload))
    coming = enumerate(jobs)
    waiting: deque[tuple[int, Job]] = deque()  # given out, in order, not yet handed on
    done: dict[int, Result | Failed] = {}
    workers: list[_Worker[Job, Result]] = []
    try:
        while True:
            _give_out(coming, waiting, workers, processes, lambda: _Worker(function, context))
            if not waiting:
                return
            _collect(workers, done, limit)
            while waiting and waiting[0][0] in done:
                number, job = waiting.popleft()
                yield job, done.pop(number)
    finally:
        for worker in workers:
            worker.stop()


def _give_out(
    coming: Iterator[tuple[int, Job]],
    waiting: deque[tuple[int, Job]],
    workers: list[_Worker[Job, Result]],
    processes: int,
    start: Callable[[], _Worker[Job, Result]],
) -> None:
    """A job for every idle process, unless too many outcomes wait for a slow one."""
    while len(waiting) < processes * AHEAD:
        idle = next((w for w in workers if w.number is None), None)
        if idle is None and len(workers) == processes:
            return
        job = next(coming, None)
        if job is None:
            return
        if idle is None:
            idle = start()
            workers.append(idle)
        waiting.append(job)
        idle.give(*job)


def _collect(workers: list[_Worker[Job, Result]], done: dict[int, Result | Failed], limit: float) -> None:
    """Wait for one outcome at least, or for the first limit to pass."""
    busy = [w for w in workers if w.number is not None]
    patience = min(w.since for w in busy) + limit - time.monotonic() if limit else None
    pipes = set(wait([w.pipe for w in busy], None if patience is None else max(patience, 0)))
    for worker in [w for w in busy if w.pipe in pipes]:
        assert worker.number is not None
        done[worker.number] = outcome = worker.take()
        worker.number = None
        if isinstance(outcome, Failed) and not worker.process.is_alive():
            worker.stop()
            workers.remove(worker)
    for worker in busy if limit and not pipes else ():
        if worker.number is not None and time.monotonic() - worker.since >= limit:
            done[worker.number] = Failed(_too_long(limit))
            worker.stop()
            workers.remove(worker)
