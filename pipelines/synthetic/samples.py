"""
The samples in `data/samples`, made from the facts of published forms.

    python -m pipelines.synthetic.samples FACTS_FOLDER

is run by maintainers when the facts change. It writes the form files and, in
`tests/facts`, what a careful person reads from each of them. Figures and names are as
published; goal texts are our own; what nobody could see is left blank.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines.synthetic.samples_goals import GOALS, MANAGEMENT
from pipelines.synthetic.table import Slot, Table
from pipelines.synthetic.templates import lay_out
from pipelines.synthetic.writers import FORMATS, write

COLLECTION = "公开样本"


@dataclass(frozen=True, slots=True)
class Sample:
    """How one published form is laid out: template, format, file name, and what is odd about it."""

    template: str
    fmt: str
    name: str
    head: Mapping[str, str] = field(default_factory=dict)  #: label → what is printed for it
    facts: Mapping[str, Any] = field(default_factory=dict)  #: replaces facts, printed and expected alike
    blanks: Sequence[
        tuple[int, str, str, str]
    ] = ()  #: rows (before, level 1, level 2, filler) without a name
    template_changes: Mapping[str, Any] = field(default_factory=dict)
    printed: Mapping[str, Any] = field(default_factory=dict)  #: keys of `lay_out` beyond the contract's
    before: Table | None = None  #: another table on the same page


_BASE_DATA = Table(
    ["部门整体支出绩效评价基础数据表"],
    [
        [Slot("财政供养人员情况"), Slot("编制数"), Slot("年末实际在职人数"), Slot("控制率")],
        [Slot(), Slot(), Slot(), Slot()],
        [Slot("经费控制情况"), Slot("上年决算数"), Slot("本年预算数"), Slot("本年决算数")],
        *([Slot(name), Slot(), Slot(), Slot()] for name in ("三公经费", "公用经费", "厉行节约保障措施")),
    ],
)

SAMPLES: Mapping[str, Sample] = {
    "001": Sample(
        "yunnan_project",
        "html",
        "永德县明朗中学2022年度义务教育营养改善计划专项资金自评表",
        facts={"grade": "优"},
        blanks=[(6, "效益指标", "生态效益指标", "")],
        printed={"above": ["公开14表"]},
    ),
    "002": Sample(
        "mof_project_points",
        "docx",
        "棠溪镇2022年委托业务项目绩效自评表",
        facts={
            "department": "219001-池州市贵池区棠溪镇人民政府",
            "department_name": "池州市贵池区棠溪镇人民政府",
            "department_code": "219001",
            "supervisor": "219-池州市贵池区棠溪镇人民政府",
        },
        blanks=[(9, "效益指标", "经济效益指标", "")],
        template_changes={"name_mark": "", "fillers": False},
    ),
    "006": Sample("shanghai_project", "docx", "普陀体育中心与委托运营方结算费用项目绩效自评表2022"),
    "008": Sample("hunan_project", "html_gb18030", "2020年县级储备粮项目支出绩效自评表"),
    "010": Sample("chongqing_overall", "xlsx_text", "重庆市梁平区林业局2022年部门整体绩效自评表"),
    "012": Sample(
        "ningxia_project",
        "xlsx",
        "银川市第六中学2021年初中公用经费绩效自评表",
        template_changes={"fillers": True},
        printed={"level1_weights": {"项目效益": 35}},
    ),
    "013": Sample(
        "mof_project_points",
        "xlsx",
        "翟店镇卫生院2021年国家基本公共卫生服务项目自评表",
        template_changes={"level_points": (), "fillers": False},
    ),
    "015": Sample(
        "anhui_project",
        "docx",
        "水旱灾害防御经费项目支出绩效自评表",
        blanks=[(7, "效益指标", "生态效益指标", "/")],
    ),
    "019": Sample(
        "hubei_project",
        "pipes",
        "2020年度水土保持监测项目绩效自评表",
        head={
            "项目实施单位": "本单位",
            "项目类别": "1、部门预算项目☑ 2、市直专项□ 3、转移支付项目□",
            "项目属性": "1、持续性项目☑ 2、新增性项目□",
            "项目类型": "1、常年性项目☑ 2、延续性项目□ 3、一次性项目□",
        },
        printed={"goal_of": (1, 1, 1, 2, 2), "goal_weights": (40, 40)},
    ),
    "022": Sample(
        "central_transfer",
        "html",
        "车辆购置税收入补助地方资金转移支付绩效目标自评表2021",
        head={"中央主管部门": "财政部"},
        blanks=[(3, "产出指标", "成本指标", ""), (6, "效益指标", "可持续影响指标", "")],
        template_changes={"fillers": True},
    ),
    "029": Sample(
        "market_transfer",
        "html",
        "市场监督管理转移支付区域绩效目标自评表",
        head={"类型": "整体□ 区域√ 项目□"},
        printed={"title": "转移支付区域绩效目标自评表"},
    ),
    "030": Sample(
        "central_transfer_2023",
        "text_gb18030",
        "广元市朝天区全民健身中心项目绩效自评表",
        printed={"management": MANAGEMENT},
    ),
    "038": Sample("anhui_overall", "xlsx", "金寨县茶谷和美丽乡村建设服务中心2023年部门整体支出绩效自评表"),
    "039": Sample(
        "hunan_overall", "html", "衡山县贯塘乡人民政府2023年度部门整体支出绩效自评", before=_BASE_DATA
    ),
}

#: Of which one form holds the amounts inside its labels: they belong to no column.
_AMOUNTS_IN_LABELS = "039"


def main(arguments: Sequence[str]) -> int:
    """Write every sample and its expected facts; return the exit status."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("用法：python -m pipelines.synthetic.samples 公开表格事实所在文件夹", file=sys.stderr)
        return 2
    root = Path(__file__).resolve().parents[2]
    folder = root / "data" / "samples" / COLLECTION
    expected = root / "tests" / "facts"
    folder.mkdir(parents=True, exist_ok=True)
    expected.mkdir(parents=True, exist_ok=True)
    for number in SAMPLES:
        source = Path(arguments[0]) / f"{number}.json"
        facts = read_facts(number, json.loads(source.read_text(encoding="utf-8"), parse_float=Decimal))
        name, content = sample_file(number, facts)
        (folder / name).write_bytes(content)
        told = {"file": f"data/samples/{COLLECTION}/{name}", **facts}
        text = json.dumps(told, ensure_ascii=False, indent=1, default=float)
        (expected / f"{number}.json").write_text(text + "\n", encoding="utf-8")
    return 0


