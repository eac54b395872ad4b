"""
The headings of forms and what they mean, read from `vocabulary.toml`.

A heading matches exactly, then without what stands in brackets and column numbers, then
by the patterns of its part. Each match has a strength, so that a reader can prefer.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from pipelines.forms.text import heading_key, key

EXACT, TRIMMED, PATTERN = 3, 2, 1

_BRACKETS = re.compile(r"\([^()]*\)?|[^()]*\)$")
_NUMBERING = re.compile(
    r"^(?:[(]?[一二三四五六七八九十]+[)、.]|\d{1,2}[.、)])|[①②③④⑤⑥⑦⑧⑨⑩⑪⑫].*$|=.*$|[:：*]+$|\d+$"
)
_DATED = re.compile(r"^(?:截[至止])?(20\d\d)年(?:度)?(?:\d{1,2}月)?(?:\d{1,2}日|[底末])?(?=.)")
#: What stands in brackets behind a heading and says which of several it is: 预算数（年初）, 得分（复核）.
_QUALIFIED = re.compile(
    r"^([^()]+)\((年初|期初|调整前|上年度?|去年|(?:财政|复核|审核|专家|第三方|主管部门)+|[一二三]级)\)(?:\([A-Z]\))?$"
)
LONGEST_HEADING = 32


@dataclass(frozen=True, slots=True)
class Concept:
    """What a heading means, and how surely: EXACT, TRIMMED or PATTERN."""

    name: str
    strength: int


@dataclass(frozen=True, slots=True)
class _Part:
    exact: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    any_pattern: re.Pattern[str]  #: all of them at once: most texts are no heading


@cache
def _raw() -> dict[str, Any]:
    """Return the whole file, read once."""
    return tomllib.loads(resources.files(__package__).joinpath("vocabulary.toml").read_text("utf-8"))


@cache
def _part(name: str) -> _Part:
    exact: dict[str, str] = {}
    patterns: list[tuple[re.Pattern[str], str]] = []
    for concept, words in _raw()[name].items():
        if unknown := set(words) - {"headings", "patterns"}:
            raise ValueError(f"vocabulary.toml [{name}.{concept}]: unknown keys {sorted(unknown)}")
        for heading in words.get("headings", []):
            exact.setdefault(key(heading), concept)
        patterns += [(re.compile(pattern), concept) for pattern in words.get("patterns", [])]
    at_once = "|".join(f"(?:{pattern.pattern})" for pattern, _ in patterns)
    return _Part(exact, tuple(patterns), re.compile(at_once or "(?!)"))


@lru_cache(maxsize=20_000)
def trim(compared: str) -> str:
    """Return a heading's key without brackets, formulas, numbering and colons."""
    before = None
    while before != compared:
        before = compared
        compared = _NUMBERING.sub("", _BRACKETS.sub("", compared))
    return compared


@lru_cache(maxsize=50_000)
def match(part: str, text: str) -> Concept | None:
    """
    Return what a text means as a heading of `part`, or None.

    `part` is a table of `vocabulary.toml`: "head", "funds", "goals", "indicators", "block",
    "line" or "apart".
    """
    compared = heading_key(text)
    if not compared or len(compared) > LONGEST_HEADING + 10:
        return None
    words = _part(part)
    if concept := words.exact.get(compared) or words.exact.get(compared.rstrip(":")):
        return Concept(concept, EXACT)
    if told := _QUALIFIED.match(compared):
        meant = match(part, told[2] + told[1])
        return Concept(meant.name, min(meant.strength, TRIMMED)) if meant else None
    trimmed = trim(compared)
    if trimmed and (concept := words.exact.get(trimmed)):
        return Concept(concept, TRIMMED)
    if (dated := _DATED.match(compared)) and (undated := match(part, compared[dated.end() :])):
        return Concept(undated.name, min(undated.strength, TRIMMED))  # 2023年目标值
    if len(trimmed) > LONGEST_HEADING:
        return None
    if not (words.any_pattern.fullmatch(trimmed) or words.any_pattern.fullmatch(compared)):
        return None
    for pattern, name in words.patterns:
        if pattern.fullmatch(trimmed) or pattern.fullmatch(compared):
            return Concept(name, PATTERN)
    return None


@lru_cache(maxsize=20_000)
def head(text: str) -> Concept | None:
    """Return what a text means as a label of a head, be it with its value behind a colon, or None."""
    return match("head", text.split("：")[0].split(":")[0])


@cache
def _level_words() -> tuple[dict[str, str], dict[str, str]]:
    levels = _raw()["levels"]
    return {key(word): word for word in levels["level1"]}, {key(k): v for k, v in levels["level2"].items()}


def heads_note(text: str) -> bool:
    """Whether a text is the label of a note below the table, in its very words: 备注, 存在问题."""
    concept = match("block", text)
    return concept is not None and concept.name == "notes" and concept.strength == EXACT


@lru_cache(maxsize=20_000)
def level_key(text: str) -> str:
    """Return a level's key without points and numbering."""
    compared = re.sub(r"\([^()]*(?:分|%|\d)[^()]*\)?$", "", heading_key(text))
    compared = re.sub(r"^(?:[(]?[一二三四五六七八九十]+[)、.]|\d{1,2}[.、)])", "", compared)
    return re.sub(r"\d+(?:\.\d+)?(?:分|%)?$", "", compared).strip(":")


def is_level1(text: str) -> bool:
    """Whether it is a standard 一级."""
    return level_key(text) in _level_words()[0]


def is_level2(text: str) -> bool:
    """Whether it is a standard 二级."""
    return level_key(text) in _level_words()[1]


def is_level(text: str) -> bool:
    """Whether it is a standard 一级 or 二级."""
    return is_level1(text) or is_level2(text)


def level1_of(level2: str) -> str | None:
    """Return the 一级 under which a standard 二级 stands, or None; where it may be several, None too."""
    return _level_words()[1].get(level_key(level2)) or None


@cache
def _titles() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    titles = _raw()["titles"]
    return re.compile("|".join(titles["form"])), tuple(
        (re.compile(k), v) for k, v in titles["refused"].items()
    )


def is_title(text: str) -> bool:
    """Whether a text is the title of a self-evaluation form."""
    compared = heading_key(text)
    return 4 <= len(compared) <= 70 and bool(_titles()[0].search(compared)) and not refused_title(text)


def refused_title(text: str) -> str | None:
    """Return what a title names that is no self-evaluation form (汇总表 …), or None."""
    compared = heading_key(text)
    if len(compared) > 70 or "自评表" in compared:
        return None
    return next((name for pattern, name in _titles()[1] if pattern.search(compared)), None)
