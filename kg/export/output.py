"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from kg.errors import BuildError


def replace(path: Path, content: bytes) -> None:
    """Put ``content`` where ``path`` is, or leave what stood there as it was; makes the folder.

    A pipe or a device is written to as it is. BuildError where that cannot be done.
    """
    path = path.resolve()  # a link stays a link
    try:
        if not replaceable(path):
            path.write_bytes(content)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(prefix=".kg-", dir=path.parent, delete=False) as file:
            temporary = Path(file.name)
            try:
                file.write(content)
                file.close()
                temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
                temporary.replace(path)
            except BaseException:
                with suppress(OSError):
                    temporary.unlink()
                raise
    except OSError as error:
        raise BuildError(f"{path}: {error.strerror}; name a file that can be written (-o)") from error


def replaceable(path: Path) -> bool:
    """Whether a whole file can be put there: not where a pipe or a device is."""
    return path.is_file() or path.is_dir() or not path.exists()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
