"""Where a number comes from, in a reader's words: forms by their names, cells by row and column."""

from collections.abc import Iterable, Mapping

from dashboard.briefings.check import PATH

_FIRST = 3
#: What is counted where it has no name, and how.
_COUNTED = {
    "finding": ("审核发现", "条"),
    "department": ("单位", "个"),
    "owed": ("应报表", "张"),
    "rule": ("审核规则", "条"),
}


def sources_in_words(rows: Iterable[str], forms: Mapping[str, str], files: bool = False) -> str:
    """
    The first forms behind a number with their cells, and how many rows there are in all.

    Args:
        rows: sources as `fact.Row` has them, each once; of a kind that has no words it is shown itself.
        forms: form's id → its name; an id that has none is shown itself.
        files: whether a form's name is followed by its file.
    """
    cells: dict[str, list[str]] = {}
    counted: dict[str, int] = {}
    total = 0
    for source in rows:
        total += 1
        kind, _, rest = source.partition(":")
        about, _, place = rest.partition("#")
        match kind:
            case "form" | "recomputed":
                name = forms.get(about, about)
                place = "重算得分" if kind == "recomputed" else place
                cells.setdefault(name if files else name.partition(PATH)[0], []).append(place)
            case "profile":
                cells.setdefault("规则方案", []).append(place)
            case "asked" | "unchecked":
                cells.setdefault("审核发现页“查了什么”", []).append(about.rsplit("/", 1)[-1])
            case "method":
                cells.setdefault("本系统的计算方法", [])
            case "year":
                cells.setdefault(f"{about}年度", [])
            case "generation":
                cells.setdefault("数据版本的日期", [])
            case _ if kind in _COUNTED:
                counted[kind] = counted.get(kind, 0) + 1
            case _:
                cells.setdefault(source, [])
    many = len(cells) > _FIRST and not files
    if many:
        cells = _by_department(cells)
    said = [f"{_COUNTED[kind][0]}{number}{_COUNTED[kind][1]}" for kind, number in counted.items()]
    for name, places in list(cells.items())[:_FIRST]:
        known = [place for place in dict.fromkeys(places) if place]
        said.append(" ".join(part for part in (name, "、".join(known[:_FIRST])) if part))
    more = many or len(cells) > _FIRST or any(len(set(places)) > _FIRST for places in cells.values())
    return "；".join(said) + (f" 等{total}处" if more else "")


def _by_department(cells: dict[str, list[str]]) -> dict[str, list[str]]:
    """Of many forms the department is enough: the workbook has the names of all."""
    short: dict[str, list[str]] = {}
    for name, places in cells.items():
        short.setdefault(name.partition(" ")[0], []).extend(places)
    return short
