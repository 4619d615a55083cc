"""What stands around a text on a page or a screen: buttons, page numbers, licences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.cleaning.draft import Draft, Edit

_BUTTONS = (
    r"您的位置|您现在的位置|当前位置|首页|下载|打印|打印本页|打印本文|全屏|收藏|加大|还原|减小|分享|分享到|分享到微信"
    r"|相关报道|相关文档|相关链接|相关附件|相关阅读|推荐阅读|返回顶部|关闭|关闭窗口|[>|×]|》》点击图片进入专题《《"
    r"|[上下]一[篇条](?:[：:].{0,60})?|扫一扫.{0,20}|(?:责任)?编辑[：:].{0,12}"
    r"|(?:浏览|阅读|点击)(?:次数|量|数)[：:] ?[0-9]+次?"
    r"|【?字[号體体][：:][大中小加减还原\s]*】?|Public domain|false"
)
_LINE = re.compile(rf"\n[ \t\u3000]*(?:{_BUTTONS})[：:]?[ \t\u3000]*(?=\n|$)")
_FIRST = re.compile(rf"(?:[ \t\u3000]*(?:{_BUTTONS})[：:]?[ \t\u3000]*\n+)+")
_SIZES = re.compile(r"【字[号體体][：:][大中小加减还原\s]{0,30}】\n?")
_PAGE = re.compile(r"第 ?[0-9]{1,4} ?页[，,/ ]{0,2}共 ?[0-9]{1,4} ?页")
_PAGE_LINE = re.compile(r"\n[ \t\u3000]*[-—–] ?[0-9]{1,4} ?[-—–][ \t\u3000]*(?=\n|$)")
_LINK = re.compile(r"[（(【\[]\s?(?:https?://|www\.)[A-Za-z0-9./_?=&%-]{4,80}\s?[）)】\]]")
# The template that zh.wikisource puts under official texts.
_LICENCE = re.compile(r"\n\s*本作品是中[华華]人民共和[国國]的\s*法律[\s\S]{0,900}\Z")


def strip_chrome(draft: Draft) -> list[int]:
    """Take out whole lines of page furniture, page numbers, and links put in brackets; where they stood."""
    chars = draft.chars
    found: list[Edit] = []
    licence = _LICENCE.search(chars, max(0, len(chars) - 1000)) if "本作品是" in chars else None
    if licence:
        found.append((licence.start(), len(chars), ""))
    end = licence.start() if licence else len(chars)
    if first := _FIRST.match(chars):
        found.append((0, first.end(), ""))
    for pattern, sign in (
        (_SIZES, "【字"),
        (_PAGE, "页"),
        (_LINE, "\n"),
        (_PAGE_LINE, "\n"),
        (_LINK, "//"),
        (_LINK, "www."),
    ):
        if sign in chars:
            found += ((m.start(), m.end(), "") for m in pattern.finditer(chars, 0, end))
    return draft.replace(_apart(found))


def _apart(edits: list[Edit]) -> Iterator[Edit]:
    """The edits in order, those that overlap an earlier one left out."""
    done = 0
    for edit in sorted(edits):
        if edit[0] >= done:
            done = edit[1]
            yield edit
