"""A small graph with every class and nearly every property of the ontology, in two reports and two years."""

from __future__ import annotations

from hashlib import sha256

from kg.model import Edge, Graph, Literal, Node

Term = str | Literal


def _name(kind: str, *parts: object) -> str:
    return f"id:{kind}-{sha256('|'.join(map(str, (kind, *parts))).encode()).hexdigest()[:16]}"


class Sample:
    """Nodes and edges as mapping and linking make them."""

    def __init__(self) -> None:
        self.nodes: set[Node] = set()
        self.edges: set[Edge] = set()

    def graph(self) -> Graph:
        return Graph(frozenset(self.nodes), frozenset(self.edges))

    def node(self, type_: str, label: str, *key: object) -> str:
        name = _name(type_.partition(":")[2].lower(), label, *key)
        self.nodes.add(Node(name, type_, label))
        return name

    def year(self, number: int) -> str:
        self.nodes.add(Node(f"id:year-{number}", "wr:Year", f"{number}年"))
        self.edges.add(Edge(f"id:year-{number}", "wr:yearNumber", Literal(str(number), "xsd:integer")))
        return f"id:year-{number}"

    def say(self, source: str, **values: Term) -> None:
        """Literals and links of one node; ``oa_start`` means oa:start, a bare name is in wr:."""
        for key, target in values.items():
            prefix, _, local = key.partition("_")
            self.edges.add(Edge(source, f"{prefix}:{local}" if local else f"wr:{prefix}", target))

    def report(self, title: str, year: int, place: str) -> str:
        name = self.node("wr:Report", title)
        self.say(
            name,
            reportYear=self.year(year),
            place=place,
            dcterms_title=zh(title),
            sha256=Literal(sha256(title.encode()).hexdigest()),
            file=Literal(f"{title}.txt"),
            reportKind=Literal("review"),
            issuer=zh("组织部"),
        )
        return name

    def evidence(self, report: str, quote: str, start: int) -> str:
        name, selector = _name("evidence", report, quote), _name("selector", report, quote)
        self.nodes |= {Node(name, "wr:Evidence"), Node(selector, "oa:TextPositionSelector")}
        self.say(name, oa_hasSource=report, oa_hasSelector=selector, oa_exact=zh(quote))
        self.say(selector, oa_start=integer(start), oa_end=integer(start + len(quote)), oa_exact=zh(quote))
        return name

    def state(
        self,
        triple: tuple[str, str, str],
        report: str,
        year: int,
        quote: str,
        start: int = 0,
        **more: Literal,
    ) -> str:
        """A relation with the statement that backs it."""
        evidence = self.evidence(report, quote, start)
        name = _name("statement", *triple, report, evidence)
        self.nodes.add(Node(name, "wr:Statement"))
        subject, predicate, object_ = triple
        self.edges.add(Edge(*triple, name))
        self.say(name, rdf_subject=subject, rdf_predicate=predicate, rdf_object=object_, report=report)
        self.say(name, year=self.year(year), evidence=evidence, rule=Literal("quoted-name-with-head"), **more)
        return name

    def infer(self, triple: tuple[str, str, str], by: str, score: str) -> None:
        name = _name("statement", *triple, by)
        self.nodes.add(Node(name, "wr:Statement"))
        subject, predicate, object_ = triple
        self.edges.add(Edge(*triple, name))
        self.say(name, rdf_subject=subject, rdf_predicate=predicate, rdf_object=object_)
        self.say(name, inferredBy=Literal(by), score=Literal(score, "xsd:decimal"))

    def observe(
        self,
        type_: str,
        indicator: str,
        value: str,
        report: str,
        year: int,
        quote: str,
        **more: str | Literal,
    ) -> str:
        name = _name("observation", report, quote, value)
        self.nodes.add(Node(name, type_))
        self.say(name, rdf_type="wr:Observation")
        self.say(name, indicator=indicator, value=Literal(value, "xsd:decimal"), report=report)
        self.say(name, year=self.year(year), evidence=self.evidence(report, quote, 40), **more)
        self.say(name, rule=Literal("number-unit-noun"))
        return name


def zh(text: str) -> Literal:
    return Literal(text, language="zh")


def integer(number: int) -> Literal:
    return Literal(str(number), "xsd:integer")


