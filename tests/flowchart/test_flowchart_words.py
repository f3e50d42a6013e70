"""The process as a numbered list, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from flow_samples import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st
from test_flowchart_geometry import processes

from gongshi.flowchart import Edge, Item, Step, ordered_list, problems


def all_items(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        for way in item.exits:
            yield from all_items(way.items)


@given(processes())
@settings(max_examples=100, deadline=None)
def test_every_step_is_listed_exactly_once(steps: tuple[Step, ...]) -> None:
    items = list(all_items(ordered_list(steps)))
    assert Counter(item.step.id for item in items) == Counter(step.id for step in steps)
    assert len({item.number for item in items}) == len(items)


@given(processes())
@settings(max_examples=60, deadline=None)
def test_every_way_out_is_said(steps: tuple[Step, ...]) -> None:
    known = {step.id for step in steps}
    for item in all_items(ordered_list(steps)):
        ways = [edge for edge in item.step.next if edge.to in known]
        assert len(item.exits) == len(ways) or (len(ways) == 1 and not item.exits and not ways[0].label)


def test_a_decision_says_where_each_way_leads() -> None:
    second = ordered_list(SAMPLES["penalty"])[1]
    assert (second.number, second.step.text) == ("2", "是否立案？")
    assert [way.sentence for way in second.exits] == ["是 → 第3步", "否 → 不予立案，告知举报人（结束）"]
    assert [way.short for way in second.exits] == [False, True]


def test_a_branch_is_nested_under_its_decision() -> None:
    items = ordered_list(SAMPLES["licence"])
    refused = items[5].exits[1]
    assert refused.sentence == "否 → 第6.1步"
    assert [(item.number, item.step.text) for item in refused.items] == [
        ("6.1", "不予许可决定书"),
        ("6.2", "告知复议、诉讼权利"),
    ]
    assert refused.items[1].ends


def test_a_return_names_the_step_it_returns_to() -> None:
    items = ordered_list(SAMPLES["licence"])
    mended = items[1].exits[1].items[0]
    assert [way.sentence for way in mended.exits] == ["→ 第1步"]


def test_plain_steps_need_no_words() -> None:
    assert ordered_list(SAMPLES["licence"])[0].exits == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_charts_are_faultless(name: str) -> None:
    assert problems(SAMPLES[name]) == []


END = Step("终", "结案", "end")


@pytest.mark.parametrize(
    ("steps", "step", "words"),
    [
        ((), "", "没有任何步骤"),
        ((Step("a", "立案", next=(Edge("终止"),)), Step("终止1", "完", "end")), "a", "“终止”不存在：是否想写“终止1”"),
        ((Step("a", "立案", next=(Edge("q"),)), END), "a", "请改成已有步骤的编号"),
        ((Step("a", "立案", next=(Edge("终"),)), Step("a", "再立案", next=(Edge("终"),)), END), "a", "重复了2次"),
        ((Step("a", "立案", next=(Edge("终"),)), Step("b", "飞地", next=(Edge("终"),)), END), "b", "走不到"),
        ((Step("a", "立案", next=(Edge("终"), Edge("b"))), Step("b", "断头"), END), "b", "没有去向，又不是结束步骤"),
        ((Step("a", "立案？", "decision", next=(Edge("终", "是"),)), END), "a", "只有1个去向"),
        ((Step("a", "立案？", "decision", next=(Edge("终", "是"), Edge("终"))), END), "a", "有1个去向没有写文字"),
        ((Step("a", "立案？", "decision", next=(Edge("终", "是"), Edge("终", "是"))), END), "a", "都写着“是”"),
        ((Step("a", "甲", next=(Edge("b"),)), Step("b", "乙", next=(Edge("a"),))), "", "没有结束步骤"),
        ((Step("a", "甲", "end", next=(Edge("终"),)), END), "a", "后面还有去向"),
        ((Step("a", "", next=(Edge("终"),)), END), "a", "没有文字"),
        ((Step(" ", "甲", next=(Edge("终"),)), END), " ", "没有编号"),
        ((Step("a", "甲" * 201, next=(Edge("终"),)), END), "a", "有201个字，最多200个"),
        ((Step("a", "甲", next=(Edge("终", "乙" * 41),)), END), "a", "线上文字有41个字"),
        ((Step("a", "甲", next=(Edge("终"),) * 9), END), "a", "有9个去向，最多8个"),
        ((Step("a", "甲", "circle", next=(Edge("终"),)), END), "a", "形状“circle”不认识"),  # type: ignore[arg-type]
        ((*(Step(str(n), "甲", next=(Edge(str(n + 1)),)) for n in range(121)), END), "", "最多120个"),
    ],
)
def test_each_fault_is_named(steps: tuple[Step, ...], step: str, words: str) -> None:
    assert any(where == step and words in message for where, message in problems(steps))


@given(
    st.lists(
        st.builds(Step, st.text(max_size=3), st.text(), next=st.lists(st.builds(Edge, st.text(max_size=3))).map(tuple))
    )
)
@settings(max_examples=60, deadline=None)
def test_no_input_raises(steps: list[Step]) -> None:
    problems(steps)
    ordered_list(steps)


def test_a_maze_is_judged_in_bounded_time() -> None:
    steps = tuple(
        Step(f"{n}-{'x' * 60}", "甲", next=tuple(Edge(f"y{n}{m}" * 20) for m in range(8))) for n in range(120)
    )
    assert len(problems(steps)) >= 120
