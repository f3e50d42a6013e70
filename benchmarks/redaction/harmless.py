"""Texts that a gate must let pass: what decisions are full of and what looks most like somebody's number or home."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from redaction.values import digits

_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
Text = Callable[[Random], str]


def credit_code(random: Random, *, numeric: bool = False) -> str:
    """18 characters of GB 32100 that pass its check."""
    while True:
        body = random.choice(("91", "92", "93", "52", "12")) + random.choice(("652928", "650104", "653125")) + "".join(
            random.choice("0123456789" if numeric else _CODE) for _ in range(9)
        )  # fmt: skip
        value = -sum(_CODE.index(c) * pow(3, i, 31) for i, c in enumerate(body)) % 31
        if not numeric or value < 10:
            return body + _CODE[value]


def _day(random: Random) -> str:
    return f"{random.randint(2023, 2026)}年{random.randint(1, 12)}月{random.randint(1, 28)}日"


def _iso(random: Random) -> str:
    return f"{random.randint(1996, 2026)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"


def _hex(random: Random, size: int) -> str:
    return "".join(random.choice("0123456789abcdef") for _ in range(size))


_n = Random.randint
_d = digits
NUMBERS: tuple[Text, ...] = (
    lambda r: f"统一社会信用代码 {credit_code(r)}",
    lambda r: f"统一社会信用代码：{credit_code(r, numeric=True)}",
    lambda r: f"营业执照（{credit_code(r)}）载明经营范围为农药零售",
    lambda r: f"青市监处罚〔{_n(r, 2023, 2026)}〕{_n(r, 1, 400)}号",
    lambda r: f"青农（兽药）罚决字〔2025〕第{_n(r, 1, 99):03}号",
    lambda r: f"第{_n(r, 1, 99)}条第{_n(r, 1, 4)}款第（{_n(r, 1, 9)}）项",
    lambda r: f"产品批号为{_n(r, 2023, 2026)}{_n(r, 1, 12):02}{_n(r, 1, 28):02}，生产日期同批号",
    lambda r: f"批号{_d(r, 8)}-{_d(r, 2)}，限用日期至{_iso(r)}",
    lambda r: f"生产批号:{_n(r, 10, 99)}{_d(r, 9)}",
    lambda r: f"罚没款合计{_n(r, 1, 900)},{_d(r, 3)},{_d(r, 3)}.{_d(r, 2)}元",
    lambda r: f"货值金额{_n(r, 13000000000, 19999999999)}元",
    lambda r: f"人民币{_n(r, 1, 99)}万{_n(r, 1, 9)}千元整（¥{_n(r, 10000, 990000)}.00）",
    lambda r: f"林地位置：东经{_n(r, 76, 90)}.{_d(r, 6)}，北纬{_n(r, 37, 47)}.{_d(r, 6)}",
    lambda r: f"加油站坐标 {_n(r, 76, 90)}.{_d(r, 8)},{_n(r, 37, 47)}.{_d(r, 8)}",
    lambda r: f"四至：E{_n(r, 76, 90)}°{_n(r, 10, 59)}′{_n(r, 10, 59)}″，N{_n(r, 37, 47)}°{_n(r, 10, 59)}′{_n(r, 10, 59)}″",
    lambda r: f"羊只佩戴耳标3652928{_d(r, 8)}",
    lambda r: f"耳标号：3652928{_d(r, 8)}、3652928{_d(r, 8)}、3652928{_d(r, 8)}",
    lambda r: f"牛耳标2650104{_d(r, 8)}（已注销）",
    lambda r: f"农药经营许可证（农药经许（冀）1302{_d(r, 7)}）",
    lambda r: f"农药经许（晋）14{_d(r, 9)}，有效期至{_iso(r)}",
    lambda r: f"许可证编号15{_d(r, 9)}",
    lambda r: f"执法证号：{_n(r, 13, 19)}{_d(r, 9)}",
    lambda r: f"执法人员持行政执法证（{_n(r, 13, 19)}{_d(r, 9)}）出示后检查",
    lambda r: f"检疫证明编号为65{_d(r, 8)}",
    lambda r: f"动物检疫合格证明（动物B）No.65{_d(r, 8)}",
    lambda r: f"种子追溯码：{_d(r, 20)}",
    lambda r: f"扫描兽药二维码得追溯码{_d(r, 24)}",
    lambda r: f"农药电子信息码{_d(r, 32)}",
    lambda r: f"商品条码 69{_d(r, 11)}",
    lambda r: f"条形码：69{_d(r, 11)}，规格1×12",
    lambda r: f"食品生产许可证编号SC{_d(r, 14)}",
    lambda r: f"许可证号JY1659{_d(r, 11)}",
    lambda r: f"车辆识别代号LZWADAGA{_n(r, 1, 9)}{_d(r, 8)}",
    lambda r: f"发动机号 {_d(r, 8)}Y，车架号 LFV2A{_d(r, 12)}",
    lambda r: f"请到代收银行缴款，缴款码{_d(r, 20)}",
    lambda r: f"非税收入一般缴款书号{_d(r, 16)}",
    lambda r: f"罚款缴至：青禾县财政局非税专户，账号{_n(r, 3, 6)}{_d(r, 18)}",
    lambda r: f"罚没收入专户：农业银行青禾支行 {_n(r, 3, 6)}{_d(r, 16)}",
    lambda r: f"收款单位：青禾县国库支付中心 账号：{_n(r, 3, 6)}{_d(r, 15)}",
    lambda r: f"检测报告编号：NY{_n(r, 2023, 2026)}{_d(r, 8)}",
    lambda r: f"抽样单编号 NCP{_d(r, 14)}",
    lambda r: f"样品编号：SC{_d(r, 8)}-{_d(r, 3)}",
    lambda r: f"快递单号YT{_d(r, 13)}",
    lambda r: f"订单编号：{_d(r, 19)}",
    lambda r: f"某购物平台订单号{_n(r, 2023, 2026)}{_n(r, 1, 12):02}{_n(r, 1, 28):02}{_d(r, 10)}",
    lambda r: f"发票代码0650{_d(r, 8)}，号码{_d(r, 8)}",
    lambda r: f"增值税发票{_d(r, 20)}",
    lambda r: f"合同编号：QHLC-{_n(r, 2020, 2026)}-{_d(r, 5)}",
    lambda r: f"专利号ZL{_n(r, 2005, 2022)}{_d(r, 8)}.{_n(r, 0, 9)}",
    lambda r: f"商标注册号第{_d(r, 8)}号",
    lambda r: f"执行标准GB/T {_d(r, 5)}-{_n(r, 2005, 2022)}",
    lambda r: f"国药准字Z{_d(r, 8)}",
    lambda r: f"兽药批准文号：兽药字{_d(r, 9)}",
    lambda r: f"农药登记证号PD{_n(r, 2005, 2022)}{_d(r, 4)}",
    lambda r: f"ISBN 978-7-{_d(r, 3)}-{_d(r, 5)}-{_d(r, 1)}",
    lambda r: f"/art/{_n(r, 2019, 2026)}/{_n(r, 1, 12)}/{_n(r, 1, 28)}/art_{_d(r, 5)}_{_n(r, 1000000, 9999999)}.html",
    lambda r: f"https://www.qinghe.example/xxgk/{_d(r, 4)}/t{_n(r, 2019, 2026)}{_n(r, 1, 12):02}{_n(r, 1, 28):02}_{_d(r, 7)}.shtml",
    lambda r: f"文件摘要 sha1 {_hex(r, 40)}",
    lambda r: f"integrity=\"sha256-{_hex(r, 44)}=\"",
    lambda r: f"id=\"x{_hex(r, 32)}\"",
    lambda r: f"{{\"generated\":{_n(r, 1600000000, 1799999999)},\"ms\":{_n(r, 1600000000000, 1799999999999)}}}",
    lambda r: f"<path d=\"M{_d(r, 3)}.{_d(r, 3)} {_d(r, 3)}.{_d(r, 3)}h{_d(r, 2)}v-{_d(r, 2)}z\"/>",
    lambda r: f"{_iso(r)},{_iso(r)},{_n(r, 100, 9000)}.00,{_n(r, 1, 9)}",
    lambda r: f"{_n(r, 2023, 2026)}-{_n(r, 1, 12):02}-{_n(r, 1, 28):02}T{_n(r, 10, 23)}:{_n(r, 10, 59)}:{_n(r, 10, 59)}+08:00",
    lambda r: f"UID:nyncj-cf-{_n(r, 2023, 2026)}-{_n(r, 1, 200):03}@qinghe.example",
    lambda r: f"DTSTART;VALUE=DATE:{_n(r, 2023, 2026)}{_n(r, 1, 12):02}{_n(r, 1, 28):02}",
    lambda r: f"件数 {_n(r, 1, 99)} {_n(r, 100, 999)} {_n(r, 1000, 9999)} {_n(r, 100, 999)} 合计 {_n(r, 10000, 99999)}",
    lambda r: f"电表读数{_n(r, 13000000000, 18999999999)}千瓦时" if r.random() < 0.2 else f"单价{_n(r, 1, 99)}.{_d(r, 4)}元/公斤×{_n(r, 100, 9999)}公斤",
    lambda r: f"面积{_n(r, 100, 9999)}.{_d(r, 4)}平方米，折{_n(r, 1, 99)}.{_d(r, 4)}亩",
    lambda r: f"图斑号{_d(r, 12)}",
    lambda r: f"小班编号65292800{_d(r, 7)}",
    lambda r: f"宗地代码652928{_d(r, 13)}",
    lambda r: f"事项编码{_d(r, 12)}000",
    lambda r: f"实施编码：11652928MB{_d(r, 7)}4650120{_d(r, 6)}",
    lambda r: f"备案号：新ICP备{_n(r, 2010, 2025)}{_d(r, 6)}号-1　网站标识码{_d(r, 10)}",
    lambda r: f"新公网安备 6529280{_d(r, 7)}号",
    lambda r: f"保险单号{_d(r, 21)}",
    lambda r: f"档案号 A-{_n(r, 2019, 2026)}-{_d(r, 6)} 共{_n(r, 3, 200)}页",
    lambda r: f"设备编号{_d(r, 11)}",
    lambda r: f"电梯注册代码3110652928{_d(r, 10)}",
    lambda r: f"校验码：{_d(r, 20)}",
    lambda r: f"身份证号码{_n(r, 11, 65)}*************{_d(r, 3)}",
    lambda r: f"联系方式：1{_n(r, 30, 99)}****{_d(r, 4)}",
    lambda r: f"卡号 6228 **** **** {_d(r, 4)}",
    lambda r: f"版本 {_n(r, 1, 9)}.{_n(r, 0, 99)}.{_n(r, 0, 999)}，构建 {_d(r, 10)}",
    lambda r: f"净含量：{_n(r, 1, 900)}g×{_n(r, 1, 40)}袋；保质期{_n(r, 1, 36)}个月",
)  # fmt: skip

ORGANS: tuple[Text | str, ...] = (
    lambda r: f"办公地址：青禾县文化路{_n(r, 1, 99)}号农业农村局{_n(r, 101, 509)}室",
    lambda r: f"听证在县市场监督管理局{_n(r, 1, 5)}号楼{_n(r, 101, 509)}会议室举行",
    lambda r: f"可向青禾县人民法院（迎宾路{_n(r, 1, 99)}号）起诉",
    lambda r: f"复议机关：青禾县人民政府，地址：胡杨路{_n(r, 1, 99)}号行政中心{_n(r, 1, 9)}号楼{_n(r, 101, 909)}室",
    lambda r: f"政务服务大厅{_n(r, 1, 3)}楼{_n(r, 1, 40)}号窗口",
    lambda r: f"经营场所：沙雅县丝路东街{_n(r, 1, 300)}号商住楼{_n(r, 1, 9)}栋{_n(r, 1, 20)}号门面",
    lambda r: f"经营场所：青禾县托海乡石河村{_n(r, 1, 9)}组{_n(r, 1, 99)}号",
    lambda r: f"位于工业园区{_n(r, 1, 9)}号厂房{_n(r, 1, 4)}车间",
    lambda r: f"生产地址：青禾县循环经济园{_n(r, 1, 30)}号",
    lambda r: f"住所：青禾县农贸市场{_n(r, 1, 9)}区{_n(r, 1, 99)}号摊位",
    lambda r: f"营业地址为和静县友谊里{_n(r, 1, 99)}号底商{_n(r, 1, 20)}号",
    lambda r: f"注册地址：青禾县创业大厦{_n(r, 1, 20)}层{_n(r, 101, 2009)}室",
    lambda r: f"仓库位于明珠小区{_n(r, 1, 30)}号楼地下{_n(r, 1, 20)}号",
    lambda r: f"该公司成立日期：{_iso(r)}",
    lambda r: f"合作社于{_n(r, 2005, 2022)}年{_n(r, 1, 12)}月{_n(r, 1, 28)}日成立",
    lambda r: f"营业执照签发日期{_n(r, 2005, 2022)}年{_n(r, 1, 12)}月",
    lambda r: f"本办法自{_day(r)}起施行",
    lambda r: f"{_day(r)}立案，{_day(r)}调查终结",
    lambda r: f"上述行为发生于{_day(r)}",
    lambda r: f"学生于{_n(r, 2023, 2026)}年{_n(r, 3, 9)}月入学，校园周边食品检查",
    lambda r: f"羔羊出生日期为{_iso(r)}，登记于养殖档案",
    lambda r: f"产品生产于{_iso(r)}，{_day(r)}生效",
    lambda r: f"出生缺陷防治宣传于{_day(r)}开展",
    lambda r: f"再生资源回收站{_n(r, 2005, 2022)}年登记",
    lambda r: f"监督电话：0997-{_n(r, 2, 8)}{_d(r, 6)}",
    lambda r: f"咨询请拨12345或0997-{_n(r, 2, 8)}{_d(r, 6)}（工作日）",
    lambda r: f"举报信箱：jubao-{_n(r, 1, 99)}@qinghe.example",
    "局邮箱：nyncj@xjqinghe.gov.cn",
    "监督邮箱 jiandu@qinghe.example，电话见首页",
    "公众号：青禾发布（微信号 qinghefabu）",
    lambda r: f"{_n(r, 2, 80)}户农户签订承包合同，分{_n(r, 2, 9)}组核查",
    lambda r: f"第{_n(r, 1, 9)}检查组在{_n(r, 2, 9)}号楼开展电梯检查",
    lambda r: f"该楼共{_n(r, 2, 9)}个单元{_n(r, 20, 200)}户，电梯{_n(r, 2, 9)}台",
    lambda r: f"对幸福小区物业服务企业的检查，抽查{_n(r, 2, 9)}栋",
    lambda r: f"国道G{_n(r, 101, 580)}线K{_n(r, 10, 900)}+{_d(r, 3)}处",
    lambda r: f"{_n(r, 2, 60)}团农业发展服务中心",
    lambda r: f"石河村村民委员会与上沙窝村签订{_n(r, 2, 30)}年合同",
    "男、女洗手间标识不清，少数民族风味餐厅",
    lambda r: f"检查维吾尔族花帽店{_n(r, 2, 9)}家",
    lambda r: f"患病羊只{_n(r, 2, 90)}头经诊断为口蹄疫，全部扑杀",
    "棉花枯萎病、苹果腐烂病防治用药",
    "广告宣称对糖尿病有治疗作用",
    "宣称治愈率98%，可根治高血压、心脏病",
    "未在店内设置禁止未成年人购买标识",
    lambda r: f"向{_n(r, 8, 17)}周岁的学生出售电子烟",
    "法定代表人变更登记，监护仪未检定",
    "违反保密义务，披露商业秘密",
    "涉及国家秘密、商业秘密、个人隐私的除外",
    lambda r: f"检查发现{_n(r, 2, 9)}岁龄牛、{_n(r, 10, 40)}年生杨树",
    lambda r: f"胡杨林管护站海拔{_n(r, 900, 1300)}米",
    "持有效不动产权证书或者租赁合同",
    lambda r: f"抽检乘用车{_n(r, 2, 9)}台次，冀、晋两地产品{_n(r, 2, 90)}批",
)  # fmt: skip

STATUTES = (
    "违法行为在二年内未被发现的，不再给予行政处罚；涉及公民生命健康安全、金融安全且有危害后果的，上述期限延长至五年。",
    "不满十四周岁的未成年人有违法行为的，不予行政处罚，责令监护人加以管教；已满十四周岁不满十八周岁的未成年人有违法行为的，应当从轻或者减轻行政处罚。",
    "精神病人、智力残疾人在不能辨认或者不能控制自己行为时有违法行为的，不予行政处罚，但应当责令其监护人严加看管和治疗。",
    "当事人到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不得超出罚款的数额。",
    "对公民处以二百元以下、对法人或者其他组织处以三千元以下罚款或者警告的行政处罚的，可以当场作出行政处罚决定。",
    "货值金额不足一万元的，并处一万元以上十万元以下罚款；货值金额一万元以上的，并处货值金额十倍以上二十倍以下罚款。",
    "有下列情形之一的，应当注销有关行政许可：公民死亡或者丧失行为能力的；法人或者其他组织依法终止的。",
    "任何组织或者个人不得向未成年人销售烟、酒、彩票或者兑付彩票奖金。",
    "患有霍乱、细菌性和阿米巴性痢疾、伤寒和副伤寒、病毒性肝炎（甲型、戊型）、活动性肺结核等疾病的人员，不得从事接触直接入口食品的工作。",
    "当事人要求听证的，应当在行政机关告知后五个工作日内提出。",
    "公民、法人或者其他组织认为行政机关侵犯其合法权益的，可以自知道或者应当知道该行政行为之日起六十日内提出行政复议申请。",
    "申请书应当载明申请人的姓名、性别、年龄、职业、工作单位和住所，法人或者其他组织的名称、住所。",
    "居民身份证登记的项目包括姓名、性别、民族、出生日期、常住户口所在地住址、公民身份号码、本人相片。",
    "经营者应当在其经营场所的显著位置公示营业执照和许可证件。",
    "行政执法机关应当自行政处罚决定作出之日起七个工作日内公开，公开的内容不包括自然人的住所、身份证号码、电话号码和银行账号。",
    "公开的决定应当隐去法人银行账号、动产或者不动产权属证书编号、财产状况等信息。",
    "县级以上人民政府对在保护和管理野生动物方面成绩显著的组织和个人给予表彰奖励。",
    "机关、单位对绝密级国家秘密载体的管理，应当符合国家保密规定。",
    "禁止采集发菜，禁止采挖甘草和麻黄草等固沙植物；确需采集的，应当取得采集证。",
    "生产、经营的种子应当附有标签，标签应当标注种子类别、品种名称、种子经营者及注册地、质量指标、检疫证明编号。",
    "通过电子邮件送达的，以到达受送达人特定系统的日期为送达日期。",
    "征占用林地的，应当缴纳森林植被恢复费；恢复费标准为每平方米六元至十元。",
)  # fmt: skip


def text(random: Random) -> str:
    """One to three of them as they stand beside each other."""
    parts = []
    for _ in range(random.choice((1, 1, 2, 3))):
        kind = random.random()
        if kind < 0.62:
            parts.append(random.choice(NUMBERS)(random))
        elif kind < 0.9:
            said = random.choice(ORGANS)
            parts.append(said if isinstance(said, str) else said(random))
        else:
            parts.append(random.choice(STATUTES))
    return random.choice(("；", "，", "。", "\n", " ", " | ")).join(parts)
