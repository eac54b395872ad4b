"""
How many of a form's values are read right: expected facts against a reading.

Run by hand it reads the fourteen published forms, laid out in every format, and prints
one line a format and each miss: `python -m tests.accuracy [-v]`.
"""

import difflib
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipelines import readers
from pipelines.forms import read_forms
from pipelines.forms.contract import as_json
from pipelines.forms.text import key
from tests.converted import CONVERSIONS, available, converted

FACTS = Path(__file__).with_name("facts")
HEAD = (
    "form_type", "fiscal_year", "department", "supervisor", "project", "unit", "total_weight", "total_score",
)  # fmt: skip
FUND = ("label", "kind", "initial", "adjusted", "executed", "rate_pct", "weight", "score", "amount")
INDICATOR = ("level1", "level2", "name", "target", "actual", "weight", "score", "reason")


@dataclass
class Tally:
    """Values expected and right, expected and null, and given but wrong."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def expected(self) -> int:
        return self.right + len(self.missed) + sum(1 for line in self.wrong if "≠ null" not in line)

    @property
    def share_right(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def share_wrong(self) -> float:
        given = self.right + len(self.wrong)
        return len(self.wrong) / given if given else 0.0

    def add(self, other: "Tally") -> None:
        self.right += other.right
        self.missed += other.missed
        self.wrong += other.wrong


def same(expected: object, given: object) -> bool:
    """Whether two values are the same: numbers by value, text without white space and width."""
    if isinstance(expected, int | float | Decimal) and isinstance(given, int | float | Decimal):
        return abs(Decimal(str(expected)) - Decimal(str(given))) < Decimal("0.000001")
    return key(str(expected)) == key(str(given))


Rows = list[Mapping[str, Any]]


def _pairs(expected: Rows, given: Rows, name: str) -> Iterator[tuple[Any, Any]]:
    """Pair the rows of two lists in order by their names; a row without a partner stands alone."""
    words = [[key(str(row.get(name))) for row in rows] for rows in (expected, given)]
    for tag, a, b, c, d in difflib.SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        del tag
        for i in range(max(b - a, d - c)):
            yield (expected[a + i] if a + i < b else None, given[c + i] if c + i < d else None)


def compare(expected: Mapping[str, Any], given: Mapping[str, Any] | None, what: str) -> Tally:
    """Return the tally of one form; a form that was not read misses all its values."""
    tally = Tally()
    given = given or {}

    def value(place: str, want: object, got: object) -> None:
        if want is None and got is None:
            return
        if want is not None and got is not None and same(want, got):
            tally.right += 1
        elif got is None:
            tally.missed.append(f"{what} {place}: {want!r}")
        else:
            tally.wrong.append(f"{what} {place}: {got!r} ≠ {'null' if want is None else repr(want)}")

    for name in HEAD:
        value(name, expected.get(name), given.get(name))
    for part, names, by in (("funds", FUND, "label"), ("indicators", INDICATOR, "name")):
        for want, got in _pairs(expected.get(part, []), given.get(part, []), by):
            for name in names:
                label = f"{part} {(want or got).get(by)}.{name}"
                value(label, (want or {}).get(name), (got or {}).get(name))
    goals = given.get("goals", []) if expected.get("goals") is not None else []
    for want, got in _pairs(expected.get("goals") or [], goals, "planned"):
        for name in ("planned", "achieved"):
            value(f"goal.{name}", (want or {}).get(name), (got or {}).get(name))
    return tally


def read_bytes_of(name: str, content: bytes) -> list[dict[str, Any]]:
    """Return the forms of a file's bytes, as the contract prints them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return [
            as_json(form, document)
            for document in readers.read(path).documents
            for form in read_forms(document).forms
        ]


def by_format(formats: list[str] | None = None) -> dict[str, Tally]:
    """
    Return one tally a format over the published forms, each laid out after its template.

    Without `formats`: those that we write, and those of the office program and the browser
    that are installed.
    """
    from pipelines.synthetic import samples
    from pipelines.synthetic.writers import FORMATS

    facts = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FACTS.glob("*.json"))}
    tallies: dict[str, Tally] = {}
    for fmt in formats or [*FORMATS, *available()]:
        how = CONVERSIONS.get(fmt)
        files = {
            number: samples.sample_file(number, told, how.source if how else fmt)
            for number, told in facts.items()
        }
        if how:
            made = converted({number: content for number, (_, content) in files.items()}, how)
            files = {number: (number + how.ending, content) for number, content in made.items()}
        tally = tallies[fmt] = Tally()
        for number, told in facts.items():
            forms = read_bytes_of(*files[number]) if number in files else []
            tally.add(compare(told, forms[0] if forms else None, f"{fmt} {number}"))
    return tallies


def table(tallies: Mapping[str, Tally]) -> list[str]:
    """Return the tallies as the lines of a markdown table."""
    lines = ["| 格式 | 应有的值 | 读对 | 给出的值中错误 | 留空 |", "|---|---:|---:|---:|---:|"]
    lines += [
        f"| {fmt} | {t.expected:,} | {t.share_right:.2%} | {t.share_wrong:.2%} | {len(t.missed)} |"
        for fmt, t in tallies.items()
    ]
    return lines


def misses(tallies: Mapping[str, Tally]) -> list[str]:
    """Return each value that was missed or wrong, a line each."""
    return [f"- 错误 {line}" for tally in tallies.values() for line in tally.wrong] + [
        f"- 留空 {line}" for tally in tallies.values() for line in tally.missed
    ]


def main() -> None:
    """Print the table; with `--write FILE`, write it there with every miss and the calibration."""
    formats = [argument for argument in sys.argv[1:] if not argument.startswith("-") and "." not in argument]
    tallies = by_format(formats or None)
    print("\n".join(table(tallies)))
    if "-v" in sys.argv:
        print("\n".join(misses(tallies)))
    if "--write" in sys.argv:
        from tests import calibrate

        page = Path(sys.argv[sys.argv.index("--write") + 1])
        page.write_text(
            "\n".join([*_PREFACE, *table(tallies), *_MISSES, *misses(tallies), "", *calibrate.page()]) + "\n",
            "utf-8",
        )
        print(f"已写 {page}")


_PREFACE = [
    "# 读得准不准",
    "",
    "由 `make accuracy` 写成，不手改。十四份公开的自评表（`tests/facts`，值由人核对）",
    "按各自版式写成每种格式的文件，读回后逐值比较：表类型、年度、单位、资金的每个数、指标的每一项、总分、目标文字。",
    "“错误”指给出了值而与原表不符（含原表没有而给出的）；两种读法都说得通的值留空并说明，不猜。",
    "",
]
_MISSES = ["", "## 每一个没有读对的值", ""]


if __name__ == "__main__":
    main()
