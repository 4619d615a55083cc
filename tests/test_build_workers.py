"""Processes that take jobs and give outcomes: in order, bounded, whatever becomes of one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from kg.build_workers import AHEAD, Failed, work
from kg.errors import SourceError


def act(job: str) -> str:
    """Does what a job says, so that a test can see what becomes of it."""
    verb, _, what = job.partition(" ")
    match verb:
        case "sleep":
            time.sleep(float(what))
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "fail":
            raise SourceError(what)
        case "break":
            raise ZeroDivisionError(what)
        case "memory":
            raise MemoryError
        case "big":
            return what * 1_000_000
    return job


@pytest.mark.parametrize("processes", [1, 3])
def test_outcomes_come_in_the_order_of_the_jobs(processes: int) -> None:
    jobs = [f"sleep {0.02 * (n % 3)}" if n % 2 else f"job {n}" for n in range(20)]
    assert list(work(act, jobs, processes)) == [(job, job) for job in jobs]


def test_jobs_that_wait_for_a_slow_one_are_not_the_last() -> None:
    jobs = ["sleep 0.5", *(f"job {n}" for n in range(40))]
    assert list(work(act, jobs, 2)) == [(job, job) for job in jobs]


@pytest.mark.parametrize("processes", [1, 2])
def test_no_jobs_no_outcomes(processes: int) -> None:
    assert list(work(act, [], processes)) == []


@pytest.mark.parametrize("processes", [1, 2])
def test_a_fault_costs_its_own_job_alone(processes: int) -> None:
    jobs = ["a", "fail x.txt: empty", "break it", "memory", "b"]
    outcomes = [outcome for _, outcome in work(act, jobs, processes)]
    assert outcomes[0] == "a"
    assert outcomes[1] == Failed("x.txt: empty")
    assert isinstance(outcomes[2], Failed)
    assert "ZeroDivisionError: it at" in outcomes[2].reason
    assert isinstance(outcomes[3], Failed)
    assert outcomes[4] == "b"


def test_a_process_that_dies_is_told_and_replaced() -> None:
    jobs = ["a", "die", "b", "exit", "c", "die", "d", "e"]
    outcomes = dict(enumerate(outcome for _, outcome in work(act, jobs, 2)))
    for n in (1, 5):
        assert "killed" in getattr(outcomes[n], "reason", "")
    assert "code 3" in getattr(outcomes[3], "reason", "")
    assert [outcomes[n] for n in (0, 2, 4, 6, 7)] == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_job_past_its_limit_is_stopped(processes: int) -> None:
    began = time.monotonic()
    jobs = ["a", "sleep 60", "b", "c"]
    outcomes = [outcome for _, outcome in work(act, jobs, processes, limit=4)]
    assert "longer than 4 s" in getattr(outcomes[1], "reason", "")
    assert [outcomes[n] for n in (0, 2, 3)] == ["a", "b", "c"]
    assert time.monotonic() - began < 50  # and not the minute that the job asks for


def test_large_outcomes_pass() -> None:
    assert [len(str(outcome)) for _, outcome in work(act, ["big ab", "big c"], 2)] == [2_000_000, 1_000_000]


def test_jobs_are_taken_only_as_fast_as_outcomes_are_wanted() -> None:
    taken = 0

    def jobs() -> Iterator[str]:
        nonlocal taken
        for n in range(1000):
            taken += 1
            yield f"job {n}"

    outcomes = work(act, jobs(), 2)
    next(outcomes)
    assert taken <= 2 * AHEAD
    outcomes.close()


def test_jobs_that_cannot_go_on_stop_the_processes() -> None:
    def jobs() -> Iterator[str]:
        yield "a"
        raise SourceError("no more")

    with pytest.raises(SourceError, match="no more"):
        list(work(act, jobs(), 2))


PARENT = """
import sys
sys.path.insert(0, {folder!r})
from test_build_workers import act
from kg.build_workers import work
if __name__ == "__main__":
    for job, outcome in work(act, ["pid", "sleep 60", "sleep 60"], 2):
        print(outcome, flush=True)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_nothing_is_left_running_when_the_parent_ends(how: signal.Signals, tmp_path: object) -> None:
    code = PARENT.format(folder=os.path.dirname(__file__))  # noqa: PTH120
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=-1,
        stderr=-1,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "pid\n"
        os.kill(parent.pid, how)
        parent.communicate(timeout=20)  # every process that still ran would keep the pipe open
    assert parent.returncode == -how
