"""``kg check``: faults of a vocabulary, a lexicon and rules, each with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.check import Finding, check
from kg.cli import main
from kg.ontology import shipped_folder

ROOT = Path(__file__).parents[1]
RULES = "rules/40-programmes.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped ontology to break."""
    return Path(shutil.copytree(shipped_folder(), tmp_path / "ontology"))


def faults(folder: Path | None) -> list[Finding]:
    return [found for found in check(folder) if not found.note]


def change(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first ``old``; the line on which it began."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="\n")
    return text.count("\n", 0, text.index(old)) + 1


def append(folder: Path, file: str, rule: str) -> int:
    """Put a rule at the end of a file; its line."""
    path = folder / file
    text = path.read_text("utf-8")
    path.write_text(text + rule, "utf-8", newline="\n")
    return text.count("\n") + 1


def test_what_is_shipped_has_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(ROOT / "seeds")]) == 0
    assert capsys.readouterr().out.startswith("0 faults, ")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            "- {id: x, yields: wr:Dragon, pattern: 龙, matches: [龙]}",
            "(x): yields wr:Dragon, which the ontology",
        ),
        ("- {id: x, yields: wr:Goal, pattern: '{dragon}', matches: [龙]}", "unknown lexicon class {dragon}"),
        ("- {id: x, yields: wr:Goal, pattern: '(龙', matches: [龙]}", "the pattern does not compile"),
        ("- {id: x, yields: wr:Goal, pattern: 龙, colour: red}", "unknown key colour; known: aliases, "),
        ("- {id: x, yields: wr:Goal, patern: 龙}", "unknown key patern (did you mean pattern?); known: "),
        ("- {id: x, yields: wr:Goal, pattern: 5}", "pattern must be text, not 5"),
        ("- {id: x, yields: wr:Goal, pattern: a, matches: 甲 → 乙}", "matches must be a list of texts"),
        ("- {id: x, yields: wr:Goal, pattern: 龙, matches: [龙]}", "its name needs (?P<name>…)"),
        ("- {id: x, yields: wr:Goal, pattern: '(?P<name>龙)', weight: 0}", "a weight of 0 speaks neither"),
        (
            "- {id: verb-quote, yields: wr:Goal, pattern: '(?P<name>龙)'}",
            "the id is taken by 40-programmes.yaml",
        ),
        ("- {id: x, yields: wr:Goal, pattern: '(?P<name>巨龙)'}", "x: shows no sentence that it matches"),
        (
            "- {id: x, yields: wr:Goal, pattern: '(?P<name>巨龙)', matches: [凤]}",
            "x: does not match its example 凤",
        ),
        (
            "- {id: x, yields: wr:Goal, pattern: '(?P<name>巨龙)', matches: [巨龙 → 凤]}",
            "x: gives 巨龙, not 凤",
        ),
        (
            "- {id: x, yields: wr:Goal, pattern: '(?P<name>巨龙)', matches: [巨龙], rejects: [大巨龙]}",
            "x: finds 巨龙 in what it must leave: 大巨龙",
        ),
        (
            "- {id: x, yields: wr:Programme, pattern: '“(?P<name>红色薪火工程)”', matches: [“红色薪火工程”]}",
            "x: never fires: quoted-head-inside takes each of its examples",
        ),
        (
            "- {id: x, yields: wr:Outcome, pattern: '(?P<name>巨龙)', matches: [巨龙]}",
            "no class of named things",
        ),
        (
            "- {id: x, yields: wr:targets, pattern: 龙, matches: [龙]}",
            "needs (?P<subject>…) and (?P<object>…)",
        ),
        (
            "- {id: x, yields: wr:Goal, pattern: '(?P<name>巨龙)', matches: [巨龙 -> 凤]}",
            "x: writes -> in its example 巨龙 -> 凤; what it gives stands behind →",
        ),
        (
            "- {id: x, yields: wr:Goal, pattern: '(?P<name>巨龙)', needs: ['{drakes}等'], matches: [巨龙]}",
            "unknown lexicon class {drakes}",
        ),
        ("- {id: x, yields: rejected:joke, pattern: 龙, matches: [龙]}", "only rejected:number"),
    ],
)
def test_a_faulty_rule_is_found_at_its_line(folder: Path, rule: str, said: str) -> None:
    line = append(folder, RULES, f"\n{rule}\n") + 1
    (found,) = faults(folder)
    assert (found.file, found.line) == (RULES, line)
    assert said in found.what


def test_every_broken_rule_is_found_at_once(folder: Path) -> None:
    line = append(folder, RULES, "\n- {id: x, yields: wr:Dragon, pattern: 龙}\n- {id: y, yields: wr:Goal}\n")
    assert [found.line for found in faults(folder)] == [line + 1, line + 2]


def test_a_term_that_nothing_defines_is_found(folder: Path) -> None:
    line = change(folder, "lexicon.ttl", 'wr:comparator ">="', 'wr:comparater ">="')
    assert Finding("lexicon.ttl", line, "wr:comparater is not defined in workreport.ttl") in check(folder)


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("lexicon.ttl", "skos:altLabel", "skos:altLable"),
        ("workreport.ttl", "rdfs:comment", "rdfs:coment"),
        ("shapes.ttl", "sh:minCount", "sh:minCont"),
    ],
)
def test_a_misspelt_property_of_a_standard_is_found(folder: Path, file: str, right: str, wrong: str) -> None:
    line = append(folder, file, f'\nlex:unit {wrong} "坪" .\n'.replace("lex:unit", "wr:Programme"))
    (found,) = [each for each in faults(folder) if wrong in each.what]
    assert (found.file, found.line) == (file, line + 1)
    assert f"{wrong} is no property of {right.partition(':')[0]} (did you mean {right}?)" in found.what


