"""Tables that open in a spreadsheet and in pandas, with every figure and no formula."""

from __future__ import annotations

import csv
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_graph import sample_graph

from kg.export import export
from kg.export.csv_text import csv_text, neutral
from kg.model import Graph, Literal


@pytest.fixture(scope="module")
def graph() -> Graph:
    return sample_graph()


def table(graph: Graph, name: str = "csv") -> list[dict[str, str]]:
    out = BytesIO()
    export(graph, out, name)
    return list(csv.DictReader(StringIO(out.getvalue().decode("utf-8-sig"))))


def test_one_tidy_row_per_observation(graph: Graph) -> None:
    rows = table(graph)
    assert list(rows[0])[:7] == ["place", "year", "indicator", "value", "unit", "status", "sentence"]
    assert len(rows) == sum(node.type in ("wr:Outcome", "wr:Target") for node in graph.nodes)
    (row,) = [row for row in rows if row["status"] == "planned"]
    assert (row["place"], row["year"], row["indicator"]) == ("巴山", "2025", "引进人才")
    assert (row["value"], row["unit"], row["comparator"]) == ("5000", "名", ">=")
    assert (row["sentence"], row["report"], row["report_year"]) == (
        "力争引进人才5000名以上",
        "2021年工作综述",
        "2021",
    )
    assert row["iri"].startswith("https://w3id.org/workreport/id/observation-")
    assert int(row["end"]) - int(row["start"]) == len(row["sentence"])
    assert [row["programme"] for row in rows if row["value"] == "5141"] == ["青苗培养计划"]


def test_numbers_keep_every_digit_and_their_sign(graph: Graph) -> None:
    values = {row["value"] for row in table(graph)}
    written = {
        e.target.value for e in graph.edges if e.property == "wr:value" and isinstance(e.target, Literal)
    }
    assert values == written
    assert "-3.50" in values


def test_excel_and_pandas_see_chinese(graph: Graph, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    export(graph, tmp_path / "observations.csv")
    assert (tmp_path / "observations.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    frame = pandas.read_csv(tmp_path / "observations.csv")
    series = frame[(frame.indicator == "引进人才") & (frame.status == "achieved")].set_index("year").value
    assert series.to_dict() == {2021: 4200.0, 2025: 5141.0}


def test_parquet_says_what_the_csv_file_says(graph: Graph, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    export(graph, tmp_path / "observations.parquet")
    frame = pandas.read_parquet(tmp_path / "observations.parquet")
    rows = table(graph)
    assert list(frame.columns) == list(rows[0])
    assert list(frame.value) == [float(row["value"]) for row in rows]
    assert list(frame.year) == [int(row["year"]) for row in rows]
    assert list(frame.sentence) == [row["sentence"] for row in rows]
    assert frame.comparator.isna().sum() == sum(not row["comparator"] for row in rows)


def test_parquet_without_pyarrow_says_how_to_get_it(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from kg.errors import UsageError\n"
        "from kg.export import export\n"
        "from kg.model import Graph\n"
        "try:\n    export(Graph(), sys.argv[1])\n"
        "except UsageError as error:\n    print(error)\n"
    )
    file = tmp_path / "observations.parquet"
    done = subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True, check=True)
    assert "pip install 'kg[parquet]'" in done.stdout
    assert not file.exists()


def test_tables_lead_from_one_to_the_other(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path, "tables")
    read = {
        file.stem: list(csv.DictReader(StringIO(file.read_text(encoding="utf-8-sig"))))
        for file in tmp_path.iterdir()
    }
    assert set(read) == {"observations", "entities", "relations", "reports"}
    known = {row["iri"] for rows in read.values() for row in rows if "iri" in row}
    statements = sum(node.type == "wr:Statement" for node in graph.nodes)
    assert len(read["relations"]) == statements
    subjects = {row["subject_iri"] for row in read["relations"]}
    assert subjects <= known
    (plan,) = [row for row in read["entities"] if row["label"] == "青苗培养计划"]
    assert (plan["class"], plan["type"], plan["years"]) == ("Programme", "计划", "2021；2025")
    assert plan["aliases"] == "青苗培养"
    stages = {row["year"]: row["stage"] for row in read["relations"] if row["stage"]}
    assert stages == {"2021": "启动", "2025": "深化"}
    assert [row["title"] for row in read["reports"]] == sorted(row["title"] for row in read["reports"])


def test_a_label_that_would_be_a_formula_is_text(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path, "tables")
    text = (tmp_path / "entities.csv").read_text(encoding="utf-8-sig")
    labels = [row["label"] for row in csv.DictReader(StringIO(text))]
    assert '\'=人才,"a"\n第二行' in labels


RISKY = "=+-@＝＋－＠\t\r\n"


@given(st.text())
def test_no_text_cell_begins_like_a_formula_and_all_can_be_read_back(text: str) -> None:
    cell = neutral(text)
    assert not cell.startswith(tuple(RISKY))
    assert (cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in RISKY else cell) == text or text[
        :1
    ] == "'"


@given(st.integers(1, 3), st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=5))
def test_a_reader_of_csv_gets_the_cells(width: int, cells: list[tuple[str, str, str]]) -> None:
    columns = ["a", "b", "c"][:width]
    rows = [dict(zip(columns, row, strict=False)) for row in cells]
    text = csv_text(columns, rows, safe=False)
    assert list(csv.DictReader(StringIO(text, newline=""))) == rows


def test_a_negative_number_is_a_number_and_the_same_in_a_text_column_is_text() -> None:
    assert csv_text(["n", "t"], [{"n": "-1", "t": "-1"}], numbers=["n"]) == "n,t\n-1,'-1\n"
