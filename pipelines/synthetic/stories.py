"""What is planted in an invented district, and where: so that a reader can be held to finding it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from pipelines.synthetic.names import DISTRICT, Department


@dataclass(frozen=True, slots=True)
class Story:
    """One thing planted: what (a key of `STORIES`), with whom, in which years."""

    kind: str
    department: str
    years: tuple[int, ...]


#: Kind → what it means, how many departments have it (the least, and one more for so many).
STORIES: dict[str, tuple[str, int, int]] = {
    "idle_project_money": ("总体执行率高而项目资金闲置", 1, 30),
    "falls_behind": ("执行率逐年下滑", 1, 30),
    "recurring_low_score": ("同一指标连年低分", 1, 15),
    "missing_overall": ("应报未报整体支出自评表", 1, 25),
    "missing_projects": ("应报未报项目支出自评表", 1, 60),
    "resubmitted": ("重新报送，后者为准", 1, 25),
    "duplicate_file": ("同一文件报送两次", 1, 30),
    "zero_project_budget": ("项目支出预算与执行均为零", 1, 150),
    "zero_budget_form": ("一个项目预算与执行均为零", 1, 150),
    "mid_year_money": ("年初预算为零，年中追加", 1, 60),
    "template_change": ("年度间更换表格模板", 1, 12),
    "wrong_sum": ("年度资金总额不等于各项之和", 1, 100),
    "wrong_rate": ("打印的执行率有误", 1, 100),
    "wrong_total_score": ("总分不等于各项得分之和", 1, 100),
    "projects_short": ("项目自评表合计小于整体表项目支出", 1, 100),
    "over_executed": ("执行数大于预算数", 1, 150),
    "renamed": ("单位更名，早年表格为旧名", 1, 150),
    "exempt_first_year": ("首年新设，免报", 1, 200),
    "weak_across_departments": ("多个单位同一指标低分", 3, 12),
}


#: Their bureau's overall form holds their money, they file their own too, and the roster says so.
INCLUDED = frozenset(DISTRICT + name for name in ("第一中学", "实验小学", "第一人民医院"))
#: The same, perhaps: nobody says.
UNCLEAR = frozenset({DISTRICT + "图书馆"})


class Cast:
    """Who plays in which story; asked by (kind, department, year)."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.stories = tuple(stories)
        self._years = {(story.kind, story.department): story.years for story in stories}

    def has(self, kind: str, department: str, year: int) -> bool:
        return year in self._years.get((kind, department), ())

    def years(self, kind: str, department: str) -> tuple[int, ...]:
        return self._years.get((kind, department), ())


def cast(departments: Sequence[Department], years: Sequence[int], seed: int) -> Cast:
    """
    Return who plays in which story, one story a department.

    Neither a bureau that others belong to nor a department of `INCLUDED` and `UNCLEAR` plays in
    one: other figures hang on theirs. A small district has the first stories only; some want
    two years or more.
    """
    random = Random(f"{seed}/stories")
    tied = {department.parent for department in departments} | INCLUDED | UNCLEAR
    free = [one.name for one in departments if one.name not in tied]
    random.shuffle(free)
    actors = iter(free)
    return Cast(list(_stories(actors, len(departments), years, random)))


def _stories(actors: Iterator[str], number: int, years: Sequence[int], random: Random) -> Iterator[Story]:
    for kind, (_, least, each) in STORIES.items():
        for _ in range(max(least, number // each)):
            when = _when(kind, years, random)
            if when:
                actor = next(actors, None)
                if actor is None:
                    return
                yield Story(kind, actor, when)


def _when(kind: str, years: Sequence[int], random: Random) -> tuple[int, ...]:
    """Return the years of a story; none where the district has too few."""
    if kind in ("idle_project_money", "recurring_low_score", "falls_behind"):
        return tuple(years[-3:]) if len(years) > 1 else ()
    if kind == "weak_across_departments":
        return tuple(years[-2:])
    if kind == "template_change":
        return tuple(years[random.randrange(1, len(years)) :]) if len(years) > 1 else ()
    if kind == "renamed":
        return tuple(years[: (len(years) + 1) // 2]) if len(years) > 1 else ()
    if kind == "exempt_first_year":
        return (years[0],) if len(years) > 1 else ()
    if kind == "mid_year_money":
        return (years[-1],)
    return (random.choice(list(years)),)
