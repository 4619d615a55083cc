"""A graph like that of two reports of one city, five years apart: the page's everyday case."""

from __future__ import annotations

from viewer_graph import Draft, name_of

from kg.model import Graph


def _words(text: str) -> list[str]:
    return text.split()


BOTH = _words("双向交流锻炼 青苗培养计划 两个全面覆盖攻坚行动 四项优先 星河优才卡 河畔云家园平台")
FIRST = _words(
    "党史学习月活动 领导干部提能工程 青年干部铸魂工程 专业干部培养工程 筑网固基行动 十项小改革 "
    "群众诉求大排查 星河跑团 百千万聚才工程 智汇星河引才活动 攀峰计划 青城计划 职称评聘直通车 "
    "特设岗位制度 人才优先发展战略 干部讲习堂 机关作风专项整治行动 档案审核专项整治行动 "
    "三联共建模式 聚才服务体系"
)
LAST = _words(
    "深入贯彻作风建设规定学习教育 一市三区发展战略 首要议题制度 政策大比武机制 一加六培训格局 "
    "红色薪火工程 三线墩苗计划 日调度机制 夯基筑台行动 轻装减负行动 惠企便民行动 织网连心行动 "
    "乡镇吹哨机制 编制周转池 星河优才计划 高校院所行 小切口引才模式 优才特聘专家制度 人才入企行动 "
    "揭榜领题机制 悬榜选将机制 市场选聘机制"
)
GROUPS = _words("年轻干部 党员干部 优秀人才 群众 各类人才 乡友 企业和社会组织 公务员 社区工作者 专家人才")
BODIES = _words("市委 市政府 省委 中央 市委党校 星河干部学院 电子科技大学 星河钠电研究院 文旅新区 科创中心")
POLICIES = _words(
    "支持市外人才创业12条措施 一体办学17条措施 揭榜领题15条激励措施 联系服务乡友7条措施 "
    "公务员调任实施细则 平时考核办法 社区工作者管理办法 退岗干部管理办法 作风建设规定 "
    "专家人才联系服务工作方案"
)
MEETINGS = _words(
    "党的二十届四中全会 省委十二届八次全会 市委五届十一次全会 党的十九届六中全会 中央人才工作会议 "
    "市第五次党代会"
)
GOALS = _words("革命老区振兴发展示范市 基本实现现代化 人才创新集聚地 三市两地一枢纽 提质进位")
HEADS = _words("计划 工程 行动 机制 活动 制度 平台 模式")
SERIES = "引进急需紧缺人才"  # value, year, planned, whether the first report says it
POINTS = (
    ("548", 2021, False, True),
    ("800", 2022, True, True),
    ("2160", 2024, False, False),
    ("2000", 2025, True, True),
    ("2312", 2025, False, False),
    ("2600", 2026, True, False),
)


def city() -> Graph:
    """About 150 points with evidence, a series with targets and outcomes, and programmes that evolve."""
    draft = Draft()
    old = draft.report("2021年星河组织工作综述", 2021, "星河")
    new = draft.report("2025年星河组织工作综述", 2025, "星河")
    programmes: dict[str, str] = {}
    for names, reports in ((BOTH, (old, new)), (FIRST, (old,)), (LAST, (new,))):
        for i, name in enumerate(names):
            programmes[name] = _programme(draft, i, name, reports)
    for type_, known in (
        ("wr:Institution", BODIES),
        ("wr:Policy", POLICIES),
        ("wr:Meeting", MEETINGS),
        ("wr:Goal", GOALS),
    ):
        for i, name in enumerate(known):
            iri = draft.entity(type_, name, ["中央委员会"] if name == "中央" else [])
            for report in (old, new) if i < 2 else ((old,) if i % 2 else (new,)):
                quote = f"认真贯彻{name}部署要求，统筹推进各项任务。"
                draft.mention(iri, report, quote, "known-body")
            if type_ == "wr:Policy":
                group, quote = draft.entity("wr:TargetGroup", GROUPS[i]), f"出台{name}，服务{GROUPS[i]}。"
                draft.state(iri, "wr:concerns", group, (new, old)[i % 2], quote, "policy-for")
    _series(draft, old, new, programmes["星河优才卡"])
    for later, earlier, score in (
        ("一加六培训格局", "干部讲习堂", "0.82"),
        ("星河优才计划", "百千万聚才工程", "0.71"),
    ):
        draft.infer(programmes[later], "wr:evolvesFrom", programmes[earlier], "same-parts", score)
    return draft.graph()


def _programme(draft: Draft, i: int, name: str, reports: tuple[str, ...]) -> str:
    head = next((head for head in HEADS if name.endswith(head)), "")
    iri = draft.entity("wr:Programme", name, [name[: -len(head)]] if head else [], head)
    group = GROUPS[(i * 3 + len(name)) % len(GROUPS)]
    for report in reports:
        quote = f"深入实施“{name}”，面向{group}，推动工作提质增效。"
        draft.mention(iri, report, quote)
        if i % 3 != 1 or len(reports) > 1:
            target = draft.entity("wr:TargetGroup", group)
            draft.state(iri, "wr:targets", target, report, quote, "programme-for-group")
    if i % 4 == 0:
        body = BODIES[i % len(BODIES)]
        quote = f"由{body}牵头开展“{name}”。"
        end = draft.entity("wr:Institution", body)
        draft.state(iri, "wr:implementedBy", end, reports[-1], quote, "led-by")
    if i % 5 == 0:
        goal = GOALS[i % len(GOALS)]
        end = draft.entity("wr:Goal", goal)
        draft.state(iri, "wr:pursues", end, reports[-1], f"以“{name}”服务{goal}建设。", "serves")
    count = str(100 + 37 * i)
    quote = f"通过“{name}”，帮助解决群众实际问题{count}余件。"
    indicator = f"{name[:4]}解决实际问题"
    draft.observe(reports[0], indicator, count, "件", quote, modifier="余", programme=iri)
    return iri


def _series(draft: Draft, old: str, new: str, programme: str) -> None:
    for value, year, planned, first in POINTS:
        report, quote = (old if first else new), _told(value, year, planned)
        options = {"planned": planned, "year": year, "group": "优秀人才", "programme": programme}
        iri = draft.observe(report, SERIES, value, "名", quote, **options)  # type: ignore[arg-type]
        if (year, planned) == (2025, False):
            target = name_of("observation", old, _told("2000", 2025, True), SERIES, "2000", "level")
            draft.infer(iri, "wr:outcomeOf", target, "target-and-outcome")
    quote = "高层次人才875名、同比增长28.9%。"
    draft.observe(new, "高层次人才", "875", "名", quote)
    draft.observe(new, "高层次人才", "28.9", "%", quote, kind="change", direction="up", basis="同比")


def _told(value: str, year: int, planned: bool) -> str:
    return f"{year}年{'计划' if planned else '全年'}引进急需紧缺人才{value}名。"
