"""
How well the rules judge: per rule, faults planted and found, and false alarms over clean forms.

Run by hand it writes the forms, builds them and prints the table: `python -m tests.audit_accuracy
[--clean N] [--seeds N] [--write docs/audit-accuracy.md]`.
"""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

import polars as pl

from pipelines.audit import RULES, audit, load_profile
from pipelines.refresh import refresh
from pipelines.shipped import shipped
from pipelines.synthetic.templates import TEMPLATES
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse
from tests.audit.clean import clean_facts, write_form
from tests.audit.faults import plant_all

_FORMATS = ("xlsx", "docx", "html", "xlsx_text", "html_gb18030")
_HEAD = """\
# How well the rules judge

Written by `make audit`; do not edit by hand. Profile {profile}.

- **planted, found**: one fault of the rule in an otherwise clean form (several forms where the rule
  compares), over the templates that can print it; found where the rule fails on a form of that plant.
- **false alarms**: errors, breaches and suspicions (E, W, S) of the rule over {clean} generated clean forms,
  in all {templates} templates and five formats. A clean form spends 96.5 % of its money or more, keeps
  its arithmetic, and gives reasons.
- **information**: findings of severity I over the same forms, which a clean form may rightly have (rates cut
  off instead of rounded, 主管部门 left blank, weights of another standard).

| rule | sev. | question | planted | found | false alarms | information |
|---|---|---|---|---|---|---|
"""


def clean_findings(folder: Path, number: int) -> pl.DataFrame:
    """Findings over so many clean forms, spread over the templates and formats."""
    names = list(TEMPLATES)
    for seed in range(number):
        template = names[seed % len(names)]
        write_form(
            folder / "forms" / f"批次{seed % 7}", clean_facts(template, seed), template, _FORMATS[seed % 5]
        )
    return _audited(folder)


def planted_findings(folder: Path, seeds: int) -> tuple[dict[str, int], pl.DataFrame]:
    """How many faults of each rule were planted, and the findings over all of them."""
    return plant_all(folder / "forms", range(seeds)), _audited(folder)


def sample_errors(folder: Path) -> pl.DataFrame:
    """Errors over the published samples."""
    refresh([shipped("samples")], folder / "warehouse", workers=1)
    found = audit(Warehouse.open(folder / "warehouse"), Scope(), load_profile(), every=False)
    return found.filter(pl.col("severity") == "E")


def _audited(folder: Path) -> pl.DataFrame:
    refresh([folder / "forms"], folder / "warehouse", workers=1)
    return audit(Warehouse.open(folder / "warehouse"), Scope(), load_profile(), every=False)


def table(clean: int, seeds: int) -> str:
    """The whole page, in Markdown."""
    with tempfile.TemporaryDirectory() as root:
        clean_found = clean_findings(Path(root) / "clean", clean)
        told = pl.col("severity") == "I"
        alarms = Counter(clean_found.filter(~told)["rule"].to_list())
        informed = Counter(clean_found.filter(told)["rule"].to_list())
        planted, findings = planted_findings(Path(root) / "planted", seeds)
        errors = sample_errors(Path(root) / "samples")
    found = Counter(
        rule
        for rule, collection in set(findings.select("rule", "collection").iter_rows())
        if collection.partition("·")[0] == rule
    )
    lines = [
        f"| {rule.id} | {rule.severity} | {rule.question.zh} "
        f"| {planted[rule.id]} | {found[rule.id]} | {alarms[rule.id]} | {informed[rule.id]} |"
        for rule in RULES
    ]
    sums = (sum(planted.values()), *(counter.total() for counter in (found, alarms, informed)))
    total = f"| all | | | {' | '.join(map(str, sums))} |"
    head = _HEAD.format(profile=load_profile().label, clean=clean, templates=len(TEMPLATES))
    return head + "\n".join([*lines, total]) + "\n" + _samples(errors)


#: Looked at by hand, 2026-11-25. A finding that is not named here has no verdict yet, and the page says so.
VERDICTS: dict[tuple[str, str], str] = {
    ("F-04", "池州市贵池区棠溪镇人民政府"): "right: the total line prints 0 over a filled part",
    ("W-01", "上海市闵行区浦锦街道办事处党群服务中心"): "right: 96 beside a printed 100",
    ("W-01", "池州市贵池区棠溪镇人民政府"): "right for the sample: its copy lacks rows (满意度)",
    ("W-01", "稷山县翟店镇卫生院"): "right for the sample: its copy lacks rows",
    ("W-01", "重庆市梁平区林业局"): "right for the sample: its copy lacks rows",
    ("W-01", "金寨县茶谷和美丽乡村建设服务中心"): "right for the sample: its copy lacks rows",
    ("W-02", "上海市闵行区浦锦街道办事处党群服务中心"): "right: 30 over 21, 25 over 30",
    ("W-02", "银川市第六中学"): "right for the sample: its copy lacks a row of 10",
    (
        "W-09",
        "上海市闵行区浦锦街道办事处党群服务中心",
    ): "right: the template's instruction stands in the cell",
    ("W-10", "上海市闵行区浦锦街道办事处党群服务中心"): "right: seven rows stand one column to the right",
    ("S-07", "上海市闵行区浦锦街道办事处党群服务中心"): "right: +1.8",
    ("S-07", "重庆市梁平区林业局"): "right for the sample: its copy lacks rows",
    ("S-07", "银川市第六中学"): "right: with the row of 10 that the copy lacks 94 at most, printed 98",
    ("S-13", "天长市水利局"): "right: the results are blank, the marks full",
    ("C-04", "重庆市梁平区林业局"): "right: 2022 in the file's name, 2023 in the form",
}


def _samples(errors: pl.DataFrame) -> str:
    lines = ["", "## Errors (E) on the published samples, each looked at by hand", ""]
    lines += ["| rule | department | cell | printed | computed | verdict |", "|---|---|---|---|---|---|"]
    for row in errors.iter_rows(named=True):
        verdict = VERDICTS.get((row["rule"], row["department"]), "not looked at")
        cells = (row["rule"], row["department"], row["place"], row["printed"], row["computed"], verdict)
        lines.append("| " + " | ".join((cell or "").replace("|", "／") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--clean", type=int, default=1000)
    options.add_argument("--seeds", type=int, default=10)
    options.add_argument("--write", type=Path)
    chosen = options.parse_args()
    page = table(chosen.clean, chosen.seeds)
    if chosen.write:
        chosen.write.write_text(page, encoding="utf-8")
    else:
        print(page)


if __name__ == "__main__":
    main()
