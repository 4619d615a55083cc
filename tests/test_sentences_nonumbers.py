"""Numbers that report nothing: dates, ranks, thresholds, items, names."""

from __future__ import annotations

import pytest
from sentences import Case, cases, check

TABLE = """
@ 2023 组织工作综述 绵阳
# dates
2023年6月18日召开动员会。
  no observation
2021—2025年，全市分批推进。
  no observation
二〇二三年十月，干部监督工作座谈会在此举行。
  no observation
到2030年，形成更加成熟的制度。
  no observation
上午9:30，运动会准时开幕。
  no observation
20世纪80年代兴办的乡镇企业焕发新生。
  no observation
隆重庆祝建党100周年。
  no observation
前三季度工业用电量增长〔6%〕。
  工业用电量 | 6 % | up
# spans of time
用3年时间补齐短板。
  no observation
近五年来，基层基础不断夯实。
  no observation
连续3年获评先进单位。
  no observation
国企改革三年行动圆满收官。
  no observation
严格执行24小时值班制度。
  no observation
# ordinals and ranks
第四届理事会完成换届。
  no observation
认真学习二十届三中全会精神。
  no observation
综合排名居全省第2位。
  no observation
营商环境评价由第9位上升到第4位。
  no observation
该镇入选全国百强镇。
  no observation
全国第七次人口普查登记工作顺利完成。
  no observation
〔5家〕企业进入行业前10%。
  ~企业进入行业前10% | 5 家
质量考核进入全省前3名，获得奖金〔20万元〕。
  获得奖金 | 20万 元
选派第一书记〔56名〕。
  选派第一书记 | 56 名
# thresholds in a class's name
35岁以下乡镇干部〔620名〕。
  35岁以下乡镇干部 | 620 名
“90后”干部占〔34%〕。
  ~90后干部占 | 34 % | share
年收入20万元以上的村〔310个〕。
  ~年收入20万元以上的村 | 310 个
每10万人口拥有发明专利〔14.2件〕。
  ~每10万人口拥有发明专利 | 14.2 件
种植大户、返乡青年、退役军人3类人员占比达〔58%〕。
  ~种植大户、返乡青年、退役军人3类人员占比 | 58 % | share
建成5万吨级码头〔2座〕。
  建成5万吨级码头 | 2 座
60岁以上老年人免费乘坐公交。
  no observation
# sums of a list
机关、企业、学校等六大领域同步推进。
  no observation
组织、宣传、统战三个部门联合发文。
  no observation
# numbers in names
深化“3+2”联建机制。
  no observation
落实“四个责任”“五项清单”。
  no observation
PM2.5平均浓度下降〔8.3%〕。
  PM2.5平均浓度 | 8.3 % | down
新增4A级景区〔6家〕。
  新增4A级景区 | 6 家
12345热线受理诉求〔5.6万件〕。
  ~受理诉求 | 5.6万 件
实施“双百”人才行动。
  no observation
完成村“两委”换届。
  no observation
学习贯彻“三个代表”重要思想。
  no observation
G5高速公路扩容工程开工。
  no observation
推动“十四五”规划落地。
  no observation
健全“1名网格长+3名网格员”治理体系。
  no observation
打造“15分钟生活圈”。
  no observation
# item numbers
一是抓学习，二是抓调研，三是抓整改。
  no observation
（二）强化责任落实。
  no observation
3．着力补齐民生短板。
  no observation
1.坚持政治引领。⏎2.坚持实干导向。
  no observation
# small words
坚持一体推进、统一部署，进一步压实一岗双责。
  no observation
这两项改革同步展开，每一个环节都有专人盯守。
  no observation
一大批干部在一线成长起来。
  no observation
万众一心、千方百计克服困难。
  no observation
实现专利零的突破。
  no observation
没有一名群众因灾返贫。
  no observation
全市上下拧成一股绳、下好一盘棋。
  no observation
三令五申、四面八方、七上八下都是成语。
  no observation
# documents and page furniture
根据国办发(2019)12号文件精神，制定本办法。
  no observation
浏览次数：1532　字号：大 中 小
  no observation
索引号：510700/2023-00012　发布日期：2023-12-28 09:15　浏览量：3204⏎全年引进人才〔88名〕。
  引进人才 | 88 名
责任编辑：王一鸣　电话：0816-2345678　邮编：621000
  no observation
# sizes and hours in a name
启动万亩富硒粮油项目，与工会共建24小时就业服务站。
  no observation
财政收入增长〔26%〕，高于年初12%的目标〔14个百分点〕，年均增长〔20%〕。
  财政收入 | 26 % | up
  ~财政收入 | 14 个百分点 | up
  ~财政收入 | 20 % | up
在省级以上刊物发表〔8篇〕。
  ~在省级以上刊物发表 | 8 篇
国内生产总值突破〔3万亿元〕大关，比上年增长〔13%〕。
  国内生产总值 | 3万亿 元 突破
  国内生产总值 | 13 % | up basis:比上年
@ 2026 政府工作报告 绵阳
# a rank that rises
排名由369位上升到235位。
  no observation
# figures of speech, years by themselves, sizes of products
改革关系千家万户，物质文明和精神文明两只手都要抓。
  no observation
回望2025，我们迎难而上；面向新征程，56个民族心连心。
  no observation
迎来2300名新生。
  ~迎来新生 | 2300 名
12英寸晶圆生产线投产，产能达到〔3万片〕。
  ~产能 | 3万 片
# classes of firms, and a hundred per cent thrice
产值超亿元企业〔17家〕，开工、投产、达效实现3个〔100%〕。
  产值超亿元企业 | 17 家
  ~开工、投产、达效实现3个 | 100 % | share
@ 2023 政府工作报告 绵阳
# minutes in the name of a circle, numbers of platforms, seasons
构建15分钟社区卫生服务圈，创建8890便民服务平台，夏秋两季防汛有力。
  no observation
办理时间压缩至〔15分钟〕，另有〔14户〕企业依法破产。
  ~办理时间 | 15 分钟
  ~企业依法破产 | 14 户
"""


@pytest.mark.parametrize("case", cases(TABLE), ids=lambda case: case.id)
def test_only_quantities_are_taken(case: Case) -> None:
    check(case)
