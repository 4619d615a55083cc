"""Archives: their documents one after the other, nothing unpacked to disk, nothing trusted."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from kg.errors import SourceError
from kg.reading.document import Document
from kg.reading.formats import ARCHIVES, SUFFIXES, documents
from kg.reading.limits import Limits, Options, check_members, met
from kg.reading.names import printable
from kg.reading.sidecar import NAME as SIDECAR

Found = Iterator[Document | SourceError]
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, gzip.BadGzipFile)
_SLACK = 16 * 1024**2  # bytes unpacked before the ratio is looked at


def read_zip(stream: BinaryIO, name: str, options: Options) -> Found:
    """The documents of a ZIP archive, by name. Raises SourceError for one that is broken or a bomb."""
    with _zip(stream, options) as archive:
        members = {_member_name(m): m for m in archive.infolist() if not m.is_dir()}
        for member in sorted(filter(_is_document, members)):
            if members[member].flag_bits & 1:
                yield SourceError(f"{member}: protected by a password")
                continue
            with archive.open(members[member]) as packed:
                yield from _member(packed, member, options)
        if not any(map(_is_document, members)):
            yield SourceError(f"no documents in the archive ({', '.join(SUFFIXES)})")


def _zip(stream: BinaryIO, options: Options) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN as problem:
        raise SourceError(f"broken archive ({problem})") from None
    check_members(archive.infolist(), options.limits)
    return archive


def read_tar(stream: BinaryIO, name: str, options: Options) -> Found:
    """The documents of a tar archive, packed or not, in its order. Links in it are passed over."""
    plain = _unpacked(stream, PurePosixPath(name.lower()).suffix, options.limits)
    found = 0
    try:
        with tarfile.open(fileobj=plain, mode="r|") as archive:
            for number, member in enumerate(archive, 1):
                if number > options.limits.archive_members:
                    allowed = f"{options.limits.archive_members:,} files allowed"
                    raise SourceError(f"more than the {allowed} {met('archive_members')}")
                content = archive.extractfile(member) if member.isfile() else None
                path = _safe(member.name)
                if content is not None and _is_document(path):
                    found += 1
                    yield from _member(content, path, options)
    except _BROKEN as problem:
        raise SourceError(f"broken archive ({problem})") from None
    if not found:
        yield SourceError(f"no documents in the archive ({', '.join(SUFFIXES)})")


def read_packed(stream: BinaryIO, name: str, options: Options) -> Found:
    """A single file packed by gzip, bzip2 or xz, which may be a tar archive."""
    inside = PurePosixPath(name).stem
    if inside.lower().endswith(".tar"):
        yield from read_tar(stream, name, options)
        return
    plain = _unpacked(stream, PurePosixPath(name.lower()).suffix, options.limits)
    try:
        yield from documents(plain, inside, options.encoding, options)
    except _BROKEN as problem:
        raise SourceError(f"broken archive ({problem})") from None


def _member(packed: IO[bytes], name: str, options: Options) -> Found:
    """The documents of one member; what is wrong with it is told and the others go on."""
    if name.lower().endswith(tuple(ARCHIVES)):
        yield SourceError(f"{name}: an archive within an archive: unpack it first")
        return
    try:
        for found in documents(cast(BinaryIO, packed), name, options.encoding, options):
            if isinstance(found, SourceError):
                yield SourceError(f"{name}: {found}")
            else:
                yield replace(found, part=f"{name}#{found.part}" if found.part else name)
    except SourceError as problem:
        yield SourceError(f"{name}: {problem}")


class _Metered(io.RawIOBase):
    """An unpacked stream that stops when it grows beyond its limits."""

    def __init__(self, plain: IO[bytes], packed: BinaryIO, limits: Limits) -> None:
        self._plain, self._packed, self._limits = plain, packed, limits
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._plain.read(len(buffer))
        buffer[: len(data)] = data
        self._size += len(data)
        packed = self._packed.tell() if self._packed.seekable() else self._size
        ratio = self._size / max(1, packed)
        if self._size > self._limits.archive_bytes:
            allowed = f"{self._limits.archive_bytes:,} bytes allowed"
            raise SourceError(f"unpacks to more than the {allowed} {met('archive_bytes')}")
        if self._size > _SLACK and ratio > self._limits.archive_ratio:
            raise SourceError(f"unpacks to {ratio:.0f} times its size {met('archive_ratio')}")
        return len(data)


def _unpacked(stream: BinaryIO, suffix: str, limits: Limits) -> BinaryIO:
    plain: IO[bytes]
    if suffix in (".gz", ".tgz"):
        plain = cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    elif suffix in (".bz2", ".tbz2"):
        plain = bz2.BZ2File(stream)
    elif suffix in (".xz", ".txz"):
        plain = lzma.LZMAFile(stream)  # noqa: SIM115  closed with the stream that it reads
    else:
        return stream
    return io.BufferedReader(_Metered(plain, stream, limits))


def _is_document(name: str) -> bool:
    parts = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts.parts)
    return not hidden and parts.suffix.lower() in SUFFIXES and parts.name != SIDECAR


def _member_name(member: zipfile.ZipInfo) -> str:
    """The name in Unicode: archives made on Chinese Windows write GBK without saying so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return _safe(name)


def _safe(name: str) -> str:
    """The name without what climbs or starts at the root; it only names, nothing is written there."""
    parts = name.replace("\\", "/").split("/")
    return printable("/".join(part for part in parts if part not in ("", ".", "..")))
