"""Whether a build would give anything new: the bureau's profile is among what it reads."""

from pathlib import Path

from dashboard.commands import changed


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