def sample_graph() -> Graph:
    """Two reports of 巴山 (2021, 2025); the label of one group would be a formula in a spreadsheet."""
    s = Sample()
    province, city = s.node("wr:Place", "川北省"), s.node("wr:Place", "巴山")
    s.say(city, within=province, placeLevel=Literal("prefecture"))
    old, new = s.report("2021年工作综述", 2021, city), s.report("2025年工作综述", 2025, city)
    s.say("id:year-2021", nextYear=s.year(2022))
    plan, project = s.node("wr:Programme", "青苗培养计划", city), s.node("wr:Programme", "红色薪火工程", city)
    s.say(plan, programmeType=zh("计划"), skos_altLabel=zh("青苗培养"), place=city)
    s.say(project, programmeType=zh("工程"), place=city)
    school, committee = (
        s.node("wr:Institution", "巴山市委党校", city),
        s.node("wr:Institution", "巴山市委", city),
    )
    s.say(school, institutionType=Literal("party_school"), skos_altLabel=zh("市委党校"), place=city)
    s.say(committee, institutionType=Literal("party_organ"), skos_altLabel=zh("市委"), place=city)
    group, risky = s.node("wr:TargetGroup", "年轻干部"), s.node("wr:TargetGroup", '=人才,"a"\n第二行')
    goal, meeting = s.node("wr:Goal", "提质进位", city), s.node("wr:Meeting", "党的二十届四中全会")
    policy = s.node("wr:Policy", "中央八项规定精神")
    talent, rate = s.node("wr:Indicator", "引进人才"), s.node("wr:Indicator", "人才总量")
    both = (plan, committee, group)
    for report, year, named in (
        (old, 2021, (*both, school, policy)),
        (new, 2025, (*both, project, risky, goal, meeting)),
    ):
        for name in named:
            s.state((name, "wr:mentionedIn", report), report, year, "深入实施“青苗培养计划”", 7)
    s.state((plan, "wr:activeIn", s.year(2021)), old, 2021, "启动“青苗培养计划”", 12, stage=zh("启动"))
    s.state((plan, "wr:activeIn", s.year(2025)), new, 2025, "深化“青苗培养计划”", 12, stage=zh("深化"))
    s.state((project, "wr:activeIn", s.year(2025)), new, 2025, "实施红色薪火工程", 20)
    s.state((plan, "wr:targets", group), old, 2021, "面向年轻干部实施“青苗培养计划”", 30)
    s.state((plan, "wr:targets", group), new, 2025, "年轻干部“青苗培养计划”", 30)
    s.state((plan, "wr:implementedBy", school), new, 2025, "市委党校实施“青苗培养计划”", 50)
    s.state((plan, "wr:pursues", goal), new, 2025, "以提质进位为目标", 60)
    s.state((project, "wr:partOf", plan), new, 2025, "“青苗培养计划”中的红色薪火工程", 70)
    s.state((school, "wr:partOf", committee), old, 2021, "市委所属市委党校", 80)
    s.state((policy, "wr:concerns", risky), old, 2021, "贯彻中央八项规定精神", 90)
    plain: dict[str, Term] = {"unit": zh("名"), "kind": "wr:level", "place": city}
    first = s.observe("wr:Outcome", talent, "4200", old, 2021, "引进人才4200名", group=group, **plain)
    aim = s.observe(
        "wr:Target",
        talent,
        "5000",
        old,
        2025,
        "力争引进人才5000名以上",
        modifier=zh("以上"),
        comparator=Literal(">="),
        **plain,
    )
    last = s.observe("wr:Outcome", talent, "5141", new, 2025, "引进人才5141名", group=group, **plain)
    s.observe(
        "wr:Outcome",
        rate,
        "-3.50",
        new,
        2025,
        "人才总量同比下降3.50%",
        unit=zh("%"),
        kind="wr:change",
        direction="wr:down",
        basis=zh("同比"),
        place=city,
    )
    s.state((plan, "wr:hasObservation", last), new, 2025, "“青苗培养计划”引进人才5141名", 95)
    s.infer((last, "wr:previous", first), "series", "1")
    s.infer((last, "wr:outcomeOf", aim), "target-and-outcome", "0.9")
    s.infer((project, "wr:evolvesFrom", plan), "same-parts", "0.71")
    s.infer((talent, "skos:closeMatch", rate), "shared-words", "0.6")
    s.infer((plan, "wr:firstReported", s.year(2021)), "reports", "1")
    s.infer((plan, "wr:lastReported", s.year(2025)), "reports", "1")
    return s.graph()
