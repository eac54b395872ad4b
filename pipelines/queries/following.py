"""
Which form of one year is about the same project as a form of another: pure, by department and type.

Names and indicators are compared by their pairs of signs; a pair weighs the less, the more of a year's
forms have it, since 项目 or 完成率 tells nobody apart. Names that are almost the same suffice, and so do
indicators that are; money only supports. The surest pair is taken first, and each form once.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import log

from pipelines.ledger.links import ProjectKey, ProjectLink, in_force
from pipelines.warehouse.form_rows import name_key
from pipelines.wording import Wording

#: What speaks for two forms being about one project.
EVIDENCE: dict[str, Wording] = {
    "person": Wording("人工确认", "A person says so"),
    "code": Wording("项目编码相同", "Same code"),
    "name": Wording("名称相同", "Same name"),
    "similar_name": Wording("名称相近", "Similar name"),
    "indicators": Wording("指标相近", "Similar indicators"),
    "money": Wording("预算相近", "Similar budget"),
}

#: Less sure than this, and two forms are not taken for one project.
LEAST = 0.5
#: A project that files nothing for a year is still looked for in the year after.
_YEARS = 2
_GAP = 0.9  #: and taken for the same a little less surely
_ALIKE = 0.6  #: from here on, names and indicators are called similar
_NEAR = 0.7  #: the smaller budget over the larger one, from where they are called similar

_CODE = re.compile(
    r"^[\[(（【]?((?=[0-9A-Za-z]*\d{3})[0-9A-Za-z]{6,})[\])）】]?\s*[-—－_:： ]?\s*(?=[\u4e00-\u9fff])"
)
_YEAR = re.compile(r"20\d\d(?:20\d\d)?(?:年度|年)?")
#: Words that indicators of any project have: what is left of a name says which project it is of.
_ANY = re.compile(
    "完成|数量|质量|时效|成本|任务|目标|计划|及时|按期|按时|合格|达标|优良|验收|覆盖|受益|对象|群众|公众|社会|"
    "满意|程度|资金|经费|使用|支付|拨付|到位|预算|执行|控制|节约|经济|效益|效果|影响|提升|提高|改善|促进|增长|增加|下降|"
    "情况|长效|可持续|机制|制度|健全|管理|保障|服务|水平|能力|工作|项目|人次|人数|次数|个数|件数|面积|单位|部门|年度|[率数度性]"
)
_ENDING = re.compile(r"(?<=..)(?:支出|项目|经费|专项|资金|工作)+$")


Pairs = Collection[str]
Pair = tuple[str, str]  #: form ids, the earlier first


@dataclass(frozen=True, slots=True)
class ProjectForm:
    """What one form says of its project."""

    form_id: str
    collection: str
    department: str
    form_type: str
    year: int
    project: str
    indicators: tuple[str, ...] = ()  #: their names
    budget_yuan: Decimal | None = None

    @property
    def key(self) -> ProjectKey:
        """How the ledger names it."""
        name = name_key(self.project) or self.project
        return ProjectKey(self.collection, self.department, self.form_type, self.year, name)


@dataclass(frozen=True, slots=True)
class Match:
    """Two forms about one project, and what speaks for it."""

    earlier: str
    later: str
    confidence: float  #: 0–1
    matched_by: tuple[str, ...]  #: words of `EVIDENCE`


def follow(forms: Iterable[ProjectForm], links: Sequence[ProjectLink] = ()) -> list[Match]:
    """
    Pairs of forms of different years that are about one project.

    Args:
        forms: of any departments; only those of one department and type are compared.
        links: what people said, in the order of writing. It goes before everything else; of several
            that bind one form the last holds.

    Returns:
        Each form has at most one earlier and one later; by department, the surest first. [] where nothing
        is sure enough.
    """
    owners: dict[tuple[str, str, str], list[ProjectForm]] = {}
    for form in forms:
        owners.setdefault((form.collection, form.department, form.form_type), []).append(form)
    said: dict[tuple[str, str, str], dict[Pair, bool]] = {}
    for (earlier, later), one in in_force(links).items():
        owner = (earlier.collection, earlier.department, earlier.form_type)
        ids = {form.key: form.form_id for form in owners.get(owner, ())}
        if earlier in ids and later in ids:
            said.setdefault(owner, {})[ids[earlier], ids[later]] = one.same
    return [match for owner, several in owners.items() for match in _followed(several, said.get(owner, {}))]


def _followed(forms: Sequence[ProjectForm], said: Mapping[Pair, bool]) -> list[Match]:
    latest_first = reversed(list(said.items()))
    sure = [Match(*pair, 1.0, ("person",)) for pair, same in latest_first if same]
    told = _Told(forms)
    ordered = sorted(forms, key=lambda form: (form.year, form.project, form.form_id))
    guessed = [
        match
        for earlier in ordered
        for later in ordered
        if 0 < later.year - earlier.year <= _YEARS and (earlier.form_id, later.form_id) not in said
        for match in [told.match(earlier, later)]
        if match is not None
    ]
    guessed.sort(key=lambda match: -match.confidence)  # stable: equally sure ones stay in order
    found: list[Match] = []
    with_later, with_earlier = set[str](), set[str]()
    for match in (*sure, *guessed):
        if match.earlier not in with_later and match.later not in with_earlier:
            with_later.add(match.earlier)
            with_earlier.add(match.later)
            found.append(match)
    return found


def chained(forms: Iterable[str], matches: Iterable[Match]) -> dict[str, str]:
    """Each form's first form of its project: itself where it has no earlier one."""
    before = {match.later: match.earlier for match in matches}
    first = {}
    for form in forms:
        at = form
        while at in before:
            at = before[at]
        first[form] = at
    return first


