"""What fuzzing feeds and what must hold: four entry points, each a function of any bytes.

A target returns for all input that it can take or refuses by a ``SourceError``; whatever else it raises
is a fault. Bytes become text in one of two ways: as UTF-8, or each byte a piece of report (``PIECES``), which
finds its way into the grammar much sooner.
"""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from xml.etree import ElementTree

from kg.accounting import account
from kg.annotation import annotation
from kg.build_document import reader
from kg.cleaning import clean, quote_holds
from kg.errors import BuildError, SourceError
from kg.export import FORMATS, write
from kg.mapping import draft_of, map_reading
from kg.model import Edge, Graph, Literal, Node, Source, Text
from kg.ontology import DEFAULT_BASE, Ontology, load_ontology
from kg.reading import Limits, Options
from kg.reading.document import Given, source_of
from kg.reading.formats import SUFFIXES, documents
from kg.store_records import records

PIECES = (
    *"“”‘’《》（）()【】〔〕「」，。、；：！？…—\n\n\n  \t\r\u3000\u200b\ufeff\ufffd\ue000\f\x00",
    *"0123456789９%％‰.,·+-=~～:：/<>&\"'\\{}*?|_",
    *"一二三十百千万亿两零〇半几余多近约超达到占为比较增长提高下降新增由从至和与及等的了其中各全每第届次名人个家项件元年月日号",
    *(
        "百分之",
        "三分之一",
        "翻一番",
        "分别",
        "2021年",
        "十四五",
        "去年",
        "今年",
        "力争",
        "目标：",
        "以上",
        "左右",
    ),
    *(
        "人次",
        "万元",
        "亿元",
        "个百分点",
        "平方公里",
        "PM2.5",
        "548名",
        "3—5",
        "1∶2",
        "12/31",
        "1,234",
        "５％",
    ),
    *("实施", "开展", "推进", "引进", "培养", "选派", "组织", "出台", "召开", "创建", "获评", "完成", "打造"),
    *(
        "工程",
        "计划",
        "行动",
        "战略",
        "办法",
        "意见",
        "条例",
        "会议",
        "学院",
        "大学",
        "党校",
        "委员会",
        "集团",
    ),
    *(
        "市委",
        "省政府",
        "四川省",
        "巴中",
        "全国",
        "人才",
        "干部",
        "党员",
        "企业",
        "国内生产总值",
        "收入",
        "占比",
    ),
    *("一、", "（一）", "第一章", "一是", "组织工作综述", "政府工作报告", "各位代表", "总体要求"),
    *(
        "rén",
        "cái",
        "(ren cai)",
        "（rén）",
        "幹部",
        "後麵",
        "機製",
        "é—®é¢˜",
        "锟斤拷",
        "下载",
        "【字号：大 中 小】",
    ),
    *("第 1 页 共 9 页", "http://a.b/c", "&nbsp;", "</script>", "<p>", "=1+1", "@x", "\u202e", "𠮷", "é"),
)
OPTIONS = Options(limits=Limits(200_000, 1 << 20, 1 << 20, archive_ratio=200, archive_members=50, pages=20))
_REPORT = (
    "2021年巴中组织工作综述\n市委组织部实施“人才入企”行动，引进人才548名，增长5.2%。力争2022年达到600名。\n"
)


def text_of(data: bytes) -> str:
    """The text that the bytes stand for: the first byte chooses how."""
    if not data:
        return ""
    if data[0] % 4 == 0:
        return data[1:].decode("utf-8", "replace")
    return "".join(PIECES[byte % len(PIECES)] for byte in data[1:])


def source(text: str) -> Source:
    """The text as a document, with the metadata that it gives itself."""
    from kg.reading.document import Document

    return source_of(Document(text), "a.txt", Given(), OPTIONS)


def reading(data: bytes) -> None:
    """A file of any format: documents that are sound, or a SourceError of one line."""
    if not data:
        return
    name = f"a{SUFFIXES[data[0] % len(SUFFIXES)]}"
    try:
        for found in documents(io.BytesIO(data[1:]), name, None, OPTIONS):
            if isinstance(found, SourceError):
                raise found
            said = source_of(found, name, Given(), OPTIONS)
            said.text.encode()
            assert said.text.strip()
    except SourceError as refusal:
        told = str(refusal)
    else:
        told = "read"
    assert told, "a refusal says why"


