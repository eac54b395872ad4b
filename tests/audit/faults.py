"""
One fault for each rule, planted into clean forms.

A fault is a function that writes a form, or several, into a folder of its own; whatever else
it breaks, its rule has to find it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipelines.synthetic.filled import Facts
from pipelines.synthetic.printing import split_target
from pipelines.synthetic.table import Slot
from pipelines.synthetic.templates import lay_out
from pipelines.synthetic.templates_overall import OVERALL
from pipelines.synthetic.templates_project import PROJECT
from tests.audit.clean import (
    YEAR,
    clean_facts,
    copy_of,
    templates_that_print,
    with_money,
    write_form,
    write_table,
)

#: `plant(folder, template, seed)` writes the faulty form or forms.
Plant = Callable[[Path, str, int], None]
_LONG = (
    "全年按计划推进各项任务，完成了片区排水管网的更新、两处口袋公园的建设和六条背街小巷的整治，"
    "组织居民议事会三十余场，收集意见并逐条答复，群众反映的停车、照明、噪声问题大多得到了解决。"
)


@dataclass(frozen=True)
class Fault:
    """How a rule's fault is planted, and the templates that can print it."""

    plant: Plant
    templates: Sequence[str]


def _change(change: Callable[[Facts], object], base: Callable[[str, int], Facts] | None = None) -> Plant:
    """A plant that changes the facts of one clean form."""

    def plant(folder: Path, template: str, seed: int) -> None:
        facts = copy_of((base or clean_facts)(template, seed))
        change(facts)
        write_form(folder, facts, template)

    return plant


def _project(*needs: str) -> list[str]:
    return templates_that_print("adjusted", "executed", *needs, of=tuple(PROJECT))


def _row(facts: Facts, test: Callable[[str, str, str], bool]) -> Facts:
    """The first row whose target (sign, value, unit) is wanted."""
    return next(row for row in facts["indicators"] if test(*split_target(row["target"])))


def _at_least(facts: Facts) -> Facts:
    return _row(facts, lambda sign, value, unit: sign == "≥" and unit == "%" and Decimal(value) >= 80)


def _f02(facts: Facts) -> None:
    with_money(facts, "300000.00", "295008.00")
    facts["funds"][0]["rate_pct"] = Decimal("98.33")


def _f06(facts: Facts) -> None:
    facts["funds"][3].update(initial=Decimal("0.00"), adjusted=Decimal("0.00"), executed=Decimal("5000.00"))


def _f10(facts: Facts) -> None:
    with_money(facts, "300000.00", "250000.00")
    for row in facts["indicators"]:
        row["reason"] = None


def _f17(facts: Facts) -> None:
    facts["funds"][2].update(
        initial=Decimal("9000.00"), adjusted=Decimal("9000.00"), executed=Decimal("4000.00")
    )


def _w01(facts: Facts) -> None:
    facts["indicators"][-1]["weight"] += 4


def _w02(facts: Facts) -> None:
    for row in facts["indicators"]:
        if row["level1"] == "产出指标":
            row["level1_weight"] = Decimal(15)


def _w03(facts: Facts) -> None:
    rows = facts["indicators"]
    for row, by in ((rows[0], -5), (rows[6], 5)):
        row["weight"] += by
        row["score"] = min(row["score"], row["weight"])


def _w04(facts: Facts) -> None:
    facts["indicators"][2].update(weight=Decimal(0), score=Decimal(0))


def _w05(facts: Facts) -> None:
    facts["indicators"][2].update(weight=Decimal(45), score=Decimal(45))


def _w06(facts: Facts) -> None:
    facts["indicators"] = [row for row in facts["indicators"] if row["level1"] != "满意度指标"]


def _w07(facts: Facts) -> None:
    row = next(row for row in facts["indicators"] if row["level2"] == "成本指标")
    row.update(target="≥100%", actual="100%")


def _w08(facts: Facts) -> None:
    facts["indicators"][0]["name"] = "专项资金拨付率"


def _w09(facts: Facts) -> None:
    facts["indicators"][1]["name"] = "完成XX项目建设"


def _w10(folder: Path, template: str, seed: int) -> None:
    """The rows of the first block stand one column to the right, as where a merged cell was counted twice."""
    table = lay_out(clean_facts(template, seed), template)
    first = next(n for n, row in enumerate(table.rows) if any(slot.text == "投入管理指标" for slot in row))
    rows = next(slot.rows for slot in table.rows[first] if slot.text == "投入管理指标")
    for number in range(first, first + rows):
        row = table.rows[number]
        names = next(n for n, slot in enumerate(row) if slot.rows == 1 and "指标" not in slot.text)
        names = max(names, len(row) - 6)
        table.rows[number] = [*row[:names], Slot(), *row[names:-1]]
    write_table(folder, table, "xlsx", f"{YEAR}年度{template}{seed}")


