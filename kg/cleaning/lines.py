"""Spaces and line breaks that stand inside Chinese text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.cleaning.draft import Draft, Edit

_SPACES = re.compile("[ \u3000]+")
_BREAK = re.compile("\n[ \t\n\u3000]*")
_OPENING = "《〈“‘「『【〔（["
_CLOSING = "，、。；：？！》〉”’」』】〕）]%‰,;"
_ITEM = re.compile(
    r"[-—–●■◆★•·*#>|]|[（(]?[0-9〇零一二三四五六七八九十百]+[）)、．.](?![0-9])|[①-⑳]"
    r"|第[一二三四五六七八九十百]+[章节節条條部编編，、]"
    r"|[一二三四五六七八九十]是|各位代表|同志们|同志們|来源|來源|时间|時間|附件|附:|附："
)
_MARKER = re.compile(
    r"(?:[（(][一二三四五六七八九十0-9]+[）)]|[一二三四五六七八九十0-9]+[、．.]|[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[，、]?)$"
)
_FINISHED = re.compile("[。！？；…]")
_CREDIT = re.compile("(?:摄|攝|记者|記者|通讯员|通訊員|编辑|編輯)[^，。]{0,12}$")
_COUNTED = re.compile("[0-9][万亿]*[余多]?[\u4e00-\u9fff%]{1,3}$")  # an item of a list, with its amount
_REMEMBERED = 300  # characters of a line that decide whether it goes on


def close_spaces(draft: Draft) -> None:
    """Take one or two spaces out that have Chinese on a side; those that indent a line, end it or
    make the columns of a table stay."""
    chars = draft.chars
    if " " not in chars and "\u3000" not in chars:
        return
    found = [(m.start(), m.end()) for m in _SPACES.finditer(chars) if m.end() - m.start() < 3]
    draft.replace([(a, b, "") for a, b in found if a and b < len(chars) and _stray(chars[a - 1], chars[b])])


def _stray(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return False
    if "\xc0" <= before <= "\xff" and after in "“”‘’—…":
        return False  # side by side they would look like Chinese that was decoded as Western text
    if _wide(before):
        return _wide(after) or after.isalnum() or after in "%‰(+"
    return (_wide(after) and (before.isalnum() or before in "%‰)+")) or (before.isdigit() and after in "%‰")


def _wide(char: str) -> bool:
    """Chinese characters and punctuation."""
    return (char >= "\u3001" and not "\ud7a4" <= char < "\uff01") or char in "“”‘’—…"


def join_lines(draft: Draft, *, inside: bool = False) -> list[int]:
    """Take out line breaks that certainly stand in mid-sentence, or all ``inside`` a sentence; where
    they stood."""
    if "\n" not in draft.chars:
        return []
    width = 0 if inside else _wrap_width(draft.chars)
    return draft.replace(list(_soft_breaks(draft.chars, inside, width)))


def _wrap_width(chars: str) -> int:
    """The columns at which a text was broken into lines, whatever its sentences; 0 where it was not."""
    if len(chars) > 70 * chars.count("\n"):
        return 0
    lines = [line.strip() for line in chars.split("\n")]
    widths = [_columns(line) for line in lines if line]
    if len(widths) < 8:
        return 0
    width, _ = Counter(w // 2 * 2 for w in widths).most_common(1)[0]
    full = sum(abs(w - width) <= 4 for w in widths)
    longer = sum(w > width + 4 for w in widths)
    return (
        width
        if width >= 30 and full >= 6 and full >= 0.4 * len(widths) and longer <= 0.05 * len(widths)
        else 0
    )


def _columns(line: str) -> int:
    return 2 * len(line) - len(line.encode("ascii", "ignore"))


def _soft_breaks(chars: str, inside: bool, width: int) -> Iterator[Edit]:
    line = ""  # what stands before the break, earlier joins made
    done = 0
    for match in _BREAK.finditer(chars):
        start, end = match.span()
        while start > done and chars[start - 1] in " \t\u3000":
            start -= 1
        last = chars[max(done, start - _REMEMBERED) : start]
        line = (line + last)[-_REMEMBERED:]
        done = end
        if not line or end == len(chars):
            line = ""
        elif inside or _is_soft(line, chars[start:end], chars, end, 0 < width - 4 <= _columns(last)):
            yield start, end, ""
        else:
            line = ""


def _is_soft(line: str, gap: str, chars: str, end: int, full: bool) -> bool:
    """``full``: the line ends where the text is wrapped."""
    last, first = line[-1], chars[end]
    breaks = gap.count("\n")
    if breaks > 2:
        return False
    if last in _OPENING or first in _CLOSING:
        return True
    if gap.endswith(("\u3000", "  ")) or _ITEM.match(chars, end):
        return False
    if last in "，、,":
        return True
    if breaks > 1:
        return False
    if full:
        return last not in "。！？；："
    if len(line) < 8 and _MARKER.match(line):  # a number and a point before a digit would make one number
        return not (last in ".．" and first.isdigit())
    length = chars.find("\n", end, end + 40) - end
    if last.isascii() and last.isalpha() and first.isdigit():  # PM⏎2.5
        return 0 < length < 8
    if not (last.isalnum() and (first.isalnum() or first in _OPENING)):
        return False
    if length == 1 and len(line) > 3 and first not in "一二三四五六七八九十":  # 政府工作报⏎告
        return True
    sentence = line[max((m.end() for m in _FINISHED.finditer(line)), default=0) :]
    if _CREDIT.search(sentence) or _COUNTED.search(sentence):
        return False
    return len(sentence) < len(line) or (len(line) > 40 and "，" in sentence)