def read_facts(number: str, published: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a careful person reads from the sample, in the words of the contract."""
    sample = SAMPLES[number]
    facts = {key: deepcopy(value) for key, value in published.items() if key not in ("oddities", "template")}
    facts.update(sample.facts)
    facts.setdefault("grade", None)
    facts["indicators"] = [_bare_levels(row) for row in facts["indicators"] if row["name"]]
    weights = sample.printed.get("goal_weights", ())
    facts["goals"] = [
        {
            "planned": planned or None,
            "achieved": achieved or None,
            "weight": weights[place] if weights else None,
        }
        for place, (planned, achieved) in enumerate(GOALS[number])
        if planned or achieved
    ]
    if number == _AMOUNTS_IN_LABELS:
        facts["funds"] = [
            line if line["kind"] == "total" else {**line, "amount": line["executed"], "executed": None}
            for line in facts["funds"]
        ]
    return facts


def sample_file(number: str, facts: Mapping[str, Any], fmt: str | None = None) -> tuple[str, bytes]:
    """Return name and content of the sample of these facts; `fmt` is another format than its own."""
    sample = SAMPLES[number]
    fmt = fmt or sample.fmt
    rows = [_with_points(row) for row in facts["indicators"]]
    for row, goal in zip(rows, sample.printed.get("goal_of", ()), strict=False):
        row["goal"] = goal
    for row in rows:
        row["level1_weight"] = sample.printed.get("level1_weights", {}).get(row["level1"])
    for before, level1, level2, filler in reversed(sample.blanks):
        blank = {"level1": level1, "level2": level2, "name": filler, "target": filler, "actual": filler}
        rows.insert(before, blank)
    goals = facts["goals"]
    if any(not planned for planned, _ in GOALS[number]):
        goals = [*goals, {}]
    table = lay_out(
        {**facts, **sample.printed, "indicators": rows, "goals": goals, "head": sample.head},
        sample.template,
        **sample.template_changes,
    )
    tables = [sample.before, table] if sample.before else [table]
    return sample.name + FORMATS[fmt].ending, write(tables, fmt)


def _bare_levels(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row with the points taken out of its level word: "数量指标(10分)"."""
    word, bracket, rest = (row["level2"] or "").partition("(")
    if not bracket:
        return dict(row)
    return {**row, "level2": word, "level2_weight": int(rest.removesuffix("分)"))}


def _with_points(row: Mapping[str, Any]) -> dict[str, Any]:
    weight = row.get("level2_weight")
    return dict(row) if weight is None else {**row, "level2": f"{row['level2']}({weight}分)"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
