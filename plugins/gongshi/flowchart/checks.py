"""What is wrong with a process chart as it was written, told to the clerk who wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from .model import MAX_EXITS, MAX_LABEL, MAX_STEPS, MAX_TEXT, Step, clean

_SHAPES = {"start": "开始", "end": "结束", "step": "步骤", "decision": "判断", "document": "文书"}


def problems(steps: Sequence[Step]) -> list[tuple[str, str]]:
    """Pairs of step id (empty: the chart as a whole) and message. Empty when the chart is sound. Never raises."""
    if not steps:
        return [("", "流程图没有任何步骤：请至少写一个开始步骤和一个结束步骤")]
    found: list[tuple[str, str]] = []
    if len(steps) > MAX_STEPS:
        found.append(("", f"流程图有{len(steps)}个步骤，最多{MAX_STEPS}个：请拆成几张图，多出的步骤不会画出"))
    kept = steps[:MAX_STEPS]
    known = list(dict.fromkeys(step.id for step in kept))
    for step_id, times in Counter(step.id for step in kept).items():
        if times > 1:
            found.append(
                (step_id, f"编号“{_name(step_id)}”重复了{times}次：每个步骤的编号只能用一次，请改成不同的编号")
            )
    reached = _reached(kept)
    for step in kept:
        found.extend((step.id, message) for message in _of_step(step, known))
        if step.id not in reached:
            found.append(
                (step.id, f"步骤“{_name(step.text)}”走不到：没有从开始步骤通到它的线，请在前一步的去向里写上它")
            )
    if all(step.shape != "end" for step in kept):
        found.append(("", "流程图没有结束步骤：请把最后一步的形状写成“结束”"))
    return found


def _of_step(step: Step, known: list[str]) -> Iterator[str]:
    """What can be said of one step alone."""
    name = _name(step.text)
    if not step.id.strip():
        yield "步骤没有编号：请给每个步骤写一个编号"
    if not clean(step.text, MAX_TEXT):
        yield f"步骤“{_name(step.id)}”没有文字：请写明这一步做什么"
    if step.shape not in _SHAPES:
        yield f"步骤“{name}”的形状“{_name(step.shape)}”不认识：只能是{'、'.join(_SHAPES.values())}之一"
    for label, value in (
        ("文字", step.text),
        ("承办", step.unit),
        ("时限", step.limit),
        ("备注", step.note),
        ("依据", step.basis),
    ):
        if len(value) > MAX_TEXT:
            yield f"步骤“{name}”的{label}有{len(value)}个字，最多{MAX_TEXT}个：请写短，细节放进制度文件"
    yield from _of_exits(step, known)


def _of_exits(step: Step, known: list[str]) -> Iterator[str]:
    name, count = _name(step.text), len(step.next)
    if count > MAX_EXITS:
        yield f"步骤“{name}”有{count}个去向，最多{MAX_EXITS}个：请合并，或分成几个判断"
    for edge in step.next[:MAX_EXITS]:
        if edge.to not in known:
            near = get_close_matches(edge.to[:MAX_TEXT], known, 1)
            hint = f"是否想写“{_name(near[0])}”？" if near else "请改成已有步骤的编号，或补上这个步骤"
            yield f"步骤“{name}”的去向“{_name(edge.to)}”不存在：{hint}"
        if len(edge.label) > MAX_LABEL:
            yield f"步骤“{name}”到“{_name(edge.to)}”的线上文字有{len(edge.label)}个字，最多{MAX_LABEL}个：请写短"
    if step.shape == "end" and count:
        yield f"结束步骤“{name}”后面还有去向：请删去它的去向，或把形状改成“步骤”"
    if step.shape == "decision":
        yield from _of_decision(step)
    elif step.shape != "end" and not count:
        yield f"步骤“{name}”没有去向，又不是结束步骤：请写下一步，或把形状改成“结束”"


def _of_decision(step: Step) -> Iterator[str]:
    name = _name(step.text)
    if len(step.next) < 2:
        yield f"判断“{name}”只有{len(step.next)}个去向，至少要有两个：请写明“是”和“否”各到哪一步"
    labels = [clean(edge.label, MAX_LABEL) for edge in step.next[:MAX_EXITS]]
    if not all(labels):
        yield f"判断“{name}”有{labels.count('')}个去向没有写文字：每个去向都要写，例如“是”“否”"
    for label, times in Counter(filter(None, labels)).items():
        if times > 1:
            yield f"判断“{name}”有{times}个去向都写着“{label}”：各去向的文字要能分清，例如“是”“否”"


def _reached(steps: Sequence[Step]) -> set[str]:
    """The ids that can be reached from the first step."""
    ways = {step.id: step.next[:MAX_EXITS] for step in reversed(steps)}
    seen, waiting = {steps[0].id}, [steps[0].id]
    while waiting:
        for edge in ways.get(waiting.pop(), ()):
            if edge.to in ways and edge.to not in seen:
                seen.add(edge.to)
                waiting.append(edge.to)
    return seen


def _name(text: str) -> str:
    """A text of the clerk's, short enough for a message."""
    return clean(text, 24) or "（空）"
