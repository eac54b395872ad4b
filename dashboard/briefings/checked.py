"""What the rules checked and what they could not, as facts: 「没有发现」 is said of what was checked."""

from collections.abc import Iterable, Sequence

from dashboard.briefings import numbers
from dashboard.briefings.draft import Draft, Said, listed
from dashboard.briefings.fact import Fact, Row, Unit, fact
from dashboard.briefings.gathered import Checked, Gathered
from dashboard.briefings.parts import Name, Part
from dashboard.briefings.seven import Shortcoming
from pipelines.audit import RULES

_RULES = {rule.id: rule for rule in RULES}
#: Rules that one sentence names.
_NAMED = 5


def of_rule(g: Gathered, rule: str, department: str | None = None) -> Checked | None:
    """
    What became of a rule over the forms of a department, or of all; None where it was asked of nothing.

    A rule about a whole collection says the same of each department.
    """
    whole = _RULES[rule].scope == "district"
    return g.checked.get((rule, None if whole else department))


def blind(g: Gathered, rules: Iterable[str], department: str | None = None) -> list[str]:
    """Those of the rules that could check nothing at all."""
    found = [(rule, of_rule(g, rule, department)) for rule in rules]
    return [rule for rule, one in found if one is None or one.asked == one.unchecked]


def blind_rules(g: Gathered, department: str | None = None) -> Fact:
    """How many rules could check nothing at all."""
    return _rules(g, "blind", "一处也没能查的规则数", blind(g, _RULES, department), department)


def is_unseen(g: Gathered, problem: Shortcoming, department: str | None = None) -> bool:
    """Whether none of a problem's rules could check anything."""
    return len(blind(g, problem.rules, department)) == len(problem.rules)


def checked(g: Gathered, rule: str) -> Fact:
    """Of how many a rule could check something."""
    one = of_rule(g, rule)
    rows: Sequence[list[Row]] = ([one.asked_row], [one.unchecked_row]) if one else ([], [])
    return fact(f"checked/{g.year}/{rule}", f"{g.year}年度规则{rule}已查的数", Unit.COUNT,
                "规则所问的自评表（或单位年度、批次年度）数 − 没能查的数", "difference", *rows)  # fmt: skip


def unchecked(g: Gathered, rule: str) -> Fact:
    """Of how many it could check nothing."""
    one = of_rule(g, rule)
    return fact(f"unchecked/{g.year}/{rule}", f"{g.year}年度规则{rule}没能查的数", Unit.COUNT,
                "表上没有所需的数，或没有可比的表", "as_is", [one.unchecked_row] if one else [])  # fmt: skip


def told(draft: Draft, g: Gathered, department: str | None = None) -> Said:
    """How many rules were asked, and which of them could check nothing, and why."""
    none = blind(g, _RULES, department)
    asked: list[Part] = ["审核共问规则", _rules(g, "asked", "所问的规则数", list(_RULES), department), "条"]
    if not none:
        return draft.say("没能查的", *asked, "，每条都有查到的表。")
    return draft.say(
        "没能查的", *asked, "，其中", blind_rules(g, department), "条一处也没能查：",
        *listed(_named(g, rule, department) for rule in none[:_NAMED]), "等" if len(none) > _NAMED else "",
        "。没能查不等于没有问题。",
    )  # fmt: skip


def in_short(draft: Draft, g: Gathered, department: str | None = None) -> Said:
    """The same in a few words, without names; nothing where every rule could check something."""
    none = blind(g, _RULES, department)
    if not none:
        return ()
    asked = _rules(g, "asked", "所问的规则数", list(_RULES), department)
    return draft.say("没能查的", "规则", asked, "条，其中", blind_rules(g, department), "条没能查")


def beside(g: Gathered, department: str | None = None) -> list[Part]:
    """What stands behind 「没有发现问题」: how many rules could check nothing; [] where there are none."""
    none = blind(g, _RULES, department)
    return ["，但有", blind_rules(g, department), "条规则没能查"] if none else []


def nothing(draft: Draft, g: Gathered, problem: Shortcoming, *noted: Part) -> Said:
    """That there is no problem of this kind, as far as it was checked; `noted` stands behind it."""
    none = blind(g, problem.rules)
    if is_unseen(g, problem):
        return draft.say(problem.title, "这一类没能查：各表上没有所需的数，或没有可比的表。")
    key = f"problem/{g.year}/{problem.key}"
    said: list[Part] = []
    if none:
        rows = ([Row(f"rule:{rule}") for rule in rules] for rules in (problem.rules, none))
        words = ("asked", "所问的规则数"), ("blind", "一处也没能查的规则数")
        every, few = (
            numbers.count(f"{key}/rules/{name}", f"{g.year}年度“{problem.title}”{text}", own)
            for (name, text), own in zip(words, rows, strict=True)
        )
        said = ["；所问规则", every, "条，其中", few, "条一处也没能查"]
    return draft.say(problem.title, "审核未发现此类问题", *noted, *said, "。")


def _named(g: Gathered, rule: str, department: str | None) -> list[Part]:
    one = of_rule(g, rule, department)
    why = f"（{one.why}）" if one else "（没有可问的表）"
    return [Name(f"{rule} {_RULES[rule].question.zh}{why}")]


def _rules(g: Gathered, name: str, text: str, rules: Sequence[str], department: str | None) -> Fact:
    key, who = (f"department/{department}", department) if department else ("district", "")
    rows = [Row(f"rule:{rule}") for rule in rules]
    return numbers.count(f"{key}/{g.year}/rules/{name}", f"{who}{g.year}年度审核{text}", rows)