def _w11(facts: Facts) -> None:
    facts["indicators"].insert(1, dict(facts["indicators"][0]))


def _w12(facts: Facts) -> None:
    facts["indicators"] = facts["indicators"][:2]


def _s01(facts: Facts) -> None:
    facts["indicators"][3]["score"] += 2


def _s02(facts: Facts) -> None:
    row = _at_least(facts)
    row.update(actual="45%", score=row["weight"])


def _s03(facts: Facts) -> None:
    row = _row(facts, lambda sign, value, unit: sign == "≤" and Decimal(value) > 10)
    row.update(actual="150%", score=row["weight"])


def _s04(facts: Facts) -> None:
    row = _at_least(facts)
    row.update(target="=100%", actual="60%", score=row["weight"])


def _s05(facts: Facts) -> None:
    row = _row(facts, lambda sign, _, __: not sign)
    row.update(actual="部分达成预期指标", score=row["weight"])


def _s06(facts: Facts) -> None:
    with_money(facts, "300000.00", "210000.00")
    facts["funds"][0]["score"] = Decimal("9.50")


def _s07(facts: Facts) -> None:
    facts["total_score"] += Decimal("1.80")


def _s08(facts: Facts) -> None:
    with_money(facts, "300000.00", "290000.00")
    facts["funds"][0]["score"] = Decimal(10)


def _s10(facts: Facts) -> None:
    row = facts["indicators"][4]
    row.update(score=row["weight"] - 1, reason=None)


def _s11(facts: Facts) -> None:
    row = _row(facts, lambda sign, _, unit: sign == "≥" and unit not in ("%", "分"))
    _, value, unit = split_target(row["target"])
    row.update(actual=f"{Decimal(value) * 2}{unit}", score=row["weight"], reason=None)


def _s14(facts: Facts) -> None:
    facts["indicators"][-1].update(target="≥90%", actual="105%")


def _s16(facts: Facts) -> None:
    facts["indicators"][-1].update(name="受益对象满意度", actual="95%", reason=None)


def _i02(facts: Facts) -> None:
    for row in facts["indicators"]:
        row.update(score=row["weight"], actual=row["target"].lstrip("≥≤="), reason=None)


def _i05(facts: Facts) -> None:
    for row in facts["indicators"][:-2]:
        row.update(target="完成", actual="达成预期指标", score=row["weight"])


def _i06(facts: Facts) -> None:
    facts["indicators"][5]["reason"] = "部分工程完工时间晚于计划，尾款未支付，下年一季度付清"


def _i07(facts: Facts) -> None:
    row = next(row for row in facts["indicators"] if row["level1"] == "效益指标")
    row["name"] = facts["indicators"][2]["name"]


def _i10(facts: Facts) -> None:
    for row in [row for row in facts["indicators"] if row["level1"] == "效益指标"][:3]:
        row.update(target="明显改善", actual="达成预期指标", score=row["weight"])


def _i12(facts: Facts) -> None:
    _i02(facts)
    with_money(facts, "300000.00", "120000.00")


def _i13(facts: Facts) -> None:
    for row in facts["indicators"]:
        row["review"] = row["score"] - 2


def _i15(facts: Facts) -> None:
    row = facts["indicators"][4]
    row.update(score=row["weight"] - 1, reason="加强管理")


def _c09(facts: Facts) -> None:
    facts["goals"] = [{"planned": "<p>推进各项工作。</p>", "achieved": "<p>按计划完成。&nbsp;</p>"}]


def _c10(facts: Facts) -> None:
    _i02(facts)
    facts["goals"] = [{"planned": "完成二期工程。", "achieved": "二期工程因选址推迟至下年开工。"}]


def _several(*changes: Callable[[Facts], object]) -> Plant:
    """Forms of the same thing in the years up to `YEAR`, the last change for the last year."""

    def plant(folder: Path, template: str, seed: int) -> None:
        for back, change in enumerate(reversed(changes)):
            facts = copy_of(clean_facts(template, seed), fiscal_year=YEAR - back)
            change(facts)
            write_form(folder, facts, template)

    return plant


def _spent(budget: str, executed: str) -> Callable[[Facts], object]:
    return lambda facts: with_money(facts, budget, executed)


def _told(facts: Facts) -> None:
    facts["goals"] = [{"planned": "推进各项工作。", "achieved": _LONG}]


