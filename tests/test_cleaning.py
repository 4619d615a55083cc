"""What cleaning takes out, what it must leave alone, and the laws that hold for any text."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.cleaning import clean, plain, quote, quote_holds
from kg.model import Source, Text

SEEDS = Path(__file__).parents[1] / "seeds"
CORPUS = Path(__file__).parents[2] / "shared" / "corpus"


def cleaned(text: str) -> Text:
    return clean(Source("x", text))


@pytest.mark.parametrize(
    ("published", "wanted"),
    [
        # pinyin of mirror sites
        ("經(jīng)濟(jì)發(fā)展", "经济发展"),
        ("為(wei) 經(jing)濟(ji) 發(fa)展", "为经济发展"),
        ("经（jīng）济（jì）", "经济"),
        ("綠(lǜ)色、女(nv)性、呂(lu)梁", "绿色、女性、吕梁"),
        ("經(jing1)濟(ji4)", "经济"),
        ("長(zhǎng)(cháng)江", "长江"),
        ("村(社區(qū))“兩委”", "村(社区)“两委”"),
        ("县（市、區(qū)）", "县（市、区）"),
        ("建設(shè)全國(guó)革命老區(qū)5000余名", "建设全国革命老区5000余名"),
        ("重慶(chóng qìng)市", "重庆市"),
        ("經(ㄐㄧㄥ)濟", "经济"),
        # bytes shifted by injected pinyin
        ("實績?yōu)闃?biāo)尺全 方位", "实绩为标尺全方位"),
        ("賽迪全國(guó)百?gòu)?qiáng)排名", "赛迪全国百强排名"),
        ("讓我們翻篇?dú)w零再出發(fā)", "让我们翻篇归零再出发"),
        # leftovers of conversion
        ("[bookmark: _GoBack]坚持", "坚持"),
        ("坚持&ldquo;四个&rdquo;&nbsp;R&amp;amp;D", "坚持“四个”R&D"),
        ("## 一、**主要**成绩", "一、主要成绩"),
        ("[align=left][font=宋体][b]全县[/b]增长5%。[/font][/align]", "全县增长5%。"),
        ("人口2万（www.example.com）人", "人口2万人"),
        # spaces
        ("全 方位", "全方位"),
        ("导向　加快建设", "导向加快建设"),
        ("2025 年 GDP 增长 5.2 %", "2025年GDP增长5.2%"),
        ("全省 126 万亿元", "全省126万亿元"),
        ("Zhang San and Li Si", "Zhang San and Li Si"),
        ("指标    数值    单位", "指标    数值    单位"),
        # numbers
        ("１９５５年收入２７，２０３，３１９元，完成９６．９８％", "1955年收入27,203,319元，完成96.98%"),
        ("从1 9 9 3 年3 月到7 4 7 7 2 亿元，增长1 5 ．3 ％", "从1993年3月到74772亿元，增长15.3%"),
        ("增长19·5％", "增长19.5%"),
        ("同比增长15℅", "同比增长15%"),
        ("产值 12\u2009345 亿元", "产值12345亿元"),
        ("一九五○年到一九五三年", "一九五〇年到一九五三年"),
        ("二O二五年、二00五年", "二〇二五年、二〇〇五年"),
        ("“1＋3”主导产业", "“1+3”主导产业"),
        # invisible characters, radicals, double decoding
        ("经\u200b济\ufeff\u00ad发\u202e展\x00", "经济发展"),
        ("⼈⺠政府", "人民政府"),
        ("é—®é¢˜导向", "问题导向"),
        ("ÎÒÃÇÒªÔö³¤5%", "我们要增长5%"),
        # lines
        ("贯彻《\n中共中央关于教育的决定\n》，加快", "贯彻《中共中央关于教育的决定》，加快"),
        ("细颗粒物（PM\n2.5\n）浓度", "细颗粒物（PM2.5）浓度"),
        ("政府工作报\n告\n\n\n各位代表：", "政府工作报告\n\n\n各位代表："),
        ("完成投资。新建\n高速铁路\n投产里程1900公里。", "完成投资。新建高速铁路投产里程1900公里。"),
        ("各方面工作，\n取得成绩。", "各方面工作，取得成绩。"),
        ("一是\n农业投入不足", "一是农业投入不足"),
        ("财产没\n\u200b\n有遭到损坏。", "财产没\n有遭到损坏。"),
        ("一行\r\n二行\r三行\u2028四行", "一行\n二行\n三行\n四行"),
        # page furniture
        ("下载\n打印\n【字号：\n加大\n还原\n】\n政府工作报告\n正文。\n相关报道：", "政府工作报告\n正文。"),
        ("各项工作第2页共18页取得进展", "各项工作取得进展"),
        ("全面推进乡村\n- 12 -\n振兴，成效明显。", "全面推进乡村\n振兴，成效明显。"),
        # traditional characters, leftovers and mistakes of conversion
        ("著力鍛造、著眼未來、顯著、著名", "着力锻造、着眼未来、显著、著名"),
        ("機製麵向後麵", "机制面向后面"),
        ("若幹問題、乾部、瞭解、瞭望", "若干问题、干部、了解、瞭望"),
        ("爲羣衆説話", "为群众说话"),
    ],
)
def test_noise_goes(published: str, wanted: str) -> None:
    assert plain(published) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "县（市、区）党政班子和乡镇(街道)",
        "国内生产总值(GDP)、区域全面经济伙伴关系协定（RCEP）、细颗粒物（PM2.5）",
        "人工智能(ai)应用(app)和咖啡(café)",
        "“1+6”培训格局、“5·18国际博物馆日”、“25·7”洪水、4·11森林火灾",
        "从1.68∶1提升至2.5∶1，6%－6.5%，7×24小时",
        "成效显著、见微知著、著作权、土著、卓著、编著",
        "王后、皇太后、里程、干部、复杂、征求、台湾、系统",
        "什么、怎么、抬头、哄抬物价",
        "专项储备库,动态入库1428名;一次性拿出8个",
        "标题一\n标题二，带逗号\n正文第一句。\n（一）小标题\n正文。\n——要点\n一、下一节",
        "——“走出去+请进来”双向发力,广聚天下英才\n市县一体开展“高校院所行”。",
        "　　缩进的段落。\n\n　　另一段。",
        "政府工作报告\n周恩来\n各位代表：",
        "你去吗?去。真的?(是)",
        "张○○等3人、*号",
        "The quick (brown) fox, Ärger über Öl",
        "",
        "\n\n",
        "1\n2\n3",
    ],
)
def test_clean_text_passes_unchanged(text: str) -> None:
    assert plain(text) == text


def test_the_seed_of_2021_changes_only_where_it_is_marred() -> None:
    text = (SEEDS / "bazhong-2021.txt").read_text("utf-8")
    wanted = text.replace("力　筑", "力筑").replace("[bookmark: _GoBack]", "").replace("1＋3", "1+3")
    assert plain(text) == wanted


def test_the_seed_of_2025_is_read_as_a_person_reads_it() -> None:
    text = cleaned((SEEDS / "bazhong-2025.txt").read_text("utf-8"))
    assert "坚持以实干实绩为标尺全方位激励干部担当作为" in text.chars
    assert "以更高站位推进村(社区)“两委”换届" in text.chars
    assert not set("経濟(jìǎ）") & set("".join(c for c in text.chars if c.isalpha() and c < "\u2000"))
    assert not text.damaged


def test_a_quote_comes_from_its_place_in_the_file() -> None:
    published = (SEEDS / "bazhong-2025.txt").read_text("utf-8")
    text = cleaned(published)
    start = text.chars.index("引进急需紧缺专业人才5141名")
    first, last = text.span(start, start + 15)
    assert published[first:last] == "引進(jìn)急需緊缺專業(yè)人才5141名"
    assert quote_holds(text, start, start + 15)
    assert quote(published[first:last]) == "引进急需紧缺专业人才5141名"


def test_every_clause_of_the_seeds_holds() -> None:
    for file in sorted(SEEDS.glob("*.txt")):
        text = cleaned(file.read_text("utf-8"))
        start = 0
        for end, char in enumerate(text.chars):
            if char in "。，；,;！!\n":
                if end > start:
                    assert quote_holds(text, start, end), text.chars[start:end]
                start = end + 1


@pytest.mark.parametrize(
    ("published", "what", "where"),
    [
        ("人口占全國總?cè)丝诘?2%,", "lost characters", "?cè)丝诘?2%"),
        ("因?yàn)槿嗣服務", "bytes lost to injected pinyin", "?yàn)"),
        ("全市\ufffd\ufffd人", "lost characters", "\ufffd\ufffd"),
        ("锟斤拷锟斤拷经济", "text destroyed by decoding twice", "锟斤拷锟斤拷"),
        ("项目\ue5e5建设", "private-use character", "\ue5e5"),
        ("经济??发展", "characters replaced by ?", "??"),
    ],
)
def test_what_cannot_be_mended_is_named(published: str, what: str, where: str) -> None:
    damaged = cleaned(published).damaged
    assert [(published[a:b], said) for a, b, said in damaged] == [(where, what)]


def test_certain_characters_of_a_lost_stretch_are_kept() -> None:
    assert plain("人口占全國總?cè)丝诘?2%") == "人口占全国总人口\ufffd2%"


def test_lines_of_wrapped_text_join() -> None:
    sentence = "全市组织系统坚守组织路线服务政治路线的根本定位，聚焦聚力举旗帜选贤能强根基聚英才，"
    paragraph = f"　　{sentence * 6}成效明显。"
    wrapped = "\n".join(paragraph[i : i + 30] for i in range(0, len(paragraph), 30))
    assert plain(f"{wrapped}\n{wrapped}\n") == f"{paragraph}\n{paragraph}\n"


# Fragments of all kinds that cleaning knows, and what stands between them.
PIECES = st.sampled_from(
    [
        *"經濟为為著力的人口市年月亿万瞭解顯乾坤反覆，。、《》“”（）()129１９．·％%+＋?&#*Ab⼈—",
        *" \u3000\n\t\r\u200b\u2009\ufeff\x00\f\ufffd\ue000\U0002f800\U000e0041",
        *(
            "(jīng)",
            "(wei)",
            "（jì）",
            "?yōu)闃?biāo)",
            "?cè)丝诘?2%",
            "(GDP)",
            "[bookmark:_GoBack]",
            "&nbsp;",
            "&amp;amp;",
        ),
        *(
            "一九五○年",
            "二O二五年",
            "é—®",
            "ÎÒÃÇ",
            "第2页共18页",
            "下载",
            "打印",
            "【字号：",
            "】",
            "-3-",
            "一是",
        ),
        *("第一，", "PM", "2.5", "记者", "**", "# ", "各位代表", "本作品是中华人民共和国的法律", "附："),
    ]
)
TEXTS = st.lists(PIECES | st.characters(), max_size=40).map("".join)


@cache
def variants() -> dict[str, str]:
    """What a traditional character may stand for, by the dictionaries of the library."""
    file = files("opencc") / "dictionary" / "TSCharacters.txt"
    return dict(line.split("\t") for line in file.read_text("utf-8").splitlines()) | {"著": "着"}


@given(TEXTS)
@example("經 (jīng)")
@example("經(jīng)(jīng)(jīng)(jīng)")
@example("# \x1f經")
@example("·\u200b¡°¡")
@example("é—®&nbsp;")
@settings(max_examples=300, deadline=None)
def test_laws(published: str) -> None:
    text = cleaned(published)
    starts, ends = list(text.starts), list(text.ends)
    assert len(starts) == len(ends) == len(text.chars)
    assert starts == sorted(starts), "places never decrease"
    assert ends == sorted(ends), "places never decrease"
    assert all(0 <= a < b <= len(published) for a, b in zip(starts, ends, strict=True))
    assert all(0 <= a < b <= len(published) for a, b, _ in text.damaged)
    for char, start, end in zip(text.chars, starts, ends, strict=True):
        source = published[start:end]
        assert (
            end - start > 1
            or char in (source, *variants().get(source, ""))
            or char in plain(source) + "〇.+,\n"
        )
    assert plain(text.chars) == text.chars, "cleaning a cleaned text changes nothing"


@given(st.text(alphabet="经济社会发展增长百分点，。、“”（）0123456789%\n", max_size=200))
@settings(max_examples=100, deadline=None)
def test_simplified_text_keeps_all_but_line_breaks(text: str) -> None:
    assert plain(text).replace("\n", "") == text.replace("\n", "")


@pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus")
def test_laws_hold_on_the_corpus() -> None:
    for name in ("state-council", "provinces-2026"):
        lines = (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()
        for line in lines[::5]:
            text = cleaned(json.loads(line)["text"])
            assert plain(text.chars) == text.chars
            ends = [i for i, c in enumerate(text.chars) if c in "。；\n"]
            for start, end in zip([0, *(e + 1 for e in ends)], ends, strict=False):
                assert end <= start or not text.chars[start:end].strip() or quote_holds(text, start, end)


WORST = [
    *("一", "○", "1 ", "１，", "(", "（jīng）", "經?yōu)闃", "&amp;", "**", "\n- 1", "\n# ", "“", "é—", "著"),
    *("\n\u200b", " ", "经 ", "\n", "第1页共", "一，\n", "《\n", "《"),
]


@pytest.mark.parametrize("piece", WORST)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        start = process_time()
        plain(piece * times)
        return process_time() - start

    plain(piece * 10)
    small, large = min(seconds(3_000) for _ in range(3)), min(seconds(24_000) for _ in range(2))
    assert large < 24 * max(small, 0.001), (
        "eight times the text may take eight times the time, not sixty-four"
    )
