"""Names without quotation marks: counted enumerations, proper names, generic words."""

from __future__ import annotations

import pytest
from sentences import Case, cases, check

TABLE = """
@ 2023 组织工作综述 绵阳
# counted enumeration
大力推进〔扶智培优、安居暖心、联企惠才三大行动〕。
  programme 扶智培优行动 : 行动 = 扶智培优
  programme 安居暖心行动 : 行动 = 安居暖心
  programme 联企惠才行动 : 行动 = 联企惠才
创新实施〔强村固基、兴业富民、移风易俗“三大工程”〕。
  programme 强村固基工程
  programme 兴业富民工程
  programme 移风易俗工程
启动〔青苗培育、青禾壮大、青松领航三项计划〕。
  programme 青苗培育计划
  programme 青禾壮大计划
  programme 青松领航计划
实施〔干部赋能、人才赋智两大行动〕，成效明显。
  programme 干部赋能行动
  programme 人才赋智行动
建立公开招考、定向选调、柔性引进等〔6种〕引才机制。
  ~建立公开招考、定向选调、柔性引进等引才机制 | 6 种
  no programme
抓好教育、医疗、养老三件大事。
  no programme, observation
# proper names
深入推进〔党纪学习教育〕。
  programme 党纪学习教育 : 学习教育
扎实开展〔学习贯彻习近平新时代中国特色社会主义思想主题教育〕。
  programme 学习贯彻习近平新时代中国特色社会主义思想主题教育 : 主题教育
实施〔基层人才固本工程〕。
  programme 基层人才固本工程 : 工程
集中开展〔违规吃喝专项整治〕。
  programme 违规吃喝专项整治 : 专项整治
坚持〔就业优先战略〕。
  programme 就业优先战略 : 战略
启动〔乡村医生素质提升计划〕。
  programme 乡村医生素质提升计划
开展〔根治欠薪专项行动〕。
  programme 根治欠薪专项行动
创新推进〔文化润疆工程〕。
  programme 文化润疆工程
实施〔企业梯度培育计划〕，开展〔首台套推广行动〕。
  programme 企业梯度培育计划
  programme 首台套推广行动
以实施〔乡村振兴战略〕为统揽，统筹推进各项工作。
  programme 乡村振兴战略
全面启动〔城市更新行动〕，改造棚户区〔1200户〕。
  改造棚户区 | 1200 户
  programme 城市更新行动
接续开展〔农村人居环境整治提升五年行动〕。
  programme ~农村人居环境整治提升五年行动
〔全民健身计划〕深入实施。
  programme 全民健身计划
实施〔人才安居工程〕，建成人才公寓〔1200套〕。
  建成人才公寓 | 1200 套 | programme:人才安居工程
  programme 人才安居工程 : 工程
@ 1998 政府工作报告 全国
继续实施〔科教兴国战略〕和〔可持续发展战略〕。
  programme 科教兴国战略
  programme 可持续发展战略
@ 2023 组织工作综述 绵阳
# generic
建设一批重点工程。
  no programme
制定年度工作计划。
  no programme
采取果断行动。
  no programme
完善考核机制，健全责任体系。
  no programme
形成齐抓共管的工作格局。
  no programme
推进重大工程建设。
  no programme
健全选人用人制度。
  no programme
统一行动、狠抓落实。
  no programme
加快工程进度，超额完成国家计划。
  no programme
积极开展文体活动。
  no programme
投入工程资金〔3亿元〕。
  ~投入工程资金 | 3亿 元
  no programme
完成年度投资计划。
  no programme
实施更加积极的就业政策。
  no programme
# taken as
把〔作风学习教育〕作为重要任务。
  programme 作风学习教育 : 学习教育
以“〔铸魂工程〕”为抓手，推动思想建设。
  programme 铸魂工程 : 工程
以“作风提升行动”为主线，推动工作。
  no programme
深入实施〔科教兴市〕、〔人才强市〕战略。
  programme 科教兴市战略 : 战略
  programme 人才强市战略 : 战略
为留守儿童结对“爱心妈妈”;〔营养改善计划〕惠及学生〔2.6万名〕。
  ~营养改善计划惠及学生 | 2.6万 名 | programme:营养改善计划
  programme 营养改善计划 : 计划
以〔城市党建全域提升行动〕为总抓手，强化保障。
  programme 城市党建全域提升行动 : 行动
结合〔党史学习教育〕开展宣讲。
  programme 党史学习教育 : 学习教育
打造东社区“〔居民议事厅〕”、西社区“〔三社联动〕”、志愿协会三大党建品牌。
  programme 居民议事厅 : 品牌
  programme 三社联动 : 品牌
@ 2026 政府工作报告 绵阳
# two fields of work name a programme, one does not
实施产业创新工程，深化乡村建设行动。
  programme 产业创新工程 : 工程
  programme 乡村建设行动 : 行动
实施民生工程，完成重点建设工程。
  no programme
# beside one in quotation marks
深入实施“归雁”行动和人才强县战略。
  programme 归雁行动 : 行动 = 归雁
  programme 人才强县战略 : 战略
# a term of years
实施〔脱贫人口就近就业三年行动〕，启动三年行动。
  programme 脱贫人口就近就业三年行动 : 行动
"""


@pytest.mark.parametrize("case", cases(TABLE), ids=lambda case: case.id)
def test_a_proper_name_begins_and_ends_where_it_should(case: Case) -> None:
    check(case)
