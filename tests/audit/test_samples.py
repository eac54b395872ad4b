"""A person looked at each error that the rules find in the published samples: the docs say so, row by row."""

from pathlib import Path

from pipelines.audit import audit, load_profile
from pipelines.refresh import refresh
from pipelines.shipped import shipped
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse

VERDICTS = Path(__file__).parents[2] / "docs" / "audit-samples.md"


def test_every_error_in_the_samples_has_a_verdict_and_every_verdict_its_error(tmp_path: Path) -> None:
    refresh([shipped("samples") / "公开样本"], tmp_path, workers=1)
    warehouse = Warehouse.open(tmp_path)
    try:
        found = audit(warehouse, Scope(), load_profile(), every=False)
    finally:
        warehouse.close()
    errors = sorted(
        [row["rule"], row["place"], str(row["fiscal_year"]), row["department"], *_shown(row)]
        for row in found.iter_rows(named=True)
        if row["severity"] == "E"
    )
    written = sorted(cells[:6] for cells in _verdicts())
    assert errors == written


def test_every_verdict_says_right_and_why() -> None:
    assert all(cells[6].startswith("right") and ":" in cells[6] for cells in _verdicts())


def _shown(row: dict[str, str | None]) -> tuple[str, str]:
    return row["printed"] or "—", row["computed"] or "—"


def _verdicts() -> list[list[str]]:
    lines = [line for line in VERDICTS.read_text().splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]
