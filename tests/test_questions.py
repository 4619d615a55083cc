"""The shipped questions, asked of the two seed reports and of reports with targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from said import Said, report

from kg.build_graph import Plan, build
from kg.build_outputs import Form
from kg.linking import link
from kg.ontology import load_ontology
from kg.store import load_store, triples

ROOT = Path(__file__).parents[1]
QUESTIONS = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "ontology/queries").glob("*.rq")}

NAMED = {
    "programmes-in-both-years",
    "new-programmes",
    "gone-programmes",
    "indicator-series",
    "targets-and-outcomes",
    "institutions-by-programme",
    "groups-by-year",
    "figures-with-sentences",
    "most-changed-indicators",
    "facts-without-programme",
    "programme-stages",
}


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("questions") / "exports"
    build(ROOT / "seeds", output, Plan(form=Form(page=False)))
    return output / "graph.ttl"


@pytest.fixture(scope="module")
def store(seeds: Path) -> ox.Store:
    return load_store(seeds)


@pytest.fixture(scope="module")
def plain(seeds: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(seeds, format="turtle")


def rows(store: ox.Store, name: str) -> Iterator[dict[str, str]]:
    answer = store.query(QUESTIONS[name])
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    for row in answer:
        yield {n: term.value for n, term in zip(names, row, strict=True) if term is not None}


def test_there_is_a_file_for_every_question() -> None:
    assert set(QUESTIONS) == NAMED


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_begins_with_what_it_asks_in_both_languages(name: str) -> None:
    first, second, *_ = QUESTIONS[name].splitlines()
    assert first.startswith("# en: ")
    assert first.isascii()
    assert second.startswith("# zh: ")
    assert not second.isascii()


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_oxigraph_and_rdflib_give_the_same_rows(name: str, store: ox.Store, plain: rdflib.Graph) -> None:
    answer = plain.query(QUESTIONS[name])
    assert answer.vars is not None
    columns = [str(variable) for variable in answer.vars]
    theirs = [{c: str(v) for c, v in zip(columns, row, strict=True) if v is not None} for row in answer]  # type: ignore[arg-type]
    ours = list(rows(store, name))
    assert sorted(map(normal, ours)) == sorted(map(normal, theirs))
    assert ours or name == "targets-and-outcomes"  # the seeds are reviews, they set none


def normal(row: dict[str, str]) -> list[tuple[str, str]]:
    """Numbers by value: one engine writes 9.380 for the other's 9.38."""
    plain = {key: str(Decimal(v).normalize()) if key == "times" else v for key, v in row.items()}
    return sorted(plain.items())


def test_programmes_of_both_years_are_found_under_a_changed_name_too(store: ox.Store) -> None:
    found = {row["programme"]: (row["first"], row["last"]) for row in rows(store, "programmes-in-both-years")}
    both = ("双向互派", "四个优先", "两个覆盖集中攻坚", "巴山优才卡")
    assert found == dict.fromkeys(both, ("2021", "2025"))
    (renamed,) = (row for row in rows(store, "programmes-in-both-years") if "formerly" in row)
    assert (renamed["programme"], renamed["formerly"]) == ("巴山优才卡", "巴山优才卡制度")


def test_what_is_new_and_what_is_gone(store: ox.Store) -> None:
    new = {row["programme"]: row for row in rows(store, "new-programmes")}
    gone = {row["programme"]: row for row in rows(store, "gone-programmes")}
    assert {"新苗培优", "三线墩苗", "人才入企行动", "高校院所行"} <= set(new)
    assert {"党史学习教育", "筑网强基行动", "百千万引才工程"} <= set(gone)
    both = {row["programme"] for row in rows(store, "programmes-in-both-years")}
    assert not both & set(new)
    assert not both & set(gone)
    assert "巴山优才卡制度" not in gone  # it lives on under another name
    assert {(row["place"], row["year"]) for row in new.values()} == {("巴中市", "2025")}
    assert {row["last"] for row in gone.values()} == {"2021"}
    assert "“新苗培优”" in new["新苗培优"]["sentence"]


def test_one_series_holds_near_wordings(store: ox.Store) -> None:
    series = [row for row in rows(store, "indicator-series") if row["series"] == "引进急需紧缺人才"]
    levels = [(row["year"], row["value"], row["unit"]) for row in series if row["kind"] == "level"]
    assert levels == [("2021", "548", "名"), ("2025", "5141", "名")]
    assert {row["status"] for row in series} == {"achieved"}


def test_the_indicator_that_changed_most(store: ox.Store) -> None:
    first = next(rows(store, "most-changed-indicators"))
    assert (first["from"], first["before"], first["to"], first["after"]) == ("2021", "548", "2025", "5141")
    assert float(first["times"]) == pytest.approx(9.38)


def test_what_a_group_was_given_each_year(store: ox.Store) -> None:
    given = {(row["group"], row["year"], row["what"]) for row in rows(store, "groups-by-year")}
    assert {
        ("年轻干部", "2025", "年轻干部红色薪火工程"),
        ("年轻干部", "2025", "选派年轻干部"),
        ("高层次人才", "2025", "高层次人才"),
        ("优秀人才", "2021", "四个优先"),
        ("优秀人才", "2025", "四个优先"),
    } <= given


def test_institutions_by_programme(store: ox.Store) -> None:
    found = rows(store, "institutions-by-programme")
    carried = {(row["programme"], row["institution"], row["year"]) for row in found}
    assert ("1+6培训格局", "巴中市委党校", "2025") in carried


def test_figures_come_with_the_sentence_and_divide_into_those_with_and_without_a_programme(
    store: ox.Store,
) -> None:
    figures = list(rows(store, "figures-with-sentences"))
    (one,) = (row for row in figures if row["value"] == "5141")
    assert "引进急需紧缺专业人才5141名" in one["sentence"]
    without = list(rows(store, "facts-without-programme"))
    assert 0 < len(without) < len(figures)
    assert ("评选市级领军人才", "15") in {(row["indicator"], row["value"]) for row in without}
    assert "人才入企" not in {row["sentence"][:6] for row in without}


def test_the_verb_of_each_year(store: ox.Store) -> None:
    stages = {(row["programme"], row["year"], row["stage"]) for row in rows(store, "programme-stages")}
    assert {("巴山优才卡制度", "2021", "全面推行"), ("巴山优才卡", "2025", "拓展")} <= stages


def test_targets_and_whether_they_were_met() -> None:
    jobs = Said("城镇新增就业", "12000000", planned=True, comparator=">=")
    trade = Said("货物进出口总额", "6", "%", planned=True, kind="change", direction="up", start=9)
    open_ = Said("粮食产量", "1300000000000", "斤", planned=True, start=20)
    fell = Said("货物进出口总额", "7", "%", kind="change", direction="down")
    graph = link(report(2023, jobs, trade, open_) | report(2024, Said("城镇新增就业", "12440000"), fell))
    store = ox.Store()
    found = triples(graph, load_ontology().namespaces())
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in found)
    told = list(rows(store, "targets-and-outcomes"))
    assert {row["indicator"]: (row["target"], row.get("outcome"), row.get("met")) for row in told} == {
        "城镇新增就业": ("12000000", "12440000", "true"),
        "货物进出口总额": ("6", "-7", "false"),
        "粮食产量": ("1300000000000", None, None),
    }
