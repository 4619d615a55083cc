"""Spaces and line breaks that stand inside Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.cleaning.draft import Draft, Edit

_HAN = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_WIDE = f"{_HAN}\u3001-\u3003\u3008-\u3011\u3014-\u301b\uff01-\uff5e“”‘’—…"
_WORD = f"{_WIDE}0-9A-Za-z"
# One or two spaces with Chinese on at least one side; more are the columns of a table.
_SPACE = re.compile(
    rf"(?<=[{_WIDE}])[ \u3000]{{1,2}}(?=[{_WORD}%‰(+])|(?<=[0-9A-Za-z%‰)+])[ \u3000]{{1,2}}(?=[{_WIDE}])"
    r"|(?<=[0-9]) (?=[%‰])"
)

_BREAK = re.compile("[ \t\u3000]*\n(?:[ \t]*\n)?[ \t\u3000]*")
_OPENING = "《〈“‘「『【〔（["
_CLOSING = "，、。；：？！》〉”’」』】〕）]%‰,;"
_ITEM = re.compile(
    r"[-—–●■◆★•·*#>|]|[（(]?[0-9〇零一二三四五六七八九十百]+[）)、．.]|[①-⑳]|第[一二三四五六七八九十百]+[章节節条條部编編，、]"
    r"|[一二三四五六七八九十]是|各位代表|同志们|同志們|来源|來源|时间|時間|附件|附:|附："
)
_FINISHED = re.compile("[。！？；…]")
_CREDIT = re.compile("(?:摄|攝|记者|記者|通讯员|通訊員|编辑|編輯)[^，。]{0,12}$")


def close_spaces(draft: Draft) -> None:
    """Take stray spaces out; those that indent a line, end it or make columns stay."""
    if " " in draft.chars or "\u3000" in draft.chars:
        draft.replace([(m.start(), m.end(), "") for m in _SPACE.finditer(draft.chars)])


def join_lines(draft: Draft, *, inside: bool = False) -> None:
    """Take out line breaks that certainly stand in mid-sentence; ``inside`` a sentence, all."""
    if "\n" in draft.chars:
        draft.replace(list(_soft_breaks(draft.chars, inside)))


def _soft_breaks(chars: str, inside: bool) -> Iterator[Edit]:
    line = ""  # what stands before the break, earlier joins made
    done = 0
    for match in _BREAK.finditer(chars):
        start, end = match.span()
        line += chars[done:start]
        done = end
        if line and end < len(chars) and (inside or _is_soft(line, match.group(), chars, end)):
            yield start, end, ""
        else:
            line = ""


def _is_soft(line: str, gap: str, chars: str, end: int) -> bool:
    last, first = line[-1], chars[end]
    if first == "\n":
        return False
    if last in _OPENING or first in _CLOSING:
        return True
    if gap.endswith(("\u3000", "  ")) or _ITEM.match(chars, end):
        return False
    if last in "，、,":
        return True
    if gap.count("\n") > 1:
        return False
    following = chars[end : chars.find("\n", end) if "\n" in chars[end:] else len(chars)]
    if last.isascii() and last.isalpha() and first.isdigit():  # PM⏎2.5
        return len(following) < 8
    if not (last.isalnum() and (first.isalnum() or first in _OPENING)):
        return False
    if len(following) == 1 and len(line) > 3 and first not in "一二三四五六七八九十":  # 政府工作报⏎告
        return True
    ends = [m.end() for m in _FINISHED.finditer(line)]
    open_sentence = line[ends[-1] :] if ends else line
    if _CREDIT.search(open_sentence):
        return False
    return bool(ends) or (len(line) > 40 and "，" in open_sentence)
