"""Whether a build would give anything new: the bureau's profile is among what it reads."""

from pathlib import Path

from dashboard.commands import changed
from pipelines.ledger import Ledger, set_state
from tests.ledger.test_acts import FINDING


def test_a_profile_that_comes_changes_or_goes_is_a_reason_to_build(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()

    def now() -> str:
        return changed.fingerprint([str(tmp_path / "raw")], tmp_path / "warehouse")

    without = now()
    assert now() == without
    own = tmp_path / "ledger" / "profile.toml"
    own.parent.mkdir()
    own.write_text('name = "我区"\n', encoding="utf-8")
    first = now()
    own.write_text('name = "我区"\nversion = "2"\n', encoding="utf-8")
    assert len({without, first, now()}) == 3
    own.unlink()
    assert now() == without


def test_of_the_ledger_what_a_build_replays_is_a_reason_and_what_was_done_with_findings_is_none(
    tmp_path: Path,
) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")

    def now() -> str:
        return changed.fingerprint([], tmp_path / "warehouse", ledger.path)

    without = now()
    set_state(ledger, FINDING, "explained", "李明", "已核")
    ledger.confirm("0123456789abcdef", "王芳")
    assert now() == without
    ledger.correct("ab" * 32, "万元", "与批复核对", "王芳", field="unit")
    assert now() != without
