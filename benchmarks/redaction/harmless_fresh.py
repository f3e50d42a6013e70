"""A second set of harmless texts, written after the detectors had been mended against the first."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from redaction.values import digits

Text = Callable[[Random], str]
_n = Random.randint
_d = digits


def _month_day(random: Random) -> str:
    return f"{_n(random, 1, 12):02}{_n(random, 1, 28):02}"


TEXTS: tuple[Text | str, ...] = (
    lambda r: f"案号：（{_n(r, 2023, 2026)}）青市监案字第{_n(r, 1, 999)}号，卷内页数{_n(r, 10, 180)}",
    lambda r: f"青林罚决〔{_n(r, 2023, 2026)}〕{_n(r, 1, 60):03}号处罚决定书已于{_n(r, 2023, 2026)}年{_n(r, 1, 12)}月{_n(r, 1, 28)}日履行完毕",
    lambda r: f"依照第{_n(r, 10, 130)}条第一款第（{_n(r, 1, 12)}）项、第{_n(r, 10, 130)}条，罚款{_n(r, 1, 40)}万元",
    lambda r: f"样本批次20{_n(r, 21, 26)}{_month_day(r)}A，检出值0.{_d(r, 4)}mg/kg",
    lambda r: f"饲料批号：{_n(r, 2023, 2026)}{_month_day(r)}-{_d(r, 3)}；保质期90天",
    lambda r: f"应缴{_n(r, 1, 9)},{_d(r, 3)}.{_d(r, 2)}元，已缴{_n(r, 1, 9)},{_d(r, 3)}.{_d(r, 2)}元，欠缴0元",
    lambda r: f"累计交易额{_n(r, 13, 19)}{_d(r, 8)}.{_d(r, 2)}元",
    lambda r: f"耳标号码分别为3{_n(r, 650000, 659999)}{_d(r, 8)}至3{_n(r, 650000, 659999)}{_d(r, 8)}",
    lambda r: f"畜禽标识编码 1{_n(r, 650000, 659999)}{_d(r, 8)}",
    lambda r: f"农药经营许可证：农药经许（蒙）1501{_d(r, 7)}",
    lambda r: f"许可证书编号冀{_n(r, 13, 15)}{_d(r, 9)}",
    lambda r: f"（新）农种许字（{_n(r, 2018, 2025)}）第{_d(r, 4)}号",
    lambda r: f"标签上二维码对应单元识别代码{_d(r, 32)}",
    lambda r: f"追溯码为{_d(r, 20)}、{_d(r, 20)}",
    lambda r: f"商品条码：{_n(r, 690, 699)}{_d(r, 10)}",
    lambda r: f"食品经营许可证编号：JY2{_d(r, 13)}",
    lambda r: f"生产许可 SC1{_d(r, 13)}",
    lambda r: f"单位公务车车架号LGXC16DF{_n(r, 1, 9)}J0{_d(r, 6)}",
    lambda r: f"林斑位置 东经{_n(r, 76, 90)}°{_n(r, 0, 59)}′{_n(r, 0, 59)}″ 北纬{_n(r, 37, 47)}°{_n(r, 0, 59)}′{_n(r, 0, 59)}″，面积{_n(r, 1, 30)}亩",
    lambda r: f"养殖场中心点坐标（{_n(r, 76, 90)}.{_d(r, 5)}，{_n(r, 37, 47)}.{_d(r, 5)}）",
    lambda r: f"加处罚款缴入非税收入汇缴账户（账号{_n(r, 1, 9)}{_d(r, 18)}）",
    lambda r: f"缴款方式：持本决定书到农业银行缴至罚没财政专户，账号：{_n(r, 1, 9)}{_d(r, 16)}",
    lambda r: f"电子缴款书 {_d(r, 20)}，校验码{_d(r, 6)}",
    lambda r: f"政务服务一体化平台办件编号{_n(r, 2023, 2026)}{_month_day(r)}{_d(r, 8)}",
    lambda r: f"事项基本编码：0001{_d(r, 8)}",
    lambda r: f"检测机构资质证书编号{_d(r, 12)}",
    lambda r: f"检验报告（No：{_n(r, 2023, 2026)}WT{_d(r, 6)}）",
    lambda r: f"电商平台店铺ID {_d(r, 9)}，商品ID {_d(r, 12)}",
    lambda r: f"订单{_d(r, 18)}，运单{_d(r, 12)}",
    lambda r: f"发票号{_d(r, 20)}，价税合计{_n(r, 100, 9000)}.00元",
    lambda r: f"网页快照 https://shop.example/item_{_d(r, 11)}.htm?spm={_d(r, 4)}.{_d(r, 7)}",
    lambda r: f"/uploads/{_n(r, 2023, 2026)}/{_n(r, 1, 12):02}/IMG_{_n(r, 2023, 2026)}{_month_day(r)}_{_d(r, 6)}.jpg",
    lambda r: f"/post/{_n(r, 2023, 2026)}{_month_day(r)}/{_d(r, 13)}.html",
    lambda r: f"<img width=\"{_n(r, 100, 900)}\" src=\"a_{_d(r, 10)}_{_d(r, 3)}.png\">",
    lambda r: f"rgb({_n(r, 0, 255)},{_n(r, 0, 255)},{_n(r, 0, 255)});transform:translate({_d(r, 3)}.{_d(r, 2)}px,{_d(r, 3)}.{_d(r, 2)}px)",
    lambda r: f"表2：{_n(r, 10, 99)} {_n(r, 100, 999)} {_n(r, 100, 999)} {_n(r, 1000, 9999)} {_n(r, 10, 99)}",
    lambda r: f"乡镇,户数,金额\n托海乡,{_n(r, 100, 180)},{_n(r, 1000, 9999)},{_n(r, 1000, 9999)}\n北滩乡,{_n(r, 100, 180)},{_n(r, 1000, 9999)},{_n(r, 1000, 9999)}",
    lambda r: f"| 年份 | 件数 | 罚没（元） |\n|---|---|---|\n| {_n(r, 2019, 2026)} | {_n(r, 10, 300)} | {_n(r, 100000, 999999)} |",
    lambda r: f"企业名称,成立日期,住所\n青禾县沙棘食品有限公司,{_n(r, 1999, 2024)}-{_n(r, 1, 12):02}-{_n(r, 1, 28):02},青禾县工业大道{_n(r, 1, 90)}号",
    lambda r: f"耳标,出生日期,品种\n3650121{_d(r, 8)},{_n(r, 2021, 2025)}-{_n(r, 1, 12):02}-{_n(r, 1, 28):02},湖羊",
    lambda r: f"经营地址位于青禾县团结东路{_n(r, 1, 300)}号沿街{_n(r, 1, 30)}号门店",
    lambda r: f"当事人在沙雅县上沙窝村{_n(r, 1, 9)}组自建库房存放农药{_n(r, 2, 90)}瓶",
    lambda r: f"涉案地块位于石河村{_n(r, 1, 9)}组东侧，四至清楚",
    lambda r: f"案发地点：明珠小区北门外{_n(r, 20, 300)}米流动摊点",
    lambda r: f"公司住所变更为青禾县商贸城{_n(r, 1, 5)}栋{_n(r, 1, 40)}号商铺",
    lambda r: f"服务窗口：政务服务中心{_n(r, 1, 4)}楼B区{_n(r, 1, 60)}号",
    lambda r: f"送达地点：青禾县市场监督管理局{_n(r, 101, 520)}室",
    lambda r: f"邮寄地址：青禾县迎宾路{_n(r, 1, 99)}号青禾县司法局行政复议科（邮编{_n(r, 830000, 849999)}）",
    lambda r: f"当事人地址：青禾县物流园{_n(r, 1, 9)}号库{_n(r, 1, 30)}号",
    lambda r: f"执法大队办公用房在县委综合楼{_n(r, 1, 6)}层{_n(r, 101, 620)}",
    lambda r: f"本次抽查电梯{_n(r, 3, 90)}台，分布于{_n(r, 2, 20)}栋住宅楼",
    lambda r: f"该村{_n(r, 2, 9)}组、{_n(r, 2, 9)}组共{_n(r, 20, 200)}户参加培训",
    lambda r: f"咨询电话0996-{_n(r, 2, 8)}{_d(r, 6)}，传真0996-{_n(r, 2, 8)}{_d(r, 6)}",
    lambda r: f"意见反馈邮箱：fankui{_n(r, 1, 20)}@qinghe.example，截止{_n(r, 2023, 2026)}年{_n(r, 1, 12)}月",
    "单位邮箱qhscjg@xjqh.gov.cn",
    "本单位官方微信：青禾市场监管，微博：@青禾市监",
    "关注“青禾农业”公众号查询",
    lambda r: f"{_n(r, 2023, 2026)}年{_n(r, 1, 12)}月{_n(r, 1, 28)}日生产的乳饮料{_n(r, 2, 60)}箱",
    lambda r: f"菌种接种于{_n(r, 2023, 2026)}年{_n(r, 1, 12)}月，子实体生于秋季",
    lambda r: f"卫生许可{_n(r, 2019, 2024)}年{_n(r, 1, 12)}月{_n(r, 1, 28)}日生效，发生地为县城",
    lambda r: f"新生儿疾病筛查制度自{_n(r, 2019, 2024)}年{_n(r, 1, 12)}月起执行",
    lambda r: f"学校医生于{_n(r, 2023, 2026)}年{_n(r, 1, 12)}月{_n(r, 1, 28)}日参加培训",
    lambda r: f"当事人成立于{_n(r, 1999, 2022)}年{_n(r, 1, 12)}月{_n(r, 1, 28)}日，系个人独资企业",
    lambda r: f"法定代表人变更登记日期：{_n(r, 2019, 2025)}.{_n(r, 1, 12)}.{_n(r, 1, 28)}",
    lambda r: f"犊牛{_n(r, 2, 30)}头，最早出生于{_n(r, 2024, 2026)}年{_n(r, 1, 12)}月",
    "广告称可治疗高血压、糖尿病、前列腺炎",
    "经检疫，该批活羊患有痒螨病，布病检测阳性2只",
    "番茄黄化曲叶病毒病、棉花黄萎病发生区",
    lambda r: f"向未满{r.choice(('十八', '18'))}周岁的人出售彩票的，责令改正",
    "网吧入口未张贴未成年人禁止入内标志",
    lambda r: f"该店招用{_n(r, 19, 45)}岁店员一名，树龄{_n(r, 3, 17)}年的果树{_n(r, 2, 40)}棵",
    lambda r: f"{_n(r, 7, 17)}周岁以下免票",
    "不得泄露在履职中知悉的国家秘密、商业秘密和个人隐私",
    "当事人以不正当手段获取权利人的商业秘密",
    "内部资料性出版物管理办法",
    "国有建设用地使用权证、林权证、草原证的办理流程",
    "护照、通行证等有效证件复印件各一份",
    lambda r: f"青禾县雪莲冷库有限公司冷库坐标{_n(r, 76, 90)}.{_d(r, 4)}，{_n(r, 37, 47)}.{_d(r, 4)}",
    lambda r: f"甘草片、麻黄碱类复方制剂进货票据{_n(r, 2, 40)}张",
    lambda r: f"手机{_n(r, 2, 30)}部，型号A{_d(r, 4)}，串号（IMEI）86{_d(r, 13)}",
    lambda r: f"手机配件一批，货号{_d(r, 11)}",
    lambda r: f"检测用电话机执行标准YD/T {_d(r, 4)}-{_n(r, 2005, 2020)}",
    lambda r: f"统一社会信用代码9{_n(r, 1, 3)}65{_d(r, 4)}MA7{_d(r, 5)}X{_n(r, 1, 9)}",
    lambda r: f"注册号65{_d(r, 13)}",
    lambda r: f"银行保函编号BH{_n(r, 2020, 2026)}{_d(r, 8)}，保证金{_n(r, 1, 50)}万元",
    lambda r: f"预付卡卡面面值{_n(r, 1, 10)}00元，卡号段{_d(r, 4)}至{_d(r, 4)}",
    lambda r: f"联系人：张某，电话：13{_n(r, 0, 9)}****{_d(r, 4)}；账号：6217****{_d(r, 4)}",
    lambda r: f"身份证：{_n(r, 11, 65)}{_d(r, 4)}********{_d(r, 4)}",
    "出生日期：****年**月**日；住址：托海乡",
    "住所地：和田地区和田县；住：青禾县北滩乡",
)  # fmt: skip


def text(random: Random) -> str:
    """One or two of them beside each other."""
    parts = []
    for _ in range(random.choice((1, 1, 2))):
        said = random.choice(TEXTS)
        parts.append(said if isinstance(said, str) else said(random))
    return random.choice(("；", "，", "。", "\n", "\n\n")).join(parts)