def _counted(number: int) -> Callable[[Facts], object]:
    return lambda facts: facts["indicators"][0].update(target=f"≥{number}项", actual=f"{number}项")


def _same_totals(folder: Path, template: str, seed: int) -> None:
    for number in range(5):
        facts = copy_of(clean_facts(template, seed), project=f"第{number + 1}片区整治项目")
        write_form(folder, facts, template)


def _copied_text(folder: Path, template: str, seed: int) -> None:
    for number in (seed, seed + 100):
        facts = copy_of(clean_facts(template, number))
        _told(facts)
        write_form(folder, facts, template)


def _roster(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".departments.toml").write_text(text, encoding="utf-8")


def _department(name: str, **more: str) -> str:
    return "\n".join(
        ["[[department]]", f'name = "{name}"', *(f"{key} = {value}" for key, value in more.items()), "", ""]
    )


def _c01(folder: Path, template: str, seed: int) -> None:
    facts = clean_facts(template, seed)
    write_form(folder, facts, template)
    owes = '["project"]'
    _roster(folder, _department(facts["department"], owes=owes) + _department("演示市缺报局", owes=owes))


def _c02(folder: Path, template: str, seed: int) -> None:
    facts = copy_of(clean_facts(template, seed))
    write_form(folder, facts, template)
    facts["filled_on"] = "2024年3月9日"
    facts["indicators"][4]["reason"] = "按审核意见补充了完成情况的说明材料"
    write_form(folder / "更正", facts, template)


def _c03(folder: Path, template: str, seed: int) -> None:
    facts = clean_facts(template, seed)
    write_form(folder, facts, template)
    other = facts["department"].replace("服务中心", "便民服务中心")
    _roster(folder, _department(other, owes='["project"]') + _department("演示市财政局", owes='["project"]'))


def _c04(folder: Path, template: str, seed: int) -> None:
    write_form(folder, clean_facts(template, seed), template, stem=f"{YEAR - 1}年度绩效自评表{seed}")


def _c06(folder: Path, template: str, seed: int) -> None:
    overall = clean_facts("national_overall", seed)
    write_form(folder, overall, "national_overall")
    write_form(folder, copy_of(clean_facts(template, seed), department=overall["department"]), template)


def _c11(folder: Path, template: str, seed: int) -> None:
    both = [clean_facts(template, seed), clean_facts(template, seed + 100)]
    for facts in both:
        write_form(folder, facts, template)
    below = _department(
        both[1]["department"], parent=f'"{both[0]["department"]}"', owes='["department_overall"]'
    )
    _roster(folder, _department(both[0]["department"], owes='["department_overall"]') + below)


_ANY = _project("weight", "score", "reason", "target", "actual")
_SPLIT_FREE = [name for name in _ANY if "sign" not in PROJECT[name].prints]
_EXECUTION = [name for name in _ANY if any(one.key == "weight" for one in PROJECT[name].fund_columns)]
_TOTAL = [name for name in _EXECUTION if PROJECT[name].total not in ("none", "text")]
_SHANGHAI = [name for name in OVERALL if name.startswith("shanghai")]
_BOTH = ["shanghai_overall", "province_side_by_side", "province_grouped"]


def _initial(*names: str) -> list[str]:
    return [name for name in names if any(one.key == "initial" for one in PROJECT[name].fund_columns)]


def _rated(*names: str) -> list[str]:
    return [name for name in names if any(one.key == "rate_pct" for one in PROJECT[name].fund_columns)]


