"""Policies, meetings and goals."""

from __future__ import annotations

import pytest
from sentences import Case, cases, check

TABLE = """
@ 2023 组织工作综述 绵阳
# policies in book title marks
印发〔《干部容错纠错实施办法》〕。
  policy 干部容错纠错实施办法
出台〔《新时代人才引育若干措施》〕等文件〔5个〕。
  ~出台新时代人才引育若干措施等文件 | 5 个
  policy 新时代人才引育若干措施
修订〔《工作规则》〕、〔《议事清单》〕。
  policy 工作规则
  policy 议事清单
# counted packages
出台〔支持返乡创业18条措施〕。
  policy 支持返乡创业18条措施
  no observation
制定〔“人才强企”12条措施〕，真金白银支持企业。
  policy 人才强企12条措施
  no observation
印发〔“十条禁令”〕，严明工作纪律。
  policy 十条禁令
  no observation
研究提出〔9条〕措施。
  ~提出措施 | 9 条
  no policy
# rules and plans by name
严格落实〔中央八项规定精神〕。
  policy 中央八项规定精神
〔“十四五”规划〕实施开局良好。
  policy 十四五规划
制定〔党员积分管理办法〕。
  policy 党员积分管理办法
出台〔村干部绩效考核细则〕、〔村级财务公开办法〕。
  policy 村干部绩效考核细则
  policy 村级财务公开办法
出台〔加强社区工作者队伍建设的意见〕。
  policy 加强社区工作者队伍建设的意见
出台〔在职干部、离退休干部管理办法〕。
  policy 在职干部管理办法
  policy 离退休干部管理办法
制定方案，提出意见，完善办法。
  no policy
制定出台〔养老服务实施意见〕，制定修订〔企业信息公示条例〕。
  policy 养老服务实施意见
  policy 企业信息公示条例
要制定财务、工资、奖金等规章条例，制订政策、规划和标准，颁布许多单行条例。
  no policy
出台〔法治政府建设实施纲要〕，颁布并实施〔涪江流域发展规划纲要〕。
  policy 法治政府建设实施纲要
  policy 涪江流域发展规划纲要
落实上级作出的每一项部署、提出的每一条要求。
  no policy
落实和完善〔“双创”政策措施〕。
  policy 双创政策措施 = 双创
加大政策支持力度，采取有力措施。
  no policy
# congresses and plenums
深入学习贯彻〔党的二十大〕精神。
  meeting 党的二十大
学习〔党的二十届二中、三中全会〕精神。
  meeting 党的二十届二中全会
  meeting 党的二十届三中全会
贯彻〔省委十二届四次、五次全会〕部署。
  meeting 省委十二届四次全会
  meeting 省委十二届五次全会
〔市第八次党代会〕胜利召开。
  meeting 市第八次党代会 -> 绵阳市第八次党代会
认真落实〔市委八届六次全会〕精神。
  meeting 市委八届六次全会 -> 绵阳市委八届六次全会
学习宣传〔党的十九大、二十大〕精神。
  meeting 党的十九大
  meeting 党的二十大
@ 2006 政府工作报告 全国
贯彻〔党的十六届三中、四中、五中全会〕精神。
  meeting 党的十六届三中全会
  meeting 党的十六届四中全会
  meeting 党的十六届五中全会
@ 2023 组织工作综述 绵阳
# named conferences
贯彻〔中央经济工作会议〕和〔省委经济工作会议〕精神。
  meeting 中央经济工作会议
  meeting 省委经济工作会议
成功举办〔涪江人才发展论坛〕。
  meeting 涪江人才发展论坛
召开专题会议〔12次〕。
  召开专题会议 | 12 次
  no meeting
各支部召开组织生活会，开好动员大会。
  no meeting
传达学习〔全国组织工作会议〕精神。
  meeting 全国组织工作会议
落实〔市委五届历次全会〕部署。
  meeting 市委五届历次全会
启动〔涪江科技论坛〕，出席〔中国—东盟博览会〕、〔世界运河大会〕。
  meeting 涪江科技论坛
  meeting 中国—东盟博览会
  meeting 世界运河大会
贯彻中央召开的〔全国金融工作会议〕精神，绵阳入选〔世界互联网大会〕案例。
  meeting 全国金融工作会议
  meeting 世界互联网大会
大幅压减论坛，充分倚重峰会成果。
  no meeting
我代表人民政府向大会报告工作，请出席筹委会扩大会议的同志提出意见。
  no meeting
〔党的二十届四中全会〕审议通过〔《规划建议》〕。
  policy 规划建议
  meeting 党的二十届四中全会
# goals
以〔“争先进位”〕为目标，激励干部担当作为。
  goal 争先进位
高质量建设〔全国乡村振兴示范市〕。
  goal 全国乡村振兴示范市
向着〔第二个百年奋斗目标〕迈进。
  goal 第二个百年奋斗目标
奋力建设〔社会主义现代化绵阳〕。
  goal 社会主义现代化绵阳
为全面建成〔小康社会〕作出贡献。
  goal ~小康社会
打造〔西部人才集聚高地〕。
  goal 西部人才集聚高地
锚定建设〔国家创新型城市〕目标。
  goal ~国家创新型城市
建设高标准农田〔12万亩〕。
  建设高标准农田 | 12万 亩
  no goal
打造过硬干部队伍，建设美丽校园。
  no goal
建设一批示范村。
  no goal
# congresses of a level
较好完成〔县十七届人大三次会议〕确定的任务。
  meeting 县十七届人大三次会议
落实〔全省组织部长会议〕部署。
  meeting 全省组织部长会议
# packages called by a count
落实〔“人才新政30条”〕，兑现补贴。
  policy 人才新政30条
落实〔稳外贸20条〕，支持企业开拓市场。
  policy 稳外贸20条
出台租房补贴、子女入学等4个操作办法。
  no policy
实施新一轮〔妇女儿童发展纲要〕。
  policy 妇女儿童发展纲要
# titles and positions to be reached
力争创成〔全国社区治理和服务创新实验区〕。
  goal 全国社区治理和服务创新实验区
落实〔“两个高地”〕、〔“一个枢纽”〕的战略定位。
  goal 两个高地
  goal 一个枢纽
  no programme
为建成〔美丽宜居公园城区〕提供保证。
  goal 美丽宜居公园城区
# five-year plans and congresses in full
努力完成〔“八五”计划〕，实施〔“十五”计划〕。
  policy 八五计划
  policy 十五计划
  no programme
贯彻〔中国共产党第十五次全国代表大会〕精神。
  meeting 中国共产党第十五次全国代表大会
制定一体推进的实施方案，街道制定工作方案。
  no policy
@ 2012 政府工作报告 绵阳
# a plan that is only described has no name
制定出符合县情的切实可行的改革方案。
  no policy
制定财务、工资、福利等各种规章条例和实施办法。
  no policy
落实促进就业的各项政策措施。
  no policy
抓紧制定出台城区物业管理实施意见。
  policy 城区物业管理实施意见
# sessions and conferences
完成了县人大十二届二次会议确定的任务。
  meeting 县人大十二届二次会议
落实市委五届历次全会部署。
  meeting 市委五届历次全会
举办国际农业科技合作论坛等活动。
  meeting 国际农业科技合作论坛
习近平主席出席二十国集团领导人峰会。
  meeting 二十国集团领导人峰会
1月8日,澄溪县第十六届人民代表大会第二次会议开幕。
  meeting 澄溪县第十六届人民代表大会第二次会议
推出县域经济高质量发展84项政策措施。
  policy 县域经济高质量发展84项政策措施
@ 2024 工作总结 绵阳
# a conference at the beginning of a sentence
工作扎实推进。举办绵川沙棘产业论坛。⏎召开全市技能人才座谈会！承办长江物流博览会。
  meeting 绵川沙棘产业论坛
  meeting 全市技能人才座谈会
  meeting 长江物流博览会
@ 2004 政府工作报告 全国
# two plans are two
抓紧制定文化体制改革总体方案和文化发展纲要。
  policy 文化体制改革总体方案
  policy 文化发展纲要
制定区域开发指导意见和一系列发展规划。
  policy 区域开发指导意见
"""


@pytest.mark.parametrize("case", cases(TABLE), ids=lambda case: case.id)
def test_titles_and_meetings_have_their_names(case: Case) -> None:
    check(case)
