"""The kept merge: what is looked up is what was put in, and copying it with edits is writing it anew."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build_kept import NAME, DoubtError, Kept, keeping, kept

HEAD = b"@prefix id: <x> .\n"
LINES = st.lists(st.tuples(st.text("ab-1", min_size=1, max_size=3), st.text("xy é", max_size=2)), max_size=30)


def line(pair: tuple[str, str]) -> bytes:
    return f"id:{pair[0]}\t{pair[1]}\n".encode()


def block(name: str, said: str | None) -> bytes:
    return f"\nid:{name} a {said} ;\n    b 1 .\n".encode() if said else b""


def keep(folder: Path, lines: list[bytes], blocks: list[bytes], names: list[bytes]) -> None:
    (folder / "graph.ttl").write_bytes(HEAD + b"".join(blocks))
    with keeping(folder) as keeper:
        assert list(keeper.take(lines)) == lines
        assert list(keeper.take(lines[::2])) == lines[::2]
        keeper.take_names(names)
        keeper.take_graph(folder / "graph.ttl", len(HEAD))
        keeper.finish("key", {"fact": 1})


@settings(max_examples=150, deadline=None)
@given(pairs=LINES, asked=st.lists(st.text("ab-1", min_size=1, max_size=3), unique=True))
def test_lines_are_found_by_their_beginning(pairs: list[tuple[str, str]], asked: list[str]) -> None:
    lines = sorted(map(line, pairs))
    names = [b"%064d\n" % n for n in range(0, 2 * len(pairs), 2)]
    with tempfile.TemporaryDirectory() as name:
        keep(Path(name), lines, [], names)
        with kept(Path(name), "another key") as none:
            assert none is None
        with kept(Path(name), "key") as found:
            assert found is not None
            assert found.facts == {"fact": 1}
            for head in sorted(f"id:{name}\t".encode() for name in asked):
                for section, all_lines in ((found.parts, lines), (found.lines, lines[::2])):
                    section.find(head)
                    own = [one for one in all_lines if one.startswith(head)]
                    assert list(section.of(head)) == own
                    for one in own:
                        assert list(section.of(one)) == [one] * own.count(one)
            known = [n for n in range(2 * len(pairs)) if found.number(f"{n:064}") is not None]
            assert known == list(range(0, 2 * len(pairs), 2))
            assert [f"{found.name(n)}\n".encode() for n in range(found.documents)] == names


VALUES = st.one_of(st.none(), st.sampled_from(["x", "yy", "z" * 9]))


@settings(max_examples=150, deadline=None)
@given(data=st.dictionaries(st.text("ab-1", min_size=1, max_size=3), st.tuples(VALUES, VALUES)))
def test_a_copy_with_edits_is_what_would_be_written(data: dict[str, tuple[str | None, str | None]]) -> None:
    in_order = sorted(data, key=lambda name: f"{name}\t")
    blocks = [
        (f"id:{name} ".encode(), block(name, data[name][0]), block(name, data[name][1])) for name in in_order
    ]
    edits = [edit for edit in blocks if edit[1] != edit[2]]
    with tempfile.TemporaryDirectory() as name:
        keep(Path(name), [], [before for _, before, _ in blocks], [])
        with kept(Path(name), "key") as found:
            assert copied(found, edits) == b"".join(now for *_, now in blocks)
        for at, (head, before, now) in enumerate(edits):
            wrong = head, b"" if before else b"\n%bis not there .\n" % head, now
            with kept(Path(name), "key") as found, pytest.raises(DoubtError):
                copied(found, [*edits[:at], wrong, *edits[at + 1 :]])


def copied(found: Kept | None, edits: list[tuple[bytes, bytes, bytes]]) -> bytes:
    assert found is not None
    out = io.BytesIO()
    found.copy(edits, out)
    return out.getvalue()


def test_what_cannot_be_looked_up_later_is_not_kept(tmp_path: Path) -> None:
    """The same entry twice; an individual whose name Turtle writes in full, out of the order of records."""
    twice = [b"%064d\n" % 1] * 2
    odd = b"\n<y/b> a x .\n"
    for names, blocks in ((twice, []), ([], [block("a", "x"), odd]), ([], [odd])):
        keep(tmp_path, [], blocks, names)
        assert not (tmp_path / NAME).exists()
        assert {file.name for file in tmp_path.iterdir()} == {"graph.ttl"}
