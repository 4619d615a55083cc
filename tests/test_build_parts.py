"""Parts that went through lines on disk link as parts in memory do."""

from __future__ import annotations

import random
from collections.abc import Iterable

from said import WORDS, Named, Said, report

from kg.build_parts import groups, part_lines
from kg.linking import link, link_group, parts
from kg.model import Graph

GUIZHOU = [
    Said("国内生产总值", "7.5", "%", 2022, planned=True),
    Said("国内生产总值", "1210000", "元", 2022),
    Said("GDP", "7.60", "%", 2022, comparator=">="),
]
REPORTS = [
    report(2022, GUIZHOU[0], Named("人才工程", "工程", ("人才",)), place="贵州"),
    report(2023, GUIZHOU[1], Named("人才", "计划"), place="贵州"),
    report(2023, GUIZHOU[2], place="贵州"),
    report(2023, Said("就业", "12", "人", None), Named("新增\u2028\n“x”", "工程", local=False), place="云南"),
]


def linked(lines: Iterable[bytes]) -> Graph:
    graph = Graph()
    for key, found in groups(lines):
        graph |= link_group(key, found, WORDS)
    return graph


def test_linking_by_sorted_lines_is_linking_in_memory() -> None:
    whole = REPORTS[0] | REPORTS[1] | REPORTS[2] | REPORTS[3]
    lines = {line for r in REPORTS for line in part_lines(parts(r, WORDS)).splitlines(keepends=True)}
    shuffled = random.Random(7).sample(sorted(lines), len(lines))
    assert whole | linked(sorted(shuffled)) == link(whole, WORDS)
    assert linked(sorted(lines)).edges


def test_parts_are_what_they_were() -> None:
    parts_of_all = {part for one in REPORTS for part in parts(one, WORDS)}
    lines = [part_lines([part]) for part in parts_of_all]
    again = {(key, part) for line in lines for key, found in groups([line, line]) for part in found}
    assert again == parts_of_all


def test_a_part_alone_in_its_group_links_to_nothing_or_is_told() -> None:
    for key, part in (part for one in REPORTS for part in parts(one, WORDS)):
        told = bool(list(groups([part_lines([(key, part)])])))
        assert told or not link_group(key, [part], WORDS).edges
