"""An output folder that holds one whole build, whatever happens to the process that writes it.

    .kg-build-x  ──commit──▶  .kg-ready-x  ──move files──▶  graph.ttl, manifest.json, …
    being written             whole, to be moved            gone when empty

Files are written into a hidden folder inside the output folder. The one step that decides is the
rename of that folder: before it the earlier output stands untouched; after it the new files are
moved into place, by this process or, should it die right there, by the next one to open the
folder. A lock on the hidden folder tells a build at work from one that died; a lock on the
output folder lets one build at a time move its files.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from kg.errors import BuildError

try:
    import fcntl
except ImportError:  # Windows: each file is whole, but two builds at once may mix theirs
    fcntl = None  # type: ignore[assignment]

WRITING, READY, GONE = ".kg-build-", ".kg-ready-", ".gone"


@contextmanager
def output_folder(folder: Path, names: frozenset[str]) -> Iterator[Path]:
    """A folder to write in; on leaving it without an error its files replace those of ``folder``.

    ``names`` are the files that a build owns there: those not written this time are removed, so
    that no file of an earlier build stands beside the new ones. Every other file is left alone.
    BuildError where the folder cannot be made or written.
    """
    made = not folder.exists()
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with _locked(folder):
                _recover(folder)
                stage = Path(tempfile.mkdtemp(prefix=WRITING, dir=folder))
                stack.enter_context(_locked(stage))
        except OSError as problem:
            reason = f"{folder}: {problem.strerror}; name a folder that can be written (-o)"
            raise BuildError(reason) from problem
        try:
            yield stage
            _publish(stage, folder, names)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
            if made:
                with suppress(OSError):  # nothing came of it: leave no empty folder behind
                    folder.rmdir()


def recover(folder: Path) -> None:
    """Finish the moves of a build that died while making them, and remove what a dead one left."""
    if folder.is_dir():
        with _locked(folder):
            _recover(folder)


def _recover(folder: Path) -> None:
    for ready in sorted(folder.glob(READY + "*")):
        _move(ready, folder)
    for stage in folder.glob(WRITING + "*"):
        with suppress(BlockingIOError), _locked(stage, wait=False):
            shutil.rmtree(stage, ignore_errors=True)


def _publish(stage: Path, folder: Path, names: frozenset[str]) -> None:
    for file in [*stage.iterdir(), stage]:
        _flush(file)
    for name in names:
        if not (stage / name).exists():
            (stage / f"{name}{GONE}").touch()
    with _locked(folder):
        ready = stage.with_name(READY + stage.name.removeprefix(WRITING))
        stage.rename(ready)
        _flush(folder)
        _move(ready, folder)


def _move(ready: Path, folder: Path) -> None:
    """May be taken up again after any of its steps."""
    for file in sorted(ready.iterdir()):
        if file.suffix == GONE:
            (folder / file.stem).unlink(missing_ok=True)
            file.unlink()
        else:
            file.replace(folder / file.name)
    ready.rmdir()


def _flush(path: Path) -> None:
    """Make a file or folder outlive a power cut."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(folder: Path, wait: bool = True) -> Iterator[None]:
    """Hold the folder's lock; BlockingIOError where another holds it and ``wait`` is False."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
