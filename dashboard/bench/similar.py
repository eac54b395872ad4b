"""What it costs to find, among very many narratives, those that were copied."""

import time
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from dashboard.bench.report import Figure
from pipelines.audit.similarity import twins
from pipelines.synthetic.catalogue import PROJECTS, REASONS, SPECIFIC

LIMIT_SECONDS = 60.0

_DID = ("组织开展", "按计划推进", "全面完成", "协调落实", "重点督办", "分批实施", "逐项验收", "持续优化")
_CAME = ("群众反映良好", "达到预期目标", "较上年有所提高", "通过年终验收", "资金支付正常", "得到服务对象认可")
_UNITS = ("项", "场", "次", "户", "公里", "人次")


def comparing(number: int) -> list[Figure]:
    """Compare so many invented narratives; one in seven was copied from another with small changes."""
    random = Random(1)
    texts = list(_narratives(number, random))
    owners = [random.randrange(max(2, number // 10)) for _ in texts]
    start = time.perf_counter()
    found = twins(texts, owners, Decimal("0.8"))
    taken = time.perf_counter() - start
    signs, copied = sum(map(len, texts)) / number, sum(one is not None for one in found)
    beside = f"平均 {signs:.0f} 字，找到 {copied:,} 篇"
    return [Figure(f"{number:,} 篇完成情况，找出雷同的", taken, "秒", LIMIT_SECONDS, beside)]


def _narratives(number: int, random: Random) -> Iterator[str]:
    """Texts of their own; behind them copies of any, and as many copies of one."""
    own = [_story(random, random.randint(120, 600)) for _ in range(number * 6 // 7)]
    yield from own
    for place in range(number - len(own)):
        yield _edited(random, own[0] if place % 3 == 0 else random.choice(own))


def _story(random: Random, signs: int) -> str:
    subjects = [subject for several in PROJECTS.values() for subject in several]
    names = [name for kind in SPECIFIC.values() for several in kind.values() for name, _ in several]
    told = ""
    while len(told) < signs:
        told += (
            f"{random.choice(_DID)}{random.choice(subjects)}{random.randint(2, 900)}{random.choice(_UNITS)}，"
            f"{random.choice(names)}{random.randint(60, 100)}%，{random.choice(_CAME)}；"
            f"{random.choice(REASONS)[: random.randint(4, 20)]}。"
        )
    return told


def _edited(random: Random, text: str) -> str:
    signs = list(text)
    for _ in range(1 + len(text) // 80):
        signs[random.randrange(len(signs))] = random.choice("甲乙丙丁戊己庚辛")
    return "".join(signs)
