"""Sentences of decisions, by the part that each plays; the blanks are filled by ``cases``."""

from __future__ import annotations

OPENINGS = (
    "{day}，本局执法人员在{place}对{party}开展{check}，现场发现{product}{qty}{unit}（规格{spec}，批号{batch}），{conduct}。",
    "{day}{hour}时许，本局根据{source}，对位于{place}的{party}进行现场检查。经查，{conduct}；现场有{product}{qty}{unit}，标示批号{batch}。",
    "本局于{day}收到{source}，反映{party}涉嫌{matter}。{day2}，执法人员到{place}核查，发现涉及{product}（{spec}）{qty}{unit}，{conduct}。",
    "{day}，在{check}中，执法人员查见{party}存放于{place}的{product}{qty}{unit}，货位编号{shelf}，{conduct}，随即制作现场检查笔录并拍照取证。",
    "{month}，{lab}对{party}的{product}抽样（样品编号{report}），本局于{day}收到检验报告后到{place}调查，确认{conduct}。",
    "因{source}，本局于{day}对{party}立案调查。{place}的现场情况为：{conduct}；在场{product}{qty}{unit}，规格{spec}。",
)
TRADES = (
    "上述{product}系当事人于{day0}从{supplier}以每{unit}{price}元购进，共{bought}{unit}，至案发时售出{sold}{unit}，销售单价{sale}元。",
    "经询问并核对进销台账，当事人购进{bought}{unit}，进价合计{cost}元，已售{sold}{unit}，货值金额{value}元，违法所得{gain}元。",
    "据当事人陈述和{supplier}出具的送货单（单号{invoice}），涉案{product}共{bought}{unit}，货值{value}元，其中{left}{unit}尚未处理。",
    "银行转账记录显示，{day0}当事人向{supplier}支付{cost}元，对应{bought}{unit}；微信收款明细{n}笔，合计{gain}元。",
    "{supplier}（{supplier_place}）证实{day0}向当事人交付{product}{bought}{unit}，单价{price}元，发票代码{invoice}。",
    "经清点称量，涉及{product}{bought}{unit}，按同期市场价每{unit}{sale}元计算，价值{value}元。",
)
PROOFS = (
    "{lab}于{day2}出具编号{report}的报告，所检{n}个项目中有{bad}项不符合要求，当事人对结论无异议。",
    "本局委托{lab}检测，报告编号{report}，送达后当事人在规定期限内未申请复检。",
    "{unit_name}调取了{month}以来的视频监控{n}段、出入库单据{sold}份，与询问笔录相互印证。",
    "执法人员依法抽取样品{n}份，封样编号{shelf}，由当事人签字确认后送{lab}。",
    "勘验笔录、现场照片{n}张、定位坐标概略图和{supplier}负责人的询问笔录等证据形成完整的证据链。",
    "经向{town}村（居）民委员会和{n}名周边经营者了解，所述时间、地点与台账一致。",
)
DEFENCES = (
    "{day2}，本局向当事人送达行政处罚事先告知书，当事人在法定期限内未提出陈述、申辩意见，也未要求听证。",
    "当事人于{day2}提交书面陈述，称对规定不熟悉、涉案数量少，请求从轻处理；经复核，其主动停止销售并召回{left}{unit}属实，予以采纳。",
    "当事人申辩称产品由{supplier}铺货、自己不知情；经查，其未索取合格证明，未尽查验义务，申辩理由不成立，不予采纳。",
    "当事人放弃陈述、申辩。案发后其配合调查，如实提供进销资料，并于{day2}完成整改，经复查合格。",
    "经查询，当事人在{town}两年内未因同类行为受过处罚，本次未造成危害后果，按照裁量基准“{tier}”阶次处理。",
    "当事人提出生产经营困难并提交了{month}至今的流水，本局集体讨论后认为不属于法定减轻情形，仍在“{tier}”幅度内裁量。",
)
APPLICATIONS = (
    "{party}于{day0}向本局提出{matter}申请，提交申请书、场所证明、人员资质证明等材料{n}份，受理编号{invoice}，经营地址为{place}。",
    "{day0}，申请人{party}通过政务服务平台申请办理{matter}，申报地址{place}，负责产品为{product}等{bad}类，受理通知书编号{invoice}。",
    "申请人{party}因{change}申请{matter}，材料于{day0}收齐，编号{invoice}；地址在{place}，面积{area}平方米。",
    "经{unit_name}受理，{party}（{place}）的{matter}申请材料齐全，符合法定形式，于{day0}予以受理，案卷号{shelf}。",
)
REVIEWS = (
    "{day}，本局指派两名工作人员实地核查，{conduct}；核查结论为符合条件，核查表编号{report}。",
    "现场核查于{day}进行，核对设施设备{n}台（套）、人员证书{bad}本，{conduct}。",
    "材料审查发现第{n}项附图比例不符，申请人于{day}补正；现场核查时，{conduct}。",
    "{lab}出具的{report}号报告显示，所检{n}项指标均合格；实地查看情况为：{conduct}。",
)
GRANTS = (
    "经审查，符合《{law}》{article}规定的条件，准予{matter}，证书编号{licence}，范围为{product}、{product2}等。",
    "依照《{law}》{article}，本局决定准予，核发编号{licence}的证书，许可范围限于{place}内的{product}经营活动，变更地址应当重新申请。",
    "本局认为申请符合《{law}》{article}的规定，决定准予，并载明范围：{product}、{product2}；不得出租、出借、转让。",
)
CONDITIONS = (
    "持证人应当每年{n}月底前报送上年度情况，{product}的采购和销售记录保存不少于{years}年。",
    "有效期届满需要延续的，应当在届满{days}日前提出申请；{unit_name}负责事后监督检查。",
    "许可期内应当保持核查时的条件，{product}仓储面积不得少于{area}平方米，责任人变动的应在{n}日内报告。",
    "本决定载明的路线、地块或者场所以{report}号附图为准，超出部分无效。",
)
VISITS = (
    "{day}，本局执法人员{n}名对{party}（{place}）开展{matter}，检查内容为{conduct}，检查通知书编号{invoice}。",
    "按照{month}检查计划，本局会同{town}人民政府对{place}的{party}进行{matter}，重点查看{conduct}。",
    "执法人员于{day}{hour}时到达{party}，出示证件并扫码留痕（入企码{shelf}），核对了{conduct}。",
)
SEEN = (
    "现场抽查{product}{qty}{unit}（批号{batch}），进货票据{n}份，供货者为{supplier}，记录与实物一致。",
    "查阅{month}以来台账{sold}页，{product}购进{bought}{unit}、售出{sold}{unit}，账实相差{bad}{unit}，当事人说明系损耗。",
    "抽取{product}样品{bad}份送{lab}，报告编号{report}，所检{n}项全部合格。",
    "仓库温度{low}摄氏度、湿度{high}%，堆放离墙{days}厘米；{product}、{product2}分区存放，标识清楚。",
    "询问从业人员{bad}名，抽查培训记录{n}份，其中{product}操作规程的学习时间为{day2}。",
    "查看设施设备{n}台（套），检定证书编号{report}，有效期内；应急物资登记表更新至{day2}。",
)
GROUNDS = (
    "{day}，本局在{place}查办{party}一案时，发现{conduct}，涉及{product}{qty}{unit}（{spec}，批号{batch}），货值约{value}元。",
    "经查，{party}于{day0}前后，{conduct}；地点为{place}，涉及{product}{bought}{unit}，当场制作笔录编号{invoice}。",
    "{party}提交的材料（编号{invoice}）和{unit_name}的核查表明：{conduct}；标的位于{place}，涉及{product}{qty}{unit}，金额{value}元。",
    "根据{source}，本局于{day}对{party}所涉事项进行核实，{conduct}，核实地点{place}，对应{product}{qty}{unit}。",
)
STEPS = (
    "{unit_name}于{day2}完成审核，附清单{report}号，列明{product}、{product2}共{n}项，由见证人签字。",
    "本局于{day2}告知当事人事实、理由、依据及其权利，当事人未提出异议，送达回证编号{shelf}。",
    "经{lab}评估，{product}每{unit}{price}元，合计{cost}元，评估报告编号{report}。",
    "相关资料在{town}公示栏公示{n}个工作日，收到意见{bad}条，均已答复。",
    "双方对{product}的数量{bought}{unit}无争议，争议在于{month}以后的部分，本局调取单据{sold}份予以查明。",
    "物品存放于{supplier}仓库（{supplier_place}），由专人保管，出入登记编号{invoice}。",
)
EVIDENCE = (
    "现场检查笔录{n}份", "询问笔录{bad}份", "照片{days}张", "检验报告（{report}）", "送货单（{invoice}）", "进销台账复印件{sold}页",
    "营业执照复印件", "抽样取证凭证{shelf}号", "{supplier}出具的情况说明", "视频资料光盘1张", "封存清单{shelf}号",
)  # fmt: skip
CHECKS = ("日常巡查", "双随机抽查", "专项整治检查", "节前市场检查", "执法检查", "交叉检查", "夜间巡查", "春季检查")
SOURCES = (
    "12345热线转办单",
    "上级交办线索",
    "检验机构的不合格报告",
    "投诉举报",
    "相邻县移送的案件线索",
    "网络监测线索",
    "信访转办件",
    "执法巡查记录",
)
LABELS = ("生产日期", "检疫证明编号", "净含量", "执行标准编号", "生产者地址", "贮存条件", "安全间隔期", "有效成分含量")
METRICS = ("发芽率", "纯度", "水分", "含量", "绝缘电阻", "抗压强度", "有效成分", "粗蛋白")
SLOGANS = ("增产三成", "七天见效", "无毒无残留", "全国销量第一", "专家推荐", "假一赔万", "零风险高回报", "彻底根治")
TIERS = ("较轻", "一般", "从轻", "从重", "较重")
CHANGES = ("经营场所搬迁", "扩大经营范围", "首次设立", "证书到期", "负责人变更", "增加仓储点")
# Which parts make up the facts of a kind, in their order, up to the length drawn.
PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "行政处罚": (OPENINGS, TRADES, PROOFS, DEFENCES, TRADES, PROOFS, DEFENCES),
    "行政许可": (APPLICATIONS, REVIEWS, GRANTS, CONDITIONS, CONDITIONS),
    "行政检查": (VISITS, SEEN, SEEN, SEEN, SEEN),
}
OTHER_PARTS = (GROUNDS, STEPS, STEPS, STEPS, STEPS)
