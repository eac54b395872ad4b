"""
Was the narrative copied from another department of the same year?

5-grams of the text, numbers folded; compared only where rare runs of signs are shared, so the
work grows with the texts and not with their pairs.

Passes over: forms whose narrative is shorter than `least` signs.

For example: two bureaus that tell the same story with another name in it.
"""

from collections import Counter, defaultdict
from decimal import Decimal

from pipelines.audit.facts import District, Subject
from pipelines.audit.figures import grams, narrative, pct
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording

#: Texts that share one rare run are compared with so many others at most.
_NEIGHBOURS = 50


def check(district: District, settings: Settings) -> Answer:
    least, alike = settings.number("I-08", "least"), settings.number("I-08", "alike")
    texts: list[tuple[Subject, frozenset[str]]] = []
    for one in district.subjects:
        if len(told := narrative(one.form)) >= least:
            texts.append((one, grams(told)))
    if len({one.department for one, _ in texts}) < 2:
        return NotApplicable("没有两个单位的文字可比", "No texts of two departments")
    often = Counter(gram for _, several in texts for gram in several)
    shared: dict[str, list[int]] = defaultdict(list)
    hits = []
    for number, (one, own) in enumerate(texts):
        # Two sets this alike share one of the rarest (1 − alike) of either: enough to look at those.
        rare = sorted(own, key=lambda gram: (often[gram], gram))[: int((1 - alike) * len(own)) + 1]
        others = list(dict.fromkeys(other for gram in rare for other in shared[gram][:_NEIGHBOURS]))
        best, twin = Decimal(0), None
        for other in others[: _NEIGHBOURS * 4]:
            before, theirs = texts[other]
            if before.department != one.department:
                share = Decimal(len(own & theirs)) / len(own | theirs)
                if share > best:
                    best, twin = share, before
        if twin is not None and best >= alike:
            at = next((goal.places.get("achieved") for goal in one.form.goals if goal.achieved), None)
            hits.append(
                Hit(
                    f"完成情况与“{twin.department}”的文字相似{pct(best, 0)}",
                    f"{pct(best, 0)} like the text of {twin.department}",
                    twin.department,
                    [at],
                    pct(best, 0),
                    pct(alike, 0),
                    of=one,
                )
            )
        for gram in rare:
            shared[gram].append(number)
    return hits


RULE = Rule(
    "I-08",
    Wording("文字抄自别的单位吗", "Was the text copied from another department?"),
    "S",
    "5字片段的Jaccard < alike",
    check,
    PRACTICE,
    "district",
    {"alike": Wording("相似度", "Similarity"), "least": Wording("最少字数", "Least length")},
)