FAULTS: Mapping[str, Fault] = {
    "F-01": Fault(
        _change(lambda f: f["funds"][0].update(rate_pct=f["funds"][0]["rate_pct"] - 5)), _rated(*_ANY)
    ),
    "F-02": Fault(_change(_f02), _rated(*_ANY)),
    "F-03": Fault(
        _change(lambda f: f["funds"][2].update(adjusted=f["funds"][2]["adjusted"] + 1000)),
        ["shanghai_overall"],
    ),
    "F-04": Fault(_change(lambda f: f["funds"][1].update(adjusted=f["funds"][1]["adjusted"] + 500)), _ANY),
    "F-05": Fault(_change(_spent("300000.00", "309000.00")), _ANY),
    "F-06": Fault(_change(_f06), _ANY),
    "F-07": Fault(_change(lambda f: with_money(f, "300000.00", "295000.00", "0.00")), _initial(*_ANY)),
    "F-08": Fault(_change(lambda f: with_money(f, "300000.00", "295000.00", "200000.00")), _initial(*_ANY)),
    "F-09": Fault(_change(_spent("300000.00", "195000.00")), _ANY),
    "F-10": Fault(_change(_f10), _ANY),
    "F-14": Fault(_several(_spent("52.00", "51.00"), _spent("520000.00", "515000.00")), _ANY),
    "F-15": Fault(_several(_spent("300000.00", "150000.00"), _spent("310000.00", "305000.00")), _ANY),
    "F-17": Fault(_change(_f17), _ANY),
    "F-18": Fault(_change(_spent("300000.00", "0.00")), _ANY),
    "W-01": Fault(_change(_w01), _ANY),
    "W-02": Fault(_change(_w02), _SHANGHAI),
    "W-03": Fault(_change(_w03), _EXECUTION),
    "W-04": Fault(_change(_w04), _ANY),
    "W-05": Fault(_change(_w05), _ANY),
    "W-06": Fault(_change(_w06), _ANY),
    "W-07": Fault(_change(_w07), _ANY),
    "W-08": Fault(_change(_w08), _ANY),
    "W-09": Fault(_change(_w09), _ANY),
    "W-10": Fault(_w10, ["shanghai_overall"]),
    "W-11": Fault(_change(_w11), _ANY),
    "W-12": Fault(_change(_w12), _ANY),
    "S-01": Fault(_change(_s01), _ANY),
    "S-02": Fault(_change(_s02), _ANY),
    "S-03": Fault(_change(_s03), _ANY),
    "S-04": Fault(_change(_s04), _ANY),
    "S-05": Fault(_change(_s05), _ANY),
    "S-06": Fault(_change(_s06), _EXECUTION),
    "S-07": Fault(_change(_s07), _TOTAL),
    "S-08": Fault(_change(_s08), _EXECUTION),
    "S-10": Fault(_change(_s10), _ANY),
    "S-11": Fault(_change(_s11), _ANY),
    "S-12": Fault(_change(lambda f: f["indicators"][2].update(actual="已完成")), _ANY),
    "S-13": Fault(_change(lambda f: f["indicators"][2].update(actual="")), _ANY),
    "S-14": Fault(_change(_s14), _ANY),
    "S-15": Fault(
        _change(lambda f: f["indicators"][5].update(target="2020年12月底前", actual="已完成")), _SPLIT_FREE
    ),
    "S-16": Fault(_change(_s16), _ANY),
    "I-01": Fault(_change(_spent("300000.00", "210000.00")), _EXECUTION),
    "I-02": Fault(_change(_i02), _ANY),
    "I-03": Fault(_same_totals, _TOTAL),
    "I-04": Fault(_change(_i02), _ANY),
    "I-05": Fault(_change(_i05), _ANY),
    "I-06": Fault(_change(_i06), _ANY),
    "I-07": Fault(_change(_i07), _ANY),
    "I-08": Fault(_copied_text, [name for name in _ANY if PROJECT[name].goals != "none"]),
    "I-09": Fault(_several(_told, _told), [name for name in _ANY if PROJECT[name].goals != "none"]),
    "I-10": Fault(_change(_i10), _ANY),
    "I-11": Fault(_several(_counted(100), _counted(70)), _ANY),
    "I-12": Fault(_change(_i12), _ANY),
    "I-13": Fault(_change(_i13), ["province_review"]),
    "I-14": Fault(_several(*[lambda f: None] * 3), _TOTAL),
    "I-15": Fault(_change(_i15), _ANY),
    "C-01": Fault(_c01, _ANY),
    "C-02": Fault(_c02, _ANY),
    "C-03": Fault(_c03, _ANY),
    "C-04": Fault(_c04, _ANY),
    "C-05": Fault(_change(lambda f: f.update(unit=None)), _ANY),
    "C-06": Fault(_c06, _ANY),
    "C-09": Fault(_change(_c09), [name for name in _ANY if PROJECT[name].goals != "none"]),
    "C-10": Fault(_change(_c10), [name for name in _ANY if PROJECT[name].goals != "none"]),
    "C-11": Fault(_c11, ["national_overall", "shanghai_overall"]),
}


def plant_all(root: Path, seeds: Sequence[int]) -> dict[str, int]:
    """Write every rule's fault for these seeds, each in a collection of its own; return how many."""
    numbers = {}
    for place, (rule, fault) in enumerate(FAULTS.items()):
        for seed in seeds:
            template = fault.templates[seed % len(fault.templates)]
            # Seeds of their own: a file of the same content stands once in a warehouse.
            fault.plant(root / f"{rule}·{seed}", template, 1000 * place + seed)
        numbers[rule] = len(seeds)
    return numbers


__all__ = ["FAULTS", "Fault", "plant_all"]
