"""From documents to a folder: whole, the same bytes whatever the way, nothing lost on the road."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.build_document import Setup
from kg.build_graph import Plan, build, plan
from kg.build_outputs import NAMES, Form
from kg.build_workers import Failed
from kg.cleaning import quote
from kg.errors import BuildError, UsageError
from kg.linking import without_inferred
from kg.ontology import shipped_folder
from kg.store import read_graph

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
QUICK = Plan(form=Form(page=False, check=False))
WR = "https://w3id.org/workreport/ontology#"


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def report(year: int, place: str, figure: int) -> str:
    return (
        f"{year}年{place}市组织工作综述\n\n"
        f"实施“人才入企”行动，全年引进急需紧缺人才{figure}名。\n"
        f"新增就业{figure + 7}人，增长{figure % 9 + 1}%。"
        f"市委党校深入实施“新苗培优”“双向互派”等计划，培训干部{figure % 50 + 1}期。\n"
    )


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("seeds") / "exports"
    build(SEEDS, output)
    return output


@pytest.fixture(scope="module")
def quads(seeds: Path) -> list[ox.Quad]:
    return list(ox.parse(path=seeds / "graph.ttl", format=ox.RdfFormat.TURTLE))


def test_a_build_writes_its_files_and_nothing_else(seeds: Path) -> None:
    assert set(contents(seeds)) == NAMES - {"quarantine.ttl"}
    assert not [folder for folder in seeds.iterdir() if folder.is_dir()]


def test_the_graph_is_the_same_for_two_parsers(seeds: Path, quads: list[ox.Quad]) -> None:
    assert len(rdflib.Graph().parse(seeds / "graph.ttl")) == len(quads) > 1000


def test_names_are_ascii_and_nothing_is_blank(quads: list[ox.Quad]) -> None:
    for quad in quads:
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.BlankNode)
        names = [term.value for term in quad.triple if isinstance(term, ox.NamedNode)]
        assert "".join(names).isascii()


def test_every_quote_is_what_the_published_file_says_there(quads: list[ox.Quad]) -> None:
    """The law of evidence: the file between oa:start and oa:end cleans to oa:exact."""
    oa = "http://www.w3.org/ns/oa#"
    terms = [(quad.subject, quad.predicate, quad.object) for quad in quads]
    said = {(s.value, p.value): o.value for s, p, o in terms if not isinstance(s, ox.Triple | ox.BlankNode)
            and not isinstance(o, ox.Triple)}  # fmt: skip
    texts = {
        said[report, f"{WR}file"]: (SEEDS / said[report, f"{WR}file"]).read_bytes().decode("utf-8-sig")
        for report, property_ in said
        if property_ == f"{WR}sha256"
    }
    evidence = [name for name, property_ in said if property_ == f"{oa}hasSelector"]
    assert len(evidence) > 100
    for name in evidence:
        selector, report = said[name, f"{oa}hasSelector"], said[name, f"{oa}hasSource"]
        start, end = int(said[selector, f"{oa}start"]), int(said[selector, f"{oa}end"])
        assert quote(texts[said[report, f"{WR}file"]][start:end]) == said[name, f"{oa}exact"]


def test_the_manifest_vouches_for_every_file(seeds: Path) -> None:
    manifest = json.loads((seeds / "manifest.json").read_text("utf-8"))
    for name in NAMES - {"manifest.json", "quarantine.ttl"}:
        content = (seeds / name).read_bytes()
        assert manifest["files"][name] == {"bytes": len(content), "sha256": sha256(content).hexdigest()}
    assert [(d["file"], d["year"], d["place"]) for d in manifest["documents"]] == [
        ("bazhong-2021.txt", 2021, "巴中"),
        ("bazhong-2025.txt", 2025, "巴中"),
    ]


def test_the_coverage_accounts_for_every_number_and_quote(seeds: Path) -> None:
    coverage = json.loads((seeds / "coverage.json").read_text("utf-8"))
    assert [d["file"] for d in coverage["documents"]] == ["bazhong-2021.txt", "bazhong-2025.txt"]
    for document in coverage["documents"]:
        for kind in ("numbers", "quotes"):
            account = document[kind]
            assert account["taken"] > 0
            assert account["unmatched"] == len(account["left"])
    totals = sum(coverage["totals"][f"numbers {fate}"] for fate in ("taken", "rejected", "unmatched"))
    assert totals > 200


def test_what_is_left_out_stands_where_the_coverage_says(seeds: Path) -> None:
    for document in json.loads((seeds / "coverage.json").read_text("utf-8"))["documents"]:
        published = (SEEDS / document["file"]).read_bytes().decode("utf-8")
        left = [e for k in ("numbers", "quotes") for e in document[k]["rejections"] + document[k]["left"]]
        assert len(left) > 50
        for entry in left + document["names"]:
            assert quote(published[entry["start"] : entry["end"]]) == entry["text"]


def test_the_place_of_what_is_left_out_survives_cleaning(tmp_path: Path) -> None:
    published = (
        "2025年巴中組織工作綜述\n第 1 頁\n全市上(shàng)下同心，第１５届大会于1 9 9 3年召开，成為“大熔爐”。\n"
        f"引进\ufffd12名，{'坚持久久为功，' * 20}县委党校实施青苗计划。\n"
    )
    (tmp_path / "report.txt").write_text(published, "utf-8")
    ontology = tmp_path / "ontology"
    shutil.copytree(shipped_folder(), ontology)
    rule = "- {id: all, yields: wr:targets, pattern: '(?P<subject>全市)(?s:.*)(?P<object>计划)'}\n"
    (ontology / "rules" / "99-mine.yaml").write_text(rule, "utf-8")
    build(tmp_path / "report.txt", tmp_path / "out", replace(QUICK, setup=Setup(ontology=ontology)))
    (told,) = json.loads((tmp_path / "out" / "coverage.json").read_text("utf-8"))["documents"]
    left = (*told["numbers"]["rejections"], *told["quotes"]["rejections"], *told["damaged"])
    words = [published[each["start"] : each["end"]] for each in left]
    assert words == ["2025", "1", "１５", "1 9 9 3", "12", "“大熔爐”", "\ufffd12"]
    (long,) = told["not_admitted"]
    whole = published[long["start"] : long["end"]]
    assert (whole[:2], whole[-2:]) == ("全市", "计划")
    assert long["text"].startswith("全市上下同心，第15届大会于1993年召开")
    assert long["text"].endswith("…")
    assert len(long["text"]) < len(whole)


def test_a_rule_that_may_match_nothing_finds_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(report(2024, "巴中", 30), "utf-8")
    shutil.copytree(shipped_folder(), tmp_path / "ontology")
    rule = "- {id: all, yields: wr:Goal, pattern: '(?P<name>(?:龙腾)?)', needs: [巴中]}\n"
    rule += "- {id: any, yields: wr:Goal, pattern: '(?P<name>(?:龙腾)?)'}\n"
    rule += "- {id: some, yields: wr:targets, pattern: '(?P<subject>(?:龙)?)(?P<object>(?:腾)?)'}\n"
    (tmp_path / "ontology" / "rules" / "99-mine.yaml").write_text(rule, "utf-8")
    summary = build(
        tmp_path / "report.txt", tmp_path / "out", replace(QUICK, setup=Setup(ontology=tmp_path / "ontology"))
    )
    assert (summary.failed, summary.totals["not_admitted"]) == ((), 0)


def test_neither_order_nor_processes_nor_the_cache_show(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    shutil.copy(SEEDS / "bazhong-2021.txt", documents)
    rows = [{"id": f"r{n}", "text": report(2020 + n, "巴中", 90 * n)} for n in range(4)]
    (documents / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    paths = [documents / "bazhong-2021.txt", documents / "rows.jsonl"]
    cached = replace(QUICK, setup=Setup(cache=tmp_path / "cache"))
    ways: list[tuple[list[Path], Plan]] = [
        (paths, QUICK),
        (paths[::-1], QUICK),
        ([documents], replace(QUICK, processes=2)),
        (paths, cached),
        (paths, cached),
    ]
    results = []
    for number, (given_paths, how) in enumerate(ways):
        build(given_paths, tmp_path / str(number), how)
        results.append(contents(tmp_path / str(number)))
    assert len(list((tmp_path / "cache").glob("??/*"))) == 5
    assert all(result == results[0] for result in results[1:])


def test_leaving_inferred_facts_out_changes_nothing_else(tmp_path: Path) -> None:
    build(SEEDS, tmp_path / "with", QUICK)
    build(SEEDS, tmp_path / "without", replace(QUICK, inferred=False))
    whole, said = (read_graph(tmp_path / name / "graph.ttl") for name in ("with", "without"))
    assert without_inferred(whole) == said != whole


def test_the_base_changes_names_and_nothing_else(tmp_path: Path) -> None:
    build(SEEDS, tmp_path / "a", QUICK)
    build(SEEDS, tmp_path / "b", plan(base="http://example.org/x#", html=False, check=False))
    default, other = (contents(tmp_path / name)["graph.ttl"].decode() for name in "ab")
    assert default.replace("<https://w3id.org/workreport/id/>", "<http://example.org/x#>") == other
    with pytest.raises(UsageError, match="--base"):
        build(SEEDS, tmp_path / "c", plan(base="no iri"))


def test_options_win_over_what_a_document_says(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(report(2024, "贵阳", 11), "utf-8")
    build(file, tmp_path / "out", plan(html=False, year=1999, place="巴中", title="题"))
    entry = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["documents"][0]
    assert (entry["year"], entry["place"], entry["title"]) == (1999, "巴中", "题")


def broken(folder: Path) -> list[Path]:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "nothing").mkdir()
    (folder / "rows.jsonl").write_text('{"text": 1}\nno json\n', "utf-8")
    return [folder / name for name in ("empty.txt", "binary.txt", "nothing", "rows.jsonl", "missing.txt")]


def test_what_cannot_be_read_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(report(2024, "巴中", 5), "utf-8")
    told: list[str] = []
    listen: Callable[[object], None] = lambda o: told.append(o.reason) if isinstance(o, Failed) else None  # noqa: E731
    summary = build([*broken(tmp_path), good], tmp_path / "out", QUICK, listen)
    assert summary.documents == 1
    assert len(summary.failed) == 6
    assert sorted(told) == list(summary.failed)
    for name in (
        "empty.txt",
        "binary.txt",
        "nothing",
        "rows.jsonl: line 1",
        "rows.jsonl: line 2",
        "missing.txt",
    ):
        assert sum(name in reason for reason in summary.failed) == 1
    assert json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["failed"] == list(
        summary.failed
    )
    assert "6 could not be read" in summary.in_words()


def test_where_nothing_can_be_read_the_earlier_output_stays(tmp_path: Path) -> None:
    build(SEEDS / "bazhong-2021.txt", tmp_path / "out", QUICK)
    before = contents(tmp_path / "out")
    with pytest.raises(BuildError, match=r"no document could be read.*stays as it was"):
        build(broken(tmp_path), tmp_path / "out", QUICK)
    assert contents(tmp_path / "out") == before
    with pytest.raises(BuildError):
        build(tmp_path / "missing.txt", tmp_path / "new", QUICK)
    assert not (tmp_path / "new").exists()


def test_one_text_under_two_names_is_one_report(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(report(2024, "巴中", 5), "utf-8")
    summary = build(tmp_path, tmp_path / "out", QUICK)
    assert (summary.documents, summary.classes["wr:Report"]) == (2, 1)
    assert "2, 1 of them repeated" in summary.in_words()
    assert (tmp_path / "out" / "graph.ttl").read_text("utf-8").count('wr:file "a.txt", "b.txt"') == 1


def test_an_older_page_does_not_stay_beside_a_newer_graph(tmp_path: Path) -> None:
    build(SEEDS / "bazhong-2021.txt", tmp_path, Plan())
    assert (tmp_path / "graph.html").exists()
    too_large = Plan(form=Form(page_limit=10))
    summary = build(SEEDS / "bazhong-2021.txt", tmp_path, too_large)
    assert not (tmp_path / "graph.html").exists()
    assert "graph.html left out" in summary.in_words()


def test_many_documents_in_runs_on_disk_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"id": str(n), "text": report(2000 + n, random.Random(n).choice(["巴中", "贵阳"]), n)}
        for n in range(9)
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    build(tmp_path / "rows.jsonl", tmp_path / "memory", QUICK)
    monkeypatch.setattr("kg.build_sorting.Sorter.__init__.__defaults__", (5000,))
    build(tmp_path / "rows.jsonl", tmp_path / "disk", QUICK)
    assert contents(tmp_path / "disk") == contents(tmp_path / "memory")


def test_what_violates_a_shape_is_taken_out_and_kept_apart(tmp_path: Path) -> None:
    """Here a stricter shape of the user's own: no programme may be called 双向互派."""
    ontology = tmp_path / "ontology"
    shutil.copytree(ROOT / "ontology", ontology)
    with (ontology / "shapes.ttl").open("a", encoding="utf-8") as shapes:
        shapes.write(
            "\nwr:NoSuchProgramme a sh:NodeShape ; sh:targetClass wr:Programme ; sh:property [ "
            'sh:path rdfs:label ; sh:not [ sh:hasValue "双向互派"@zh ] ; sh:message "no"@en ] .\n'
        )
    strict = Setup(ontology=ontology)
    summary = build(SEEDS, tmp_path / "out", Plan(strict, form=Form(page=False)))
    build(SEEDS, tmp_path / "loose", Plan(strict, form=Form(page=False, check=False)))
    kept, lost, whole = (
        read_graph(tmp_path / name) for name in ("out/graph.ttl", "out/quarantine.ttl", "loose/graph.ttl")
    )
    assert summary.quarantined == len(lost.nodes) > 1
    said = summary.in_words()
    assert "taken out into quarantine.ttl\nnotes          wr:Programme 双向互派: no: 双向互派\n" in said
    assert said.endswith("manifest.json, coverage.json, quarantine.ttl")
    assert [node.label for node in lost.nodes if node.type == "wr:Programme"] == ["双向互派"]
    assert kept.nodes | lost.nodes == whole.nodes
    assert not kept.nodes & lost.nodes
    assert not {e.target for e in kept.edges} & {node.iri for node in lost.nodes}


def test_a_large_graph_is_checked_on_demand_only(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(report(2024, "巴中", 5), "utf-8")
    for check, checked in ((None, False), (True, True), (False, False)):
        summary = build(text, tmp_path / "out", Plan(form=Form(page=False, check=check, check_limit=5)))
        assert summary.checked == checked
        assert ("conforms to the shapes" in summary.in_words()) == checked


def test_what_a_build_wrote_beside_the_documents_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("2021年巴中组织工作综述\n引进人才548名。\n", "utf-8")
    first, again = (build(tmp_path, tmp_path / "out", Plan()) for _ in range(2))
    assert (tmp_path / "out" / "graph.html").exists()
    assert first.documents == again.documents == 1