def test_words_given_to_a_kind_that_is_none_are_found(folder: Path) -> None:
    line = append(folder, "lexicon.ttl", '\nlex:programm_head skos:altLabel "专案" .\n')
    append(folder, "indicators.ttl", '\nind:gdpp skos:altLabel "地区总产值"@zh .\n')
    heads, indicators = sorted(faults(folder), key=lambda found: found.file, reverse=True)
    told = "has words and is declared nowhere in this file; near"
    assert heads == Finding("lexicon.ttl", line + 1, f"lex:programm_head {told}: lex:programme_head")
    assert indicators.what == f"ind:gdpp {told}: ind:gdp"


@pytest.mark.parametrize(
    ("file", "begins", "right", "wrong", "what"),
    [
        ("indicators.ttl", "ind:unit-megawatt ", "ind:unit-kilowatt", "ind:unit-kilowat", "unit"),
        ("indicators.ttl", "ind:cpi ", "ind:indicators", "ind:indicator", "scheme"),
        ("indicators.ttl", "ind:gnp ", "ind:gdp", "ind:gdpp", "indicator"),
        ("lexicon.ttl", "lex:org_university ", "lex:org_ending", "lex:org_endin", "class"),
        ("places.ttl", "place:511900 ", "place:510000", "place:510000x", "place"),
        ("workreport.ttl", "wr:Programme ", "wr:Entity", "wr:Entit", "owl:Class"),
    ],
)
def test_a_reference_to_what_does_not_exist_is_found_where_it_stands(
    folder: Path, file: str, begins: str, right: str, wrong: str, what: str
) -> None:
    path = folder / file
    before, at, entry = path.read_text("utf-8").partition(f"\n{begins}")
    assert right in entry
    path.write_text(before + at + entry.replace(right, wrong, 1), "utf-8", newline="\n")
    (found,) = faults(folder)
    assert (found.file, found.line) == (file, before.count("\n") + 2)
    assert found.what.startswith(begins)
    assert found.what.endswith(f" {wrong}, which is no {what} of this file (did you mean {right}?)")


@pytest.mark.parametrize(
    ("name", "taken", "by"),
    [
        ('ind:indicators ; skos:prefLabel "国内生产总值"@zh', "国内生产总值", "ind:gdp"),
        ('ind:units ; skos:prefLabel "千瓦"@zh', "千瓦", "ind:unit-kilowatt"),
        ('ind:units ; skos:prefLabel "千瓦"@zh ; wr:factor "1"', "千瓦", "ind:unit-kilowatt"),
        ('ind:units ; skos:prefLabel "瓩"@zh ; skos:altLabel "千米"@zh', "千米", "ind:unit-kilometre"),
    ],
)
def test_one_name_of_two_things_is_found(folder: Path, name: str, taken: str, by: str) -> None:
    line = append(folder, "indicators.ttl", f"ind:a skos:inScheme {name} .\n")
    told = f"ind:a takes “{taken}”, which names {by} already; keep one"
    assert faults(folder) == [Finding("indicators.ttl", line, told)]


def test_words_of_two_minds_and_words_twice_are_found(folder: Path) -> None:
    change(folder, "lexicon.ttl", '"下降" , "减少" ', '"下降" , "增长" , "减少" , "减少" ')
    said = {found.what for found in faults(folder)}
    assert "“增长” is wr:direction down here and up in lex:up_verb" in said
    assert "“减少” is written twice" in said


def test_a_file_that_cannot_be_read_is_one_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "lexicon.ttl").write_text("lex: nonsense", "utf-8")
    assert main(["check", "--ontology", str(folder)]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{folder}/lexicon.ttl:1: ")
    assert last == "1 fault, 0 notes"


def test_a_rule_file_that_is_no_yaml_is_found_at_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rules" / "70-mine.yaml").write_text("- id: mine\n\tyields: wr:Goal\n", "utf-8")
    assert main(["check", "--ontology", str(folder)]) == 1
    first, _ = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{folder}/rules/70-mine.yaml:2: cannot be read as YAML: found a tab character")


def test_a_key_of_a_rule_that_stands_twice_is_found_at_its_line(folder: Path) -> None:
    rule = "- id: mine\n  yields: wr:Goal\n  pattern: 龙\n  pattern: 凤\n"
    (folder / "rules" / "70-mine.yaml").write_text(rule, "utf-8")
    (found,) = check(folder)
    assert (found.file, found.line) == ("rules/70-mine.yaml", 4)
    assert "the key pattern stands twice in one entry" in found.what


def test_a_class_that_reading_needs_may_not_go(folder: Path) -> None:
    change(folder, "lexicon.ttl", "lex:stage_verb a skos:Concept", "lex:stage_verbs a skos:Concept")
    assert "lacks 'stage_verb', which reading needs" in faults(folder)[-1].what


def test_notes_say_what_never_speaks_in_these_documents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("2025年工作综述\n深化“新苗培优”计划，选派186名干部。\n", "utf-8")
    assert main(["check", str(tmp_path / "a.txt"), "--notes"]) == 0
    notes = capsys.readouterr().out
    assert "note: belt-and-road-kind: finds nothing in 1 document" in notes
    assert "quoted-name-with-head: finds nothing" not in notes
