"""The same value in files: tables, data and mark-up, with the names that fields of each type go by."""

from __future__ import annotations

# KEY: a field's name in data. LABEL: what people call it. ▢: the value.
FRAMES = (
    '{"dsr":{"xb":"1","KEY":"▢","bz":null}}',
    '[{"id":7,"KEY":"▢"},{"id":8,"KEY":""}]',
    "KEY: ▢\nzt: 已归档\n",
    "KEY=▢&page=1",
    "<KEY>▢</KEY>",
    '<row n="12" KEY="▢" ok="y"/>',
    '<input type="hidden" name="KEY" value="▢">',
    '<td class="c3" data-label="LABEL">▢</td><td>—</td>',
    "<table><tr><th>序号</th><th>LABEL</th></tr><tr><td>1</td><td>▢</td></tr></table>",
    "<dl><dt>LABEL</dt><dd>▢</dd></dl>",
    "<p><strong>LABEL：</strong>▢</p>",
    "<!-- LABEL ▢ 待删 -->",
    '<meta name="description" content="LABEL：▢">',
    "<script>var rec = {KEY: '▢'};</script>",
    "序号,LABEL,备注\n1,▢,无",
    '"LABEL","▢","已核对"',
    "| 序号 | LABEL | 结果 |\n| --- | --- | --- |\n| 4 | ▢ | 无误 |",
    "序号\tLABEL\n12\t▢\n",
    "LABEL\n▢\n",
    "LABEL：\n    ▢\n审核人：略",
    "【LABEL】▢",
    "LABEL　　▢　　（签名处）",
    "INSERT INTO t_dsr (KEY) VALUES ('▢');",
    "DESCRIPTION:LABEL▢\\n地点：二楼",
    "- LABEL: ▢\n- 状态: 办结",
    "> 转发：LABEL ▢",
)
KEYS = {
    "resident_id": ("sfzh", "id_card", "zjhm", "idCardNo", "cardno", "identity"),
    "phone": ("lxdh", "mobile", "sjhm", "tel", "phone_no", "contact"),
    "bank_account": ("yhzh", "bank_no", "skzh", "cardNo", "account_no", "yhkh"),
    "birth_date": ("csrq", "birthday", "birth", "csny", "date_of_birth", "birthDate"),
    "address": ("jtzz", "home_addr", "zz", "hjdz", "address", "czdz"),
    "email": ("dzyx", "email", "mailbox", "e_mail", "contact", "yx"),
}
LABELS = {
    "resident_id": ("公民身份号码", "身份证号码", "证件号码", "身份证件号", "居民身份证编号"),
    "phone": ("联系方式", "手机号码", "移动电话", "本人电话", "联系人及电话"),
    "bank_account": ("银行卡号", "开户账号", "收款账号", "惠民一卡通账号", "打卡账号", "银行账户"),
    "birth_date": ("出生日期", "出生年月", "出生年月日", "生日", "出生时间"),
    "address": ("家庭住址", "现住址", "户籍地址", "居住地址", "住址", "户籍所在地"),
    "email": ("电子邮箱", "邮箱", "电子邮件", "E-mail", "联系邮箱"),
}
