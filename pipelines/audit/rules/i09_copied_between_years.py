"""
Was the narrative copied from last year?

Passes over: a first year, and narratives shorter than `least` signs.

For example: the same paragraphs with another year in them.
"""

from decimal import Decimal

from pipelines.audit.facts import Years
from pipelines.audit.figures import grams, narrative, pct, told_at
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.wording import Wording


def check(years: Years, settings: Settings) -> Answer:
    last, least = years.before(1), settings.number("I-09", "least")
    told = narrative(years.this.form.goals)
    if last is None or len(told) < least or len(narrative(last.form.goals)) < least:
        return NotApplicable("没有上年文字可比", "No text of last year")
    own, theirs = grams(told), grams(narrative(last.form.goals))
    share = Decimal(len(own & theirs)) / len(own | theirs)
    if share < settings.number("I-09", "alike"):
        return []
    return [
        Hit(
            f"完成情况与上年的文字相似{pct(share, 0)}{years.renamed.zh}",
            f"{pct(share, 0)} like last year's text{years.renamed.en}",
            "完成情况",
            told_at(years.this.form.goals),
            pct(share, 0),
            pct(settings.number("I-09", "alike"), 0),
            beside=last,
            beside_place=told_at(last.form.goals)[0],
        )
    ]


RULE = Rule(
    "I-09",
    Wording("文字抄自上年吗", "Was the text copied from last year?"),
    "S",
    "与上年文字的相似度 < alike",
    check,
    PRACTICE,
    "year-pair",
    {"alike": Wording("相似度", "Similarity"), "least": Wording("最少字数", "Least length")},
)
