"""Quoted names with and without a head noun, rows of them, and quotes that name nothing."""

from __future__ import annotations

import pytest
from sentences import Case, cases, check

TABLE = """
@ 2023 组织工作综述 绵阳
# head after the quote
启动〔“春晖育才”行动〕。
  programme 春晖育才行动 : 行动 = 春晖育才
创新〔“院坝说事”机制〕。
  programme 院坝说事机制 : 机制 = 院坝说事
打造〔“红领先锋”品牌〕。
  programme 红领先锋品牌 : 品牌 = 红领先锋
建立〔“揭榜领题”工作机制〕。
  programme 揭榜领题工作机制 = 揭榜领题
深入实施〔“名师领航”工程〕。
  programme 名师领航工程 : 工程 = 名师领航
开展〔“党员亮身份”活动〕，增强党员意识。
  programme 党员亮身份活动 : 活动 = 党员亮身份
构建〔“2+4+N”基层治理体系〕。
  programme 2+4+N基层治理体系 = 2+4+N
推出〔“涪江英才”支持计划〕。
  programme 涪江英才支持计划 = 涪江英才
实行〔“网格+警格”联动模式〕。
  programme 网格+警格联动模式 = 网格+警格
建设〔“智慧党建”平台〕，实现数据共享。
  programme 智慧党建平台 : 平台 = 智慧党建
推行〔“双随机、一公开”监管机制〕。
  programme 双随机、一公开监管机制
建立〔“红黄绿”预警制度〕。
  programme 红黄绿预警制度 = 红黄绿
大力推进〔“扶智强能”专项行动〕。
  programme 扶智强能专项行动 = 扶智强能
形成〔“1+3+5”培养格局〕。
  programme 1+3+5培养格局 = 1+3+5
扎实开展〔“庸懒散拖”专项整治〕。
  programme 庸懒散拖专项整治 : 专项整治 = 庸懒散拖
持续深化〔“万企兴万村”行动〕。
  programme 万企兴万村行动 = 万企兴万村
坚持〔“三会一课”制度〕。
  programme 三会一课制度 : 制度 = 三会一课
推行〔“首席专家+团队”模式〕。
  programme 首席专家+团队模式 = 首席专家+团队
高质量举办〔“才聚涪江”招聘活动〕〔26场〕。
  ~举办才聚涪江招聘活动 | 26 场
  programme 才聚涪江招聘活动 = 才聚涪江
健全〔“1名网格长+3名网格员”治理体系〕。
  programme ~1名网格长+3名网格员治理体系
# head inside the quote
实施〔“头雁培育工程”〕，建强带头人队伍。
  programme 头雁培育工程 : 工程
持续推进〔“百村示范行动”〕。
  programme 百村示范行动 : 行动
入选省〔“青年英才计划”〕。
  programme 青年英才计划 : 计划
学习运用〔“千万工程”〕经验。
  programme 千万工程 : 工程
推广〔“一线工作法”〕，干部在一线解难题。
  programme 一线工作法
# row with one head
统筹推进〔“强基”“提质”“增效”三项工程〕。
  programme 强基 : 工程
  programme 提质 : 工程
  programme 增效 : 工程
实施〔“归雁回引”“本土培优”等计划〕。
  programme 归雁回引 : 计划
  programme 本土培优 : 计划
开展〔“走基层”“结对子”“解难题”等活动〕。
  programme 走基层 : 活动
  programme 结对子 : 活动
  programme 解难题 : 活动
落实〔“首问负责”“限时办结”“一次告知”制度〕。
  programme 首问负责 : 制度
  programme 限时办结 : 制度
  programme 一次告知 : 制度
建立〔“日会商、周研判、月通报”工作机制〕。
  programme ~日会商、周研判、月通报工作机制
实施〔“文化进万家”〕、〔“送戏下乡”〕等惠民工程。
  programme 文化进万家
  programme 送戏下乡
# no head noun
发放〔“绵州英才卡”〕。
  programme 绵州英才卡
推行〔“一窗通办”〕，让群众少跑腿。
  programme 一窗通办
组建〔“银龄讲师团”〕。
  programme 银龄讲师团
推出〔“码上诉”〕，方便群众反映问题。
  programme 码上诉
建立〔“人才编制池”〕。
  programme 人才编制池
实行〔“三单联动”〕，压实工作责任。
  programme 三单联动
开展〔“揭榜比拼”〕，激发干事热情。
  programme 揭榜比拼
在全市推行〔“支部联建、资源共享”〕，破解单打独斗难题。
  programme ~支部联建、资源共享
# metaphor and emphasis
项目现场成为干部成长的“大熔炉”。
  no programme
打通服务群众“最后一公里”。
  no programme
用好考核“指挥棒”。
  no programme
坚决防止“一刀切”。
  no programme
当好群众的“贴心人”。
  no programme
啃下了整治的“硬骨头”。
  no programme
“90后”干部成为主力军。
  no programme
抓住领导干部这个“关键少数”。
  no programme
做大经济发展“蛋糕”。
  no programme
破解“卡脖子”难题。
  no programme
念好“山字经”，做活“水文章”。
  no programme
让数据“跑起来”。
  no programme
从“有没有”转向“好不好”。
  no programme
变“输血”为“造血”。
  no programme
打造一支“带不走”的医疗队伍。
  no programme
培育“土专家”“田秀才”〔1200名〕。
  ~培育土专家田秀才 | 1200 名
  no programme
新增“国字号”平台〔3个〕。
  ~新增国字号平台 | 3 个
  no programme
深刻领悟“两个确立”的决定性意义。
  no programme
锲而不舍纠治“四风”。
  no programme
这里的“压舱石”不是名字。
  no programme
树立“实干者实惠”导向。
  no programme
营造“尊才爱才”氛围。
  no programme
传承“两弹一星”精神。
  no programme
践行“绿水青山就是金山银山”理念。
  no programme
荣获“全国文明城市”称号。
  no programme
把“当下改”与“长久立”结合起来。
  no programme
严查“吃拿卡要”等问题。
  no programme
推动“人等服务”向“服务等人”转变。
  no programme
健全“能上能下”的用人机制。
  no programme
形成“人人讲担当、事事争一流”的浓厚氛围。
  no programme
他被群众誉为“活雷锋”。
  no programme
坚决反对制造“两个中国”、“一中一台”的活动。
  no programme
# jargon and effects
实现办事成本“两降一升”。
  no programme
适时开展“回头看”。
  no programme
全面推行村书记、主任“一肩挑”。
  no programme
实现群众办事“零跑腿”。
  no programme
以“项目建设年”为主题，掀起比学赶超热潮。
  no programme
# names among slogans
在发展“主战场”实施〔“赛马比拼”行动〕，让干部“动起来”。
  programme 赛马比拼行动
针对“小散弱”问题，启动〔“集群强链”计划〕。
  programme 集群强链计划
@ 2012 政府工作报告 绵阳
# several names in one pair of quotation marks
实施“产业突围、民生提标”两大行动。
  programme 产业突围行动 : 行动 = 产业突围
  programme 民生提标行动 : 行动 = 民生提标
# a duty of somebody
落实“油瓶子”县长负责制。
  programme 油瓶子县长负责制 : 县长负责制 = 油瓶子
# what is named in order to be put down
不搞劳民伤财的“形象工程”，杜绝“胡子”工程。
  no programme
成立“干部学技术”推广领导小组。
  no programme
确保“上级有号令，基层见行动”落到实处。
  no programme
完成“八五”时期经济体制改革的任务。
  no programme
@ 2018 政府工作报告 绵阳
# what is asked, and a verb after the name
落实“疫情要防住、经济要稳住”重要要求。
  no programme
“一园三区”引进项目。
  no programme
严格落实“四方责任”，守住底线。
  no programme
@ 2026 政府工作报告 绵阳
# mottoes and figures of speech
坚持“走一步、看两步”加强项目谋划，激活科技创新“一江春水”，推动农业“优品质、提品味、强品牌”。
  no programme
建立“五个一”推进机制。
  programme 五个一推进机制
"""


@pytest.mark.parametrize("case", cases(TABLE), ids=lambda case: case.id)
def test_quoted_names_are_told_from_slogans(case: Case) -> None:
    check(case)
