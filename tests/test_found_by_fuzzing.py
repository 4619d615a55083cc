"""What fuzzing has found (``python -m benchmarks.fuzz``), each kept as an example, and a few by chance."""

from __future__ import annotations

from base64 import b64decode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import NAMES, seeds
from benchmarks.fuzz_targets import TARGETS

FOUND: list[tuple[str, bytes]] = [
    ("reading", b"\x00\x1f\x00"),  # a text of controls alone is empty
    (  # marks of emphasis that a join of lines brought onto one line
        "cleaning",
        b64decode(
            "AD0xzzEATQBjAA1yTQAyMDIx5bm05ajvvIyb6ORFRUVFRUVFRUVFRSoqKir/////////qyoqYwDY7Z6k3N3e3+CNNzc3DXBra1zPMQBN"
            "AGNyTQAyMDIx5bm05ajvvIyb6ORFRUVFRUVFRUVFRSoqKir/////////qyoqYwDY7Z6k3N3e3+CNNzc3DXBra1zPMQBNAGMyNzLlkI3vvAAA"
            "AABB6ZW/NTI3MuWQje+8AAAAAEHplb81DjIl44CC"
        ),
    ),
    ("cleaning", b"\x00" + "余（é）（é） （é）".encode()),  # a third pronunciation after a space
    ("cleaning", b"\x00" + "é “".encode()),  # a space that parts what looks like misread Chinese
    ("cleaning", b"\x00" + "？77D1\n1.\n7人".encode()),  # an item joined to a digit is none
    (  # rows of stars are no emphasis
        "cleaning",
        b"vvvvvvv\x01\x00\x00\x00vvvvvvvv\xf7\x00\x02\x03\x04\x05\x06ghijlmnopq\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9"
        b"\xd4vvv"
        + b"H" * 76
        + b"A"
        + b"H" * 45
        + b"v\xdb\xdc\xdd\xde\xdf\xc7\xc2\xc3L\x9e\xe6\x96\xbd\xe2\x80c\x1bEE\x19vp\xe5"
        b"\xff\xff\xff\xfevvvvvv.\x00",
    ),
]


@pytest.mark.parametrize(("target", "data"), FOUND)
def test_what_broke_once(target: str, data: bytes) -> None:
    TARGETS[target](data)


@pytest.mark.parametrize("target", NAMES)
def test_what_fuzzing_begins_with(target: str) -> None:
    for data in seeds(target):
        TARGETS[target](data)


@pytest.mark.parametrize("target", NAMES)
@given(data=st.binary(max_size=200))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_bytes_by_chance(target: str, data: bytes) -> None:
    TARGETS[target](data)
