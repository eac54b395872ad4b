"""The words of an indicator: its name without numbering, its target from up to three cells."""

import re
from collections.abc import Mapping, Sequence

from pipelines.forms.columns import Column
from pipelines.forms.text import fold, key
from pipelines.forms.values import is_placeholder_name, typed
from pipelines.readers.grid import Cell

_NAME_PREFIX = re.compile(
    r"^\s*(?:(?:三级)?指标\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s*[:：.．、]\s*|[(（]\d{1,2}[)）]\s*|\d{1,2}\s*[、.．](?!\d)\s*|[①-⑳]\s*|[-—·•●]\s*(?=\S))"
)
#: Words of what nature a target is, in the column of its sign; no part of the target itself.
NATURES = {
    "定性", "定量", "定性指标", "定量指标", "正向", "反向", "逆向", "正向指标", "反向指标", "逆向指标",
    "/", "-", "—", "无",
}  # fmt: skip


#: Words that compare, beside the signs.
COMPARING = (
    "大于等于", "小于等于", "大于", "小于", "等于", "不少于", "不低于", "不超过", "不高于",
)  # fmt: skip
_SIGN = re.compile(f"[≥≤><=]{{1,2}}|{'|'.join(COMPARING)}")
_LONGEST_UNIT = 6


def sharing_a_heading(
    cells: Mapping[str, Cell], strays: Sequence[Cell], columns: Sequence[Column]
) -> dict[str, Cell]:
    """
    Return a row's cells by role with those that share a heading over two columns, in a ruled table.

    指标1 beside its name, ≥ beside 95, 95 beside %: the second cell is a stray until here.
    """
    result = dict(cells)
    for stray in strays:
        column = next((c for c in columns if c.first < c.last and c.distance(stray.column) == 0), None)
        taken = result.get(column.role) if column else None
        if column is None or taken is None or taken.row != stray.row or column.distance(taken.column):
            continue
        if column.role == "name" and is_placeholder_name(taken.text) and typed(stray.text).words:
            result["name"] = stray
        elif column.role == "target":
            first, second = sorted((taken, stray), key=lambda cell: cell.column)
            unit = key(second.text)
            if _SIGN.fullmatch(key(first.text)) and "target_sign" not in result:
                result |= {"target_sign": first, "target": second}
            elif (
                typed(first.text).quantity is not None
                and (typed(second.text).words or unit == "%")
                and len(unit) <= _LONGEST_UNIT
                and "target_unit" not in result
            ):
                result |= {"target": first, "target_unit": second}
    return result


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
