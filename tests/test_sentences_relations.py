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
@ 2025 人才工作计划 绵阳
# under a title that names a programme
（一）“青穗英才”引进工程。由市委组织部牵头，市科技局配合，新建工作站5家。
  青穗英才引进工程 implementedBy 市委组织部
  青穗英才引进工程 implementedBy 市科技局
2.乡土人才培育行动。每年选派80名乡镇干部到高校培训。
  乡土人才培育行动 targets 乡土人才
  乡土人才培育行动 targets 乡镇干部
三、深化“双聚”人才计划。遴选项目30个。牵头单位：市科技局
  双聚人才计划 implementedBy 市科技局
（3）“青穗工匠”培育工程。市人社局会同市总工会实施，新建工作室60家。
  青穗工匠培育工程 implementedBy 市人社局
  青穗工匠培育工程 implementedBy 市总工会
（四）安居行动。筹集住房2万套，对新就业大学生发放租房补贴。
  安居行动 targets 新就业大学生
实施“青穗英才”工程，新建工作站5家。由市委组织部牵头，编制规划。
  no relation
# groups that a programme helps
实施稳岗提质行动，稳定和扩大高校毕业生、农民工等重点群体就业。
  稳岗提质行动 targets 高校毕业生
  稳岗提质行动 targets 农民工
市委人才工作领导小组统筹推进“青穗英才”工程。
  青穗英才工程 implementedBy 市委人才工作领导小组
实施杰出人才引进计划。
  杰出人才引进计划 targets 杰出人才
@ 2023 组织工作综述 绵阳
# what is measured by itself is no part of the programme named before it
实施“青蓝”工程，选派干部〔40名〕，粮食总产量〔12万吨〕，新建粮库〔3座〕。
  选派干部 | 40 名 | programme:青蓝工程
  粮食总产量 | 12万 吨 | programme:-
  新建粮库 | 3 座 | programme:-
推进“安居”行动，社会消费品零售总额增长〔4.2%〕。
  社会消费品零售总额 | 4.2 % | up programme:-
推进“归雁”行动，回引人才〔120名〕、同比增长〔15%〕。
  回引人才 | 120 名 | programme:归雁行动
  回引人才 | 15 % | up basis:同比 programme:归雁行动
"""


@pytest.mark.parametrize("case", cases(TABLE), ids=lambda case: case.id)
def test_only_what_is_said_is_claimed(case: Case) -> None:
    check(case)