@dataclass(frozen=True, slots=True)
class _Words:
    """What a form's project is called, and its indicators, as pairs of signs with their weight."""

    code: str | None
    bare: str
    names: Pairs
    names_weight: float
    indicators: Pairs
    indicators_weight: float
    budget: float


class _Told:
    """What the forms of one department say, each made ready once."""

    def __init__(self, forms: Sequence[ProjectForm]) -> None:
        bare = {form.form_id: _bare(form.project) for form in forms}
        names = {form.form_id: _pairs([_stem(bare[form.form_id])]) for form in forms}
        own = {form.form_id: _pairs([_own_words(name) for name in form.indicators]) for form in forms}
        self._name_weights = _weights(forms, names)
        self._indicator_weights = _weights(forms, own)
        self._words = {
            form.form_id: _Words(
                _code(form.project),
                bare[form.form_id],
                names[form.form_id],
                sum(self._name_weights[pair] for pair in names[form.form_id]),
                own[form.form_id],
                sum(self._indicator_weights[pair] for pair in own[form.form_id]),
                float(form.budget_yuan or 0),
            )
            for form in forms
        }

    def match(self, earlier: ProjectForm, later: ProjectForm) -> Match | None:
        """The pair with what speaks for it; None where too little does."""
        one, other = self._words[earlier.form_id], self._words[later.form_id]
        whole = one.indicators_weight + other.indicators_weight
        indicators = 2 * _shared(one.indicators, other.indicators, self._indicator_weights) / (whole or 1)
        whole = one.names_weight + other.names_weight
        names = 2 * _shared(one.names, other.names, self._name_weights) / (whole or 1)
        known = one.budget > 0 and other.budget > 0
        near = min(one.budget, other.budget) / max(one.budget, other.budget) if known else 0.0
        same, coded = one.bare == other.bare, one.code is not None and one.code == other.code
        if coded or same:
            sure = 0.95 + 0.04 * max(indicators, near)
        else:
            # Either suffices, and what both leave in doubt is doubtful.
            sure = (1 - (1 - names**2) * (1 - indicators**2)) * (0.85 + 0.1 * near)
        sure *= _GAP ** (later.year - earlier.year - 1)
        if sure < LEAST:
            return None
        evidence = {
            "code": coded,
            "name": same,
            "similar_name": not same and names >= _ALIKE,
            "indicators": indicators >= _ALIKE,
            "money": near >= _NEAR,
        }
        by = tuple(word for word, holds in evidence.items() if holds)
        return Match(earlier.form_id, later.form_id, round(sure, 4), by) if by else None


def _weights(forms: Sequence[ProjectForm], pairs: Mapping[str, Pairs]) -> dict[str, float]:
    """How much each pair of signs tells: less, the more of a year's forms have it."""
    years: dict[int, list[ProjectForm]] = {}
    for form in forms:
        years.setdefault(form.year, []).append(form)
    most: Counter[str] = Counter()
    for several in years.values():
        most |= Counter(pair for form in several for pair in pairs[form.form_id])
    largest = max(map(len, years.values()), default=1)
    return {pair: log(1 + largest / number) for pair, number in most.items()}


def _shared(one: Pairs, other: Pairs, weights: Mapping[str, float]) -> float:
    return sum(weights[pair] for pair in one if pair in other)


def _pairs(names: Sequence[str]) -> dict[str, None]:
    """The pairs of neighbouring signs, each once, in order; a single sign is its own pair."""
    return dict.fromkeys(pair for name in names for pair in _neighbours(name))


def _neighbours(name: str) -> Iterator[str]:
    if len(name) == 1:
        yield name
    for place in range(len(name) - 1):
        yield name[place : place + 2]


def _code(project: str) -> str | None:
    found = _CODE.match(project)
    return found[1] if found else None


def _bare(project: str) -> str:
    """The name without code, year, blanks and punctuation."""
    name = name_key(_CODE.sub("", project, count=1)) or ""
    return _YEAR.sub("", name) or name


@lru_cache(maxsize=50_000)
def _own_words(indicator: str) -> str:
    """An indicator's name without what any project's may be called."""
    return _ANY.sub("", name_key(indicator) or "")


def _stem(bare: str) -> str:
    """The name without what any project may be called."""
    return _ENDING.sub("", bare)
