"""
Was the narrative copied from another department of the same year?

Runs of five signs, numbers folded (`audit.similarity`). Each of two such forms has its finding, which
names the most similar text of another department: nobody knows who wrote first.

Passes over: forms whose narrative is shorter than `least` signs.

For example: two bureaus that tell the same story with another name in it.
"""

from pipelines.audit.facts import District
from pipelines.audit.figures import pct
from pipelines.audit.profile import Settings
from pipelines.audit.rule import PRACTICE, Answer, Hit, NotApplicable, Rule
from pipelines.audit.similarity import twins
from pipelines.wording import Wording


def check(district: District, settings: Settings) -> Answer:
    least, alike = settings.number("I-08", "least"), settings.number("I-08", "alike")
    told = [one for one in district.forms if len(one.narrative) >= least]
    owners = [one.department for one in told]
    if len(set(owners)) < 2:
        return NotApplicable("没有两个单位的文字可比", "No texts of two departments")
    hits = []
    for one, twin in zip(told, twins([one.narrative for one in told], owners, alike), strict=True):
        if twin is None:
            continue
        other, share = told[twin.other], pct(twin.alike, 0)
        more = twin.owners - 1
        zh, en = (f"，另与{more}个单位相似", f", and like {more} others") if more else ("", "")
        hits.append(
            Hit(
                f"完成情况与“{other.department}”的文字相似{share}{zh}",
                f"{share} like the text of {other.department}{en}",
                other.department,
                one.narrative_places,
                share,
                pct(alike, 0),
                of=one,
                beside=other,
                beside_place=other.narrative_places[0],
            )
        )
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
