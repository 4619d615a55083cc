"""Relations that a sentence states, and the programme that a quantity belongs to."""

from __future__ import annotations

import pytest
from sentences import Case, cases, check

TABLE = """
@ 2023 review 绵阳
# group in the name
实施“青年教师培优工程”。
  青年教师培优工程 targets 青年教师
# done to a group
对优秀人才推行“五项优待”机制。
  五项优待机制 targets 优秀人才
实施“归雁回引”行动，选派〔60名〕优秀青年到村任职。
  ~选派优秀青年到村任职 | 60 名 | programme:归雁回引行动
  归雁回引行动 targets 优秀青年
〔4名〕专家入选“青城领航计划”。
  专家入选青城领航计划 | 4 名 | programme:青城领航计划
  青城领航计划 targets 专家
# policy about a group
出台支持青年人才创业10条措施。
  支持青年人才创业10条措施 concerns 青年人才
制定新录用公务员管理办法。
  新录用公务员管理办法 concerns 新录用公务员
印发《关心关爱驻村干部实施细则》。
  关心关爱驻村干部实施细则 concerns 驻村干部
# carried out by a body
由市委党校牵头实施“理论轻骑兵”行动。
  理论轻骑兵行动 implementedBy 市委党校
# nothing said
市委召开会议，学习“一线工作法”。
  no relation
提升干部能力。实施“强链补链”行动。
  no relation
# quantities of a programme
实施“春晖育才”行动，选派教师〔30名〕、引进校长〔6名〕。
  选派教师 | 30 名 | programme:春晖育才行动
  引进校长 | 6 名 | programme:春晖育才行动
通过“高校直通车”活动，引进硕士〔120名〕、博士〔9名〕。
  引进硕士 | 120 名 | programme:高校直通车活动
  引进博士 | 9 名 | programme:高校直通车活动
深化“万企兴万村”行动，动员企业〔310家〕，投入资金〔2.4亿元〕。
  动员企业 | 310 家 | programme:万企兴万村行动
  投入资金 | 2.4亿 元 | programme:万企兴万村行动
实施“春晖育才”行动。新建学校〔3所〕。
  新建学校 | 3 所 | programme:-
新建学校〔3所〕，改造食堂〔40个〕。
  新建学校 | 3 所 | programme:-
  改造食堂 | 40 个 | programme:-
扩大“绵州英才卡”服务项目至〔32项〕。
  ~扩大绵州英才卡服务项目 | 32 项 | programme:绵州英才卡
"""


@pytest.mark.parametrize("case", cases(TABLE), ids=lambda case: case.id)
def test_only_what_is_said_is_claimed(case: Case) -> None:
    check(case)
