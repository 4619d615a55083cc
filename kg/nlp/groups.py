"""The people or bodies that a phrase is about: 选派年轻干部 → 年轻干部."""

from __future__ import annotations

import re

from kg.nlp.words import Words
from kg.rules import words_pattern

_LEAD = re.compile(
    r"^(?:向|为|给|对|从(?!业)|在(?!职)|由|于|把|将|全市|全省|全国|其中|等|各[类级]?|的|名|位|广大)+"
)
_PLACE = re.compile(r"^[一-龥]{2,4}?(?:[省市县区州]|(?<!乡)镇)(?=[一-龥]{2})")
_POLICY_LEAD = re.compile(
    r"^(?:支持|培养选拔|选拔培养|联系服务|鼓励|促进|引进|加强|关于|推进|规范|保障|激励|完善|进一步|培养|选拔|服务|关心|关爱|激发)+"
)
_POLICY_VERB = re.compile(r"(?:联系服务|培养|支持|引进|管理|关爱|选拔)(?=[一-龥]{2})")
_AMONG = re.compile("(?<![高初])中(?![小学专国层级医等]|青年|年(?!轻))")  # 党员中〔青年党员〕
_LONGEST = 24
_BARE = frozenset(("人才", "英才", "企业", "工程师", "家庭", "用户", "专家"))  # too general inside a name
_TAIL = re.compile(r"(?:占比|比例|比重|人数|平均年龄|覆盖率|满意度|率)$")


class Groups:
    """Finds the group that a name or an indicator speaks of, by its head noun."""

    def __init__(self, words: Words) -> None:
        self.words = words
        heads = words_pattern(set(words.person) - {"个人", "单位", "高校"})
        self.chain = re.compile(f"(?:{words_pattern(words.person)})+(?!作)")
        self.group = re.compile(f"(?:{words_pattern(words.person_modifier)})*(?:{heads})+(?!作)")

    def counted(self, indicator: str, noun: str) -> str | None:
        """The group that an observation counts: in ``noun``, the noun after the number, or at the end of
        the indicator."""
        if noun:
            m = self.chain.search(noun)
            return self._trim(noun[: m.end()]) if m and m.end() <= _LONGEST else None
        body = _TAIL.sub("", indicator)
        if "中" in body:
            body = _AMONG.split(body)[-1] or body
        ends = [m.end() for m in self.chain.finditer(body)]
        return self._trim(body) if ends and ends[-1] == len(body) else None

    def in_programme(self, name: str) -> str | None:
        """The group in a programme's name: its head noun with the words that say which people."""
        m = self.group.search(name)
        if m is None or (m.start() and m.group() in _BARE):
            return None
        return m.group()

    def in_policy(self, name: str) -> str | None:
        """The group in a policy's name: what stands between its verb and the first head noun."""
        m = self.chain.search(name)
        if m is None or name[m.end() :].startswith("队伍"):
            return None
        phrase = _PLACE.sub("", _POLICY_LEAD.sub("", name[: m.end()]))
        phrase = phrase[max((v.end() for v in _POLICY_VERB.finditer(phrase)), default=0) :]
        return phrase if 2 <= len(phrase) <= 12 and "、" not in phrase else None

    def _trim(self, phrase: str) -> str | None:
        start = 0
        for m in self.words.action_pattern.finditer(phrase):
            if len(phrase) - m.end() >= 2:
                start = m.end()
        phrase = _LEAD.sub("", phrase[start:])
        if phrase.count("“") != phrase.count("”"):  # “老工伤”人员, begun within the quote
            phrase = phrase.replace("“", "").replace("”", "")
        return phrase if 2 <= len(phrase) <= _LONGEST else None
