"""A second set of wordings, written after the detectors had been mended against the first and before they were run on it."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from redaction import values

Source = tuple[Callable[[Random], str], tuple[str, ...]]

FRAMES = (
    "BEGIN:VCARD\nFN:帕某\nKEY:▢\nEND:VCARD",
    "2026-04-02 10:22:31 INFO 校验 KEY=[▢] 通过",
    "{'KEY': '▢', 'state': 2}",
    'KEY: "▢"\nremark: null',
    '<li class="item"><span class="k">LABEL</span><span class="v">▢</span></li>',
    "<p>LABEL&nbsp;&nbsp;▢</p>",
    "<tr><td>LABEL</td><td>▢</td></tr>",
    '<div data-KEY="▢"></div>',
    '<option value="▢">LABEL</option>',
    "<w:p><w:t>LABEL</w:t></w:p><w:p><w:t>▢</w:t></w:p>",
    "LABEL________▢________",
    "LABEL: ▢；其他：无",
    "·LABEL ▢",
    "LABEL（必填）：▢",
    "LABEL\t备注\n▢\t已退回\n",
    "编号;LABEL;经办\n9;▢;略\n",
    "| LABEL | 村 |\n|:--|:--|\n| ▢ | 略 |",
    "/query?KEY=▢&type=2",
    "[LABEL] = ▢",
    "# LABEL ▢ （内部，勿发）",
    "甲方LABEL：▢（以下简称甲方）",
    "　　LABEL：▢。",
    "“LABEL”一栏填写为▢",
    "UPDATE dsr SET KEY='▢' WHERE id=3;",
    '"KEY" : "▢" ,',
)
_KEYS = {
    "resident_id": ("id_number", "personId", "shenfenzheng", "cert_no", "SFZHM", "gmsfhm"),
    "phone": ("telephone", "sj", "mobilePhone", "dianhua", "TEL", "cell"),
    "bank_account": ("bankAccount", "kahao", "khyhzh", "zhanghao", "BANK_CARD", "payee_account"),
    "birth_date": ("birth_day", "chushengriqi", "CSRQ", "dob", "birth_dt", "bornDate"),
    "address": ("homeAddress", "jtdz", "zhuzhi", "residence", "hkszd", "live_addr"),
    "email": ("Email", "mail_addr", "youxiang", "userMail", "EMAIL", "from"),
}
_LABELS = {
    "resident_id": ("身份证", "公民身份证号", "身份证编码", "证件号", "居民身份号码", "身份证号（统一社会信用代码）"),
    "phone": ("手机", "电话号码", "联系电话", "手机及微信", "移动电话号码", "备用电话"),
    "bank_account": ("卡号", "工资卡账号", "开户行账号", "补贴账户", "银行帐号", "领款账户"),
    "birth_date": ("出生", "出生年月（公历）", "出生日", "生辰", "出生年月日", "出生日期（身份证）"),
    "address": ("户籍住址", "现居住地", "家庭地址", "住址（详细到门牌）", "常住地址", "户口所在地"),
    "email": ("电邮", "Email", "电子信箱", "E-Mail地址", "邮箱地址", "常用邮箱"),
}


def _frames(type_: str) -> tuple[str, ...]:
    found = []
    for i, frame in enumerate(FRAMES):
        key, label = _KEYS[type_][i % 6], _LABELS[type_][i % 6]
        found.append(frame.replace("KEY", key).replace("LABEL", label))
        found.append(frame.replace("KEY", _KEYS[type_][(i + 3) % 6]).replace("LABEL", _LABELS[type_][(i + 2) % 6]))
    return tuple(found)


def home(random: Random) -> str:
    """Other forms than ``values.home`` makes."""
    n = random.randint
    where = random.choice(("", "伊宁县", "新疆巴楚县", "玛纳斯县", "甘肃省山丹县"))
    han = "一二三四五六七八九"
    return where + random.choice((
        f"解放西路{n(1, 200)}号惠民佳园{n(1, 30)}#楼{n(1, 5)}单元{n(1, 6)}0{n(1, 4)}", f"喀拉苏乡阿克塔木村{n(1, 6)}小队{n(1, 90)}号",
        f"上头屯村{n(1, 9)}社", f"天山区新民东街{n(1, 90)}号附{n(1, 9)}号{n(1, 6)}楼{n(1, 4)}室", f"军垦路{n(1, 60)}小区{n(1, 40)}栋{n(1, 6)}单元{n(101, 602)}号",
        f"盛世豪庭B区{n(1, 20)}号楼{n(1, 3)}单元{n(1, 30)}层{n(1, 4)}户", f"大泉沟镇下八户村{random.choice(han)}组{n(1, 130)}号院", f"水利局家属楼{n(1, 5)}单元{random.choice(han)}楼西户",
        f"第{random.choice(han)}师{n(101, 190)}团{n(1, 20)}连居民点{n(1, 70)}号", f"红光花苑{n(1, 20)}幢{n(1, 4)}-{n(101, 1102)}", f"南关巷{n(1, 60)}号平房", f"铁东新区{n(1, 9)}栋{random.choice(han)}单元{n(201, 602)}",
        f"伊力翰居小区{n(1, 12)}-{n(101, 1802)}", f"哈拉玉宫乡{random.choice(han)}村{n(1, 500)}号", f"西大桥村民委员会{n(1, 8)}组", f"幸福里{n(1, 18)}号楼{n(1, 3)}门{n(101, 602)}",
    ))  # fmt: skip


def birth(random: Random) -> str:
    """Other forms than ``values.birth`` makes, and the usual ones."""
    y, m, d = random.randint(1940, 2007), random.randint(1, 12), random.randint(1, 28)
    return random.choice((
        f"{y}年{m}月{d}日", f"{y}年{m}月{d}日", f"{y}-{m}-{d}", f"{y}.{m}.{d}", f"{y}{m:02}{d:02}", f"{y}年{m:02}月", f"{y}/{m:02}/{d:02}", f"{y}－{m:02}－{d:02}",
        f"{y}{m:02}", f"{y}.{m:02}", f"{y}年{m}月{d}号",
    ))  # fmt: skip


RESIDENT_ID = (
    "持有人吐某，▢，准运木材3立方米", "▢号身份证持有人于今日签收", "经比对，笔录捺印人与▢登记照片一致", "附：努某▢、热某同上", "来人报称身份证号是▢", "他的证是▢，你查一下有没有前科",
    "银行预留证件▢，柜面已核", "合作医疗证附页：▢", "村委会名单 12. 库某 ▢ 4口人", "承包方代表▢（签字）", "在“公民身份号码”处填写了▢", "驾驶证档案显示▢",
    "扫描件第2页：▢ 长期", "（身份证▢），以下简称乙方", "转发：拉某的信息 ▢ 麻烦开下证明", "该账号实名为▢", "挂失证件号▢", "同户人员：▢、未婚",
)  # fmt: skip
PHONE = (
    "他留了个号▢就走了", "货车司机的▢打不通", "门头上喷着：拉运 ▢", "承诺书落款：玉某 ▢", "找买家要到▢", "群里有人说联系▢可以买", "报价单右上角“销售热线▢”", "经▢短信通知仍未到场",
    "付款人备注 ▢ 羊款", "他老婆▢", "送货单：收件▢，件数2", "（▢，库某）", "▢拨打12315投诉", "视频里口播“拨打▢”", "电子回执：已通知 ▢ 成功", "办证预留号为▢，现停机",
    "当事人：哈某（▢）。", "寄递面单 收：艾先生 ▢",
)  # fmt: skip
ACCOUNT = (
    "补助已拨付至农户一折通▢", "其名下农商行卡▢被冻结", "户主账户▢余额0元", "该笔货款存入▢（户名：阿某）", "工行卡，卡号是▢", "开户名：艾某 开户行：邮储某支行 卡号：▢", "微信提现到银行卡▢",
    "汇款凭证收款人账号栏为▢", "对方账号 ▢ 对方户名 吾某", "提供的存折（账号：▢）", "退至原付款账户▢", "账户信息：▢，建设银行",
)  # fmt: skip
BIRTH = (
    "赛某，维吾尔族，▢出生于巴楚县", "经查明买某▢出生，作案时已成年", "该人出生日期系▢", "男，▢出生，住址略", "（男，▢生，司机）", "女，汉族，▢出生，系店主", "▢生，现年四十余岁", "生日是▢，跟身份证一致",
    "出生年月：▢。政治面貌：群众", "户口页：出生日期 ▢ 籍贯 和田", "哈某,男,▢,汉族,小学", "乌某，出生于▢，无前科", "DOB▢", "艾某 女 ▢ 维吾尔族", "申请人生于▢。", "我▢生的，属龙",
    "姓名：乃某 性别：男 出生：▢", "当事人系▢出生的成年人",
)  # fmt: skip
HOME = (
    "经常住在▢的邻居反映", "热某，牧民，住▢", "被访人住址为▢。", "到其位于▢的家中送达", "暂住地：▢", "户口在▢", "现租房住▢", "目前居住▢，靠打零工", "房主住▢，房屋出租给当事人", "家在▢，离现场3公里",
    "自然人住所▢", "寄至▢ 库某亲启", "我住在▢，白天一般不在", "违法行为人家庭住址：▢；职业：无", "常住户口所在地为▢", "老人现跟儿子住▢", "其居住地▢已拆迁", "邮寄地址▢，王女士收",
    "原籍甘肃，现住▢", "上门地址▢",
)  # fmt: skip
MAIL = (
    "资料传到▢", "他的邮箱是▢，一直没回", "登录名▢，注册于2021年", "发件人：▢", "答复已于当日发送▢。", "在平台预留联系邮箱▢", "收件人 <▢>;", "名片：总经理 吾某 ▢", "询价邮件来自▢", "请回复至▢或者来电",
    "投诉单：投诉人 海某 ▢", "投诉材料见▢来信", "cc ▢", "网店客服▢",
)  # fmt: skip
SETS: dict[str, tuple[Source, ...]] = {
    "resident_id": (
        (values.resident_id, RESIDENT_ID + _frames("resident_id")),
        (values.slipped_id, ("身份证号填写为▢", "公民身份证号码▢系误写", "身份证：▢（末位不清）", "证件号码▢")),
        (values.old_id, ("老身份证号▢", "一代身份证号码为▢", "身份证号码（15位）：▢", "当年登记的证件号码是▢")),
    ),
    "phone": ((values.mobile, PHONE + _frames("phone")),),
    "bank_account": (
        (values.card, ACCOUNT + _frames("bank_account")),
        (values.account, ACCOUNT + _frames("bank_account")),
    ),
    "birth_date": ((birth, BIRTH + _frames("birth_date")), (values.birth, BIRTH)),
    "address": ((home, HOME + _frames("address")), (values.home, HOME)),
    "email": ((values.mail, MAIL + _frames("email")),),
}
