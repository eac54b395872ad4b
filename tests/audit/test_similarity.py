"""Similar texts are found as if each had been compared with each, and shown where they are the same."""

from decimal import Decimal
from random import Random

import pytest

from pipelines.audit.figures import grams
from pipelines.audit.passages import passages
from pipelines.audit.similarity import Twin, twins

LEAST = Decimal("0.8")
WORDS = (
    "全年按计划", "完成排水管网", "更新改造", "组织居民议事", "收集意见", "逐条答复", "停车问题", "照明问题",
    "得到解决", "培训教师", "新建实验室", "体质健康", "合格率提高", "校园安全", "零事故", "家长学校", "开课",
    "经费拨付", "及时", "群众满意",
)  # fmt: skip
ONE = "全年完成排水管网更新、口袋公园建设与背街小巷整治，组织居民议事会30余场，收集意见并逐条答复。"


def story(random: Random, words: int) -> str:
    return "，".join(f"{random.choice(WORDS)}{random.randint(1, 99)}项" for _ in range(words))


def edited(random: Random, text: str, signs: int) -> str:
    changed = list(text)
    for _ in range(signs):
        changed[random.randrange(len(changed))] = random.choice("甲乙丙丁")
    return "".join(changed)


def each_with_each(texts: list[str], owners: list[str]) -> list[Twin | None]:
    runs = [grams(text) for text in texts]
    found: list[Twin | None] = []
    for number, own in enumerate(runs):
        alike = [
            (Decimal(len(own & other)) / len(own | other), -place)
            for place, other in enumerate(runs)
            if owners[place] != owners[number] and own and other
        ]
        near = [(share, place) for share, place in alike if share >= LEAST]
        if near:
            share, place = max(near)
            found.append(Twin(-place, share, len({owners[-at] for _, at in near})))
        else:
            found.append(None)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_what_is_found_is_what_comparing_each_with_each_finds(seed: int) -> None:
    random = Random(seed)
    texts = [story(random, random.randint(0, 30)) for _ in range(80)]
    texts += [edited(random, random.choice(texts[:40]) or ONE, random.randint(0, 6)) for _ in range(80)]
    owners = [f"{random.randrange(40)}局" for _ in texts]
    expected = each_with_each(texts, owners)
    assert sum(one is not None for one in expected) > 30
    assert twins(texts, owners, LEAST) == expected


def test_texts_of_one_owner_are_not_compared() -> None:
    assert twins([ONE, ONE], ["甲局", "甲局"], LEAST) == [None, None]


def test_a_text_that_many_have_names_one_and_counts_them() -> None:
    found = twins([ONE] * 5, ["甲局", "乙局", "丙局", "丁局", "甲局"], LEAST)
    assert found[0] == Twin(1, Decimal(1), 3)
    assert found[1] == Twin(0, Decimal(1), 3)


def test_thousands_of_copies_end_in_seconds_and_each_has_its_twin() -> None:
    random = Random(1)
    texts = [edited(random, ONE * 3, 1) for _ in range(2000)]
    found = twins(texts, [str(number) for number in range(2000)], LEAST)
    assert all(one is not None and one.owners >= 32 for one in found)


@pytest.mark.parametrize("texts", [[], [""], ["", "短"], ["无" * 4, "无" * 4]])
def test_texts_that_are_none_or_too_short_have_no_twins(texts: list[str]) -> None:
    assert twins(texts, [str(number) for number in range(len(texts))], LEAST) == [None] * len(texts)


def test_passages_are_the_same_words_in_both_texts() -> None:
    other = "我局" + ONE.replace("30", "1,450").replace("逐条答复", "认真研究")
    found = passages(ONE, other)
    assert [(ONE[a:b], other[c:d]) for a, b, c, d in found] == [
        (ONE[: ONE.index("逐条")], other[2 : other.index("认真")]),
    ]


def test_a_number_that_was_changed_is_no_difference() -> None:
    other = ONE.replace("30", "1450")
    assert passages(ONE, other) == [(0, len(ONE), 0, len(other))]


def test_a_passage_that_was_moved_is_found() -> None:
    head, tail = ONE[:21], ONE[21:]
    other = tail + head
    assert passages(ONE, other) == [
        (0, 21, len(tail), len(other)),
        (21, len(ONE), 0, len(tail)),
    ]


def test_white_space_and_width_are_no_difference() -> None:
    other = ONE.replace("，", ", ").replace("口袋", "口 袋")
    (found,) = passages(ONE, other)
    assert found == (0, len(ONE), 0, len(other))


@pytest.mark.parametrize("texts", [("", ONE), (ONE, ""), ("短", "短"), (ONE, "组织教师培训六期。")])
def test_nothing_in_common_gives_no_passage(texts: tuple[str, str]) -> None:
    assert passages(*texts) == []


def test_one_sign_over_and_over_ends() -> None:
    assert passages("啊" * 5000, "啊" * 4000) == [(0, 4000, 0, 4000)]
