"""Running a command and seeing what it cost: time, processor time, memory."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """``seconds`` by the clock, ``processor`` seconds of the process and its children, ``peak`` bytes of
    the largest of them."""

    seconds: float
    processor: float
    peak: int


def run(*command: str | Path) -> Cost:
    """Run ``python COMMAND…`` from the checkout. CalledProcessError where it fails."""
    began = time.perf_counter()
    arguments = [sys.executable, *map(str, command)]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        problems = process.stderr.read() if process.stderr else b""
    if process.returncode:
        sys.stderr.write(problems.decode("utf-8", "replace"))
        raise subprocess.CalledProcessError(process.returncode, arguments, stderr=problems)
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def median(times: int, what: Callable[[], Cost]) -> Cost:
    """Do it so often; the median of each figure."""
    costs = [what() for _ in range(times)]
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.processor for cost in costs),
        int(statistics.median(cost.peak for cost in costs)),
    )


def machine() -> str:
    """The machine and the Python that figures are true of."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line
        ]
        model = names[0] if names else model
    return f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}, {platform.system()}"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
