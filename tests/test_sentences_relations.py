"""Relations that a sentence states, and the programme that a quantity belongs to."""

from __future__ import annotations

import pytest
from sentences import Case, cases, check

TABLE = """
@ 2023 组织工作综述 绵阳
# group in the name
实施“青年教师培优工程”。
  青年教师培优工程 targets 青年教师
启动乡村医生素质提升计划。
  乡村医生素质提升计划 targets 乡村医生
# done to a group
对优秀人才推行“五项优待”机制。
  五项优待机制 targets 优秀人才
面向返乡农民工开展“技能提升”行动。
  技能提升行动 targets 返乡农民工
为退役军人实施“暖心助业”计划。
  暖心助业计划 targets 退役军人
实施“归雁回引”行动，选派〔60名〕优秀青年到村任职。
  ~选派优秀青年到村任职 | 60 名 | programme:归雁回引行动
  归雁回引行动 targets 优秀青年
〔4名〕专家入选“青城领航计划”。
  专家入选青城领航计划 | 4 名 | programme:青城领航计划
  青城领航计划 targets 专家
对村党组织书记实行“县级备案管理”制度。
  县级备案管理制度 targets 村党组织书记
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
以西南科技大学为依托实施“卓越工程师”计划。
  卓越工程师计划 implementedBy 西南科技大学
市委组织部组织实施“村村有好戏”行动。
  村村有好戏行动 implementedBy 市委组织部
# part of a programme
“名校直通”计划是“涪江腾飞”工程的子计划。
  名校直通计划 partOf 涪江腾飞工程
“强基工程”包括“头雁领航”计划、“群雁齐飞”计划。
  头雁领航计划 partOf 强基工程
  群雁齐飞计划 partOf 强基工程
# pursues a goal
以建设全国乡村振兴示范市为目标，实施“五村共建”行动。
  五村共建行动 pursues 全国乡村振兴示范市
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
# for whom, before the quote
实施年轻干部“青蓝接力”工程，压实责任。
  青蓝接力工程 targets 年轻干部
推进高新技术企业、科技型企业“双倍增”行动。
  双倍增行动 targets 高新技术企业
  双倍增行动 targets 科技型企业
实施“嘉苗培育”计划，储备优秀年轻干部200名。
  嘉苗培育计划 targets 优秀年轻干部
"""


@pytest.mark.parametrize("case", cases(TABLE), ids=lambda case: case.id)
def test_only_what_is_said_is_claimed(case: Case) -> None:
    check(case)