def cleaning(data: bytes) -> None:
    """Places never decrease and point into the source; cleaning twice is cleaning once."""
    raw = text_of(data)
    text = clean(Source("a", raw))
    starts, ends = list(text.starts), list(text.ends)
    assert len(starts) == len(ends) == len(text.chars)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= a < b <= len(raw) for a, b in zip(starts, ends, strict=True))
    assert all(0 <= a < b <= len(raw) for a, b, _ in text.damaged)
    again = clean(Source("a", text.chars)).chars
    assert again == text.chars, f"cleaned again it is {again!r}, not {text.chars!r}"


@cache
def ontology() -> Ontology:
    """The vocabulary shipped."""
    return load_ontology()


def annotate(data: bytes) -> None:
    """Mentions stand in the text, what is told can be written, and what the graph quotes stands there."""
    try:
        text = clean(source(text_of(data)))
    except SourceError:
        return
    said = reader(None, None)(text)
    for m in said.mentions:
        assert 0 <= m.start < m.end <= len(text.chars)
        assert m.name
    json.dumps([annotation(said), account(said)], ensure_ascii=False).encode()
    draft = draft_of(said, ontology())
    "".join(records(draft.subjects(), ontology().prefixes)).encode()
    _quotes_stand(draft.graph(), text)


def _quotes_stand(graph: Graph, text: Text) -> None:
    said = {(e.source, e.property): e.target.value for e in graph.edges if isinstance(e.target, Literal)}
    for (name, property_), start in said.items():
        if property_ == "oa:start":
            first, last = text.cleaned(int(start), int(said[name, "oa:end"]))
            assert text.chars[first:last] == said[name, "oa:exact"]
            assert quote_holds(text, first, last)


@cache
def _sample() -> Graph:
    return map_reading(reader(None, None)(clean(source(_REPORT))), ontology())[0]


def hostile(text: str) -> Graph:
    """A small graph, its labels and texts replaced by lines of the text."""
    lines = [*text.split("\n"), text]

    def other(old: str, place: int) -> str:
        return lines[place % len(lines)] or old

    nodes = (
        Node(n.iri, n.type, other(n.label, i) if n.label else "")
        for i, n in enumerate(sorted(_sample().nodes))
    )
    edges = []
    for i, e in enumerate(sorted(_sample().edges, key=repr)):
        plain = isinstance(e.target, Literal) and not e.target.datatype
        target = e.target._replace(value=other(e.target.value, i)) if plain else e.target  # type: ignore[union-attr]
        edges.append(Edge(e.source, e.property, target, e.evidence))
    return Graph(frozenset(nodes), frozenset(edges))


def written(graph: Graph, form: str) -> bytes:
    """The graph in a format of one file; b"" where XML cannot hold it, which is refused in so many words."""
    out = io.BytesIO()
    try:
        write(FORMATS[form], graph, ontology(), DEFAULT_BASE, out)
    except BuildError as refusal:
        if "cannot be written as XML" not in str(refusal):
            raise
        return b""
    return out.getvalue()


def writers(data: bytes) -> None:
    """Every format is well formed whatever the text, and the formats of RDF say the same."""
    import pyoxigraph as ox

    from kg.export import neo4j_csv, tables_csv

    graph = hostile(text_of(data).replace("\x00", ""))
    files = {form: written(graph, form) for form, f in FORMATS.items() if not f.folder and form != "parquet"}
    kinds = {
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "turtle": ox.RdfFormat.TURTLE,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    said = {form: set(map(str, ox.parse(files[form], kind))) for form, kind in kinds.items()}
    assert said["turtle"] == said["ntriples"]
    assert said["jsonld"] == said["ntriples"]
    list(ox.parse(files["nquads"], ox.RdfFormat.N_QUADS))
    list(ox.parse(files["trig"], ox.RdfFormat.TRIG))
    if files["rdfxml"]:
        assert len(set(map(str, ox.parse(files["rdfxml"], ox.RdfFormat.RDF_XML)))) == len(said["ntriples"])
    for form in ("graphml", "gexf"):
        if files[form]:
            ElementTree.fromstring(files[form])
    assert files["html"].count(b"<script") == written(_sample(), "html").count(b"<script")
    tables = {"csv": files["csv"]}
    tables |= tables_csv.files(graph, ontology(), DEFAULT_BASE)
    for name, content in tables.items():
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) <= 1, name
        assert not [c for row in rows for c in row if c[:1] in ("=", "@", "\t", "\r")], name
    if files["graphml"]:
        dict(neo4j_csv.files(graph, ontology(), DEFAULT_BASE))


TARGETS = {"reading": reading, "cleaning": cleaning, "annotate": annotate, "writers": writers}
