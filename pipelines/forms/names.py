"""The words of an indicator: its name without numbering, its target from up to three cells."""

import re

from pipelines.forms.text import fold, key
from pipelines.readers.grid import Cell

_NAME_PREFIX = re.compile(
    r"^\s*(?:(?:三级)?指标\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[:：.．、]\s*|[(（]\d{1,2}[)）]\s*|\d{1,2}\s*[、.．](?!\d)\s*|[①-⑳]\s*|[-—·•●]\s*(?=\S))"
)
#: Words of what nature a target is, in the column of its sign; no part of the target itself.
NATURES = {
    "定性", "定量", "定性指标", "定量指标", "正向", "反向", "逆向", "正向指标", "反向指标", "逆向指标",
    "/", "-", "—", "无",
}  # fmt: skip


def clean_name(name: str) -> str:
    """Return a name without "指标1：", "指标1." and list marks; a name that is only one stays."""
    cleaned = _NAME_PREFIX.sub("", name, count=1)
    if cleaned != name and re.match(r"^(?:指标)", name):
        cleaned = (
            _NAME_PREFIX.sub("", cleaned, count=1) if re.match(r"^\d{1,2}[、.．](?!\d)", cleaned) else cleaned
        )
    return cleaned.strip() or name


def target_parts(sign: Cell | None, value: Cell | None, unit: Cell | None) -> tuple[str | None, list[Cell]]:
    """
    Return the target joined in reading order ("≥" "95" "%" → "≥95%"), and the cells it came from.

    定性 and 定量 say of what nature a target is and are no part of it. (None, []) where no part
    is printed.
    """
    cells = [cell for cell in (sign, value, unit) if cell is not None]
    if value is None and unit is not None and (sign is None or key(sign.text) in NATURES):
        return None, []
    used = [cell for cell in cells if cell is value or key(cell.text) not in NATURES]
    text = "".join(fold(cell.text) for cell in used)
    return (text or None), used
