"""Sorting on disk gives what sorting in memory gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build_sorting import FAN_IN, Sorter, distinct

LINES = st.lists(st.text("a\t é人\U0001f600", max_size=4).map(lambda s: s.encode() + b"\n"))


def sort_on_disk(batches: list[list[bytes]], run_bytes: int) -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        sorter = Sorter(Path(folder) / "lines", run_bytes)
        for batch in batches:
            sorter.add(b"".join(batch))
        result = list(sorter)
        assert not list(Path(folder).iterdir()), "runs are removed as soon as they are read"
        return result


@settings(max_examples=60, deadline=None)
@given(batches=st.lists(LINES, max_size=5), run_bytes=st.sampled_from([1, 100, 300, 1 << 20]))
def test_the_cut_into_runs_does_not_show(batches: list[list[bytes]], run_bytes: int) -> None:
    expected = sorted(line for batch in batches for line in batch)
    assert sort_on_disk(batches, run_bytes) == expected
    assert sort_on_disk(batches[::-1], run_bytes) == expected
    assert list(distinct(expected)) == sorted(set(expected))
    assert [line.decode() for line in expected] == sorted(line.decode() for line in expected)


def test_more_runs_than_may_be_open_at_once() -> None:
    batches = [[b"%05d\n" % (n * 7919 % 10007), b"%05d\n" % n] for n in range(3 * FAN_IN)]
    assert sort_on_disk(batches, 1) == sorted(line for batch in batches for line in batch)
