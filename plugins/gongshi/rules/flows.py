"""A process chart must lead from its start to an end."""

from __future__ import annotations

from collections.abc import Iterator

from gongshi import flowchart
from gongshi.findings import Severity
from gongshi.registry.charts import steps_of
from gongshi.registry.register import Register
from gongshi.rules.base import Hit, Path, rule


@rule("GS151", "流程图走不通", Severity.GATE, "国办发〔2018〕118号（执法流程图）")
def broken_chart(register: Register) -> Iterator[Hit]:
    """步骤编号重复、下一步不存在、有走不到的步骤、判断没有写清各个结果、没有结束。

    处理：照提示改“步骤”；每一步的第一个“下一步”是主线。

    合格：步骤: [{编号: a, 内容: 立案, 形状: 开始, 下一步: [{到: b}]}, {编号: b, 内容: 结案, 形状: 结束}]

    不合格：步骤: [{编号: a, 内容: 立案, 形状: 开始, 下一步: [{到: z}]}, {编号: b, 内容: 结案, 形状: 结束}]
    """
    for flow in register.flows.values():
        places = {step.id: i for i, step in enumerate(flow.steps)}
        for step, message in flowchart.problems(steps_of(flow)):
            path: Path = ("步骤", places[step]) if step in places else ("步骤",)
            yield Hit(flow.file, path, message, "", flow.id)
