"""Organisations: those of the report's own place, named ones, and kinds that are none."""

from __future__ import annotations

import pytest
from sentences import Case, cases, check

TABLE = """
@ 2023 组织工作综述 绵阳
# the report's own bodies
〔市委〕召开常委会会议。
  institution 市委 -> 绵阳市委 : party_organ
按照〔省委〕、〔市委〕部署，全面推开。
  institution 省委 -> 四川省委 : party_organ
  institution 市委 -> 绵阳市委 : party_organ
〔市委组织部〕牵头抓总。
  institution 市委组织部 -> 绵阳市委组织部 : party_organ
〔市委〕、〔市政府〕高度重视。
  institution 市委 : party_organ
  institution 市政府 -> 绵阳市政府 : government
依托〔市委党校〕开展轮训。
  institution 市委党校 -> 绵阳市委党校 : party_school
坚决贯彻〔党中央〕、〔国务院〕决策部署。
  institution 党中央 -> - : party_organ
  institution 国务院 -> - : government
〔市总工会〕走访慰问劳模。
  institution 市总工会 : social_org
@ 2023 组织工作综述 成都
〔市委〕召开常委会会议。
  institution 市委 -> 成都市委 : party_organ
@ 2023 组织工作综述 绵阳
# named bodies
与〔西南科技大学〕、〔绵阳师范学院〕签订合作协议。
  institution 西南科技大学 : university
  institution 绵阳师范学院 : university
建成〔先进材料研究院〕。
  institution 先进材料研究院 : research
引进〔长虹集团〕、〔九洲集团〕等企业。
  institution 长虹集团 : enterprise
  institution 九洲集团 : enterprise
在〔绵阳高新区〕召开现场会。
  institution 绵阳高新区 : zone
走进〔清华大学〕、〔北京大学〕开展推介。
  institution 清华大学 : university
  institution 北京大学 : university
联合〔中国科学院〕开展技术攻关。
  institution 中国科学院
与〔清华大学〕、〔中国农业大学〕共建实验站。
  institution 清华大学 : university
  institution 中国农业大学 : university
〔市人大常委会〕、〔市政协〕专题视察。
  institution 市人大常委会 -> 绵阳市人大常委会
  institution 市政协 -> 绵阳市政协
〔国家发展改革委〕批复建设方案。
  institution 国家发展改革委 : government
组建〔绵阳产业投资集团〕。
  institution 绵阳产业投资集团 : enterprise
# short and full name
〔四川涪江干部学院〕正式揭牌。〔涪江干部学院〕全年培训学员〔2000人次〕。
  ~培训学员 | 2000 人次
  institution 四川涪江干部学院 = 涪江干部学院
# kinds and shorthand
县级党校、国有企业和各级党组织全部覆盖。
  no institution
乡镇和有关部门密切配合。
  no institution
发改、经信、财政等部门协同发力。
  no institution
印发《市委常委会议事规则》。
  no institution
招录大学生村官〔60名〕。
  招录大学生村官 | 60 名
  no institution
中央财政下达补助资金〔3亿元〕。
  ~中央财政下达补助资金 | 3亿 元
  no institution
办好高水平大学。
  no institution
全市各级党委认真履行责任。
  no institution
新建研究院〔3家〕。
  新建研究院 | 3 家
  no institution
组织北京大学生志愿者支教。
  no institution
全市委派干部60名。
  no institution
受城市委托管理停车场45处。
  no institution
# bureaus, zones and schools of a level
推动〔区公安分局〕、〔区综合执法局〕下沉力量。
  institution 区公安分局 : government
  institution 区综合执法局 : government
选派干部到〔省发改委〕、〔市人力资源和社会保障局〕跟班学习。
  institution 省发改委 : government
  institution 市人力资源和社会保障局 : government
〔县工业集中区〕新入驻企业14家，〔县三中〕迁建项目开工。
  institution 县工业集中区 : zone
  institution 县三中 : public_body
各县区教育局和社区办公室密切配合。
  no institution
召开〔市委“两新”工委〕会议。
  institution 市委两新工委 : party_organ
在〔市人大〕、〔市政协〕监督支持下，圆满完成任务。
  institution 市人大 : government
  institution 市政协 : government
现在，我代表〔涪江县人民政府〕报告工作。
  institution 涪江县人民政府 : government = 县政府, 县人民政府
据〔国家统计局〕抽样调查，城镇居民收入稳步增长。
  institution 国家统计局 : government
# companies and works
〔松源生物〕入选全省百强，〔青岩纸业〕技改项目投产。
  institution 松源生物 : enterprise
  institution 青岩纸业 : enterprise
支持〔远江重工〕、〔松源生物〕等链主企业设立研发中心。
  institution 远江重工 : enterprise
  institution 松源生物 : enterprise
支持新材料、高端装备等企业扩大生产。
  no institution
全国人民关心的〔涪江钢铁总厂〕建设进展顺利。
  institution 涪江钢铁总厂 : enterprise
〔“红叶”艺术团〕走进社区。
  institution 红叶艺术团 : other
# zones and streets at a boundary
选派干部到〔市信访局〕、〔临江高新区〕等一线历练。
  institution 市信访局 : government
  institution 临江高新区 : zone
建立高新区和高校联动机制，开展高新区评价。
  no institution
在〔街道党工委〕领导下，〔青岩街道办事处〕完成各项任务。
  institution 街道党工委 : party_organ
  institution 青岩街道办事处 : government
反对条约集团和军事集团，扶持试点企业集团。
  no institution
# words that lead up to a body, and kinds that only end as one
悉心学习〔涪江水利研究所〕的做法，做实〔绿色建材科创中心〕。
  institution 涪江水利研究所 : research
  institution 绿色建材科创中心 : research
启动世界一流大学建设，建强用好国家实验室。
  no institution
控制职工购买力和集团购买力，压缩集团消费。
  no institution
推动产业集群与实验室群联动，用好涪江系列实验室。
  no institution
反对修正主义集团，提高综合保税区发展水平。
  no institution
归〔中华全国总工会〕管理使用。
  institution 中华全国总工会 : social_org
@ 2012 政府工作报告 绵阳
# companies of projects
恒岭纺织完成技改投入4200万元。
  institution 恒岭纺织
青岭竹业二期、金川陶瓷等6个项目竣工投产。
  institution 青岭竹业
  institution 金川陶瓷
推动新型建材、绿色能源等6个项目投产。
  no institution
# bodies of the whole country after other words
引进中国科学院和中国工程院院士。
  institution 中国科学院
  institution 中国工程院
# what stands before a body's name is no part of it
从中学到大学都要重视思想教育。
  no institution
引入恒岭能源集团，完成重组。
  institution 恒岭能源集团
困难家庭的学生能够上得起大学。
  no institution
县职业技术教育中心挂牌成立。
  institution 县职业技术教育中心
@ 2018 政府工作报告 绵阳
# bodies that are founded, and zones that are only counted
组建绵川市人才发展专家委员会。
  institution 绵川市人才发展专家委员会
在147个国家高新区中列第三位。
  no institution
@ 2014 政府工作报告 石桥镇
# bodies of a town
现在，我代表镇人民政府向大会报告工作。
  institution 镇人民政府
在镇党委的领导和镇人大的监督下，乡镇政府职能转变。
  institution 镇党委
  institution 镇人大
一是完善高新区体制机制，在全国高新区推广。
  no institution
@ 1993 政府工作报告 全国
# banks of the country
工商银行、建设银行等专业银行向商业银行过渡。
  institution 工商银行
  institution 建设银行
@ 2018 卫生工作总结 绵阳
选送骨干到西南大学附属医院进修。
  institution 西南大学附属医院
入选中央财办典型案例。
  institution 中央财办
@ 2026 政府工作报告 绵阳
成功设置绵川职业技术大学，新央企中国绵川动力集团落户。
  institution 绵川职业技术大学
  institution 中国绵川动力集团
@ 1990 - 绵阳
# founded, parted and renamed in the years
6月成立经济体制改革办公室，11月成立对外经济贸易委员会，1985年2月成立绵川市物资总公司、旅游开发公司。
  institution 经济体制改革办公室
  institution 对外经济贸易委员会
  institution 绵川市物资总公司
  institution 旅游开发公司
原市建设局分设为规划局和房产管理局，成立市商品粮基地领导小组。
  institution 市建设局
  institution 规划局
  institution 房产管理局
  institution 市商品粮基地领导小组
@ 2021 人才工作总结 绵阳
# partners by name
与恒济医院共建专家工作站，引进青岩牧业投资1.7亿元，依托县职业高级中学办班。
  institution 恒济医院
  institution 青岩牧业
  institution 县职业高级中学
与三甲医院建立帮扶关系，国家高端装备中试基地成功落地。
  institution 国家高端装备中试基地
@ 2026 政府工作报告 四川
# names that hold a small word: 成都, 供给
成都航空职业技术大学获批成立，成都美术学院、广安理工学院加快筹建。
  institution 成都航空职业技术大学
  institution 成都美术学院
  institution 广安理工学院
"""


@pytest.mark.parametrize("case", cases(TABLE), ids=lambda case: case.id)
def test_bodies_are_named_and_placed(case: Case) -> None:
    check(case)
