"""What a package of open data says of itself: tables, columns, types, units, keys, licence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipelines.warehouse.column import MONEY_SQL, POINTS_SQL, Column, Table

#: By this a folder is known as one of ours.
GENERATOR = "jixiao export"

_TYPES = {
    "VARCHAR": "string", "SMALLINT": "integer", "INTEGER": "integer", "BIGINT": "integer",
    "BOOLEAN": "boolean", "DOUBLE": "number", "TIMESTAMP": "datetime", MONEY_SQL: "number",
    POINTS_SQL: "number", "DECIMAL(20,4)": "number",
}  # fmt: skip
_UNITS = {"seconds": "秒", "size_bytes": "字节", "printed_rate": "%"}
#: Shares of one whole: 0.8224 is 82.24 %.
_FRACTIONS = {"score_rate", "support", "confidence"}
#: Columns that name a row of another table, wherever they stand; the same name is its key there.
_POINTS_TO = {
    ("form_id",): "forms",
    ("document_id",): "documents",
    ("collection", "department"): "departments",
}
#: Tables of which some rows are about a whole collection: half of a key points nowhere.
_OF_COLLECTIONS = {"asked", "unchecked"}
#: Columns that name a row under another name than its key.
_POINTS_ALSO = {
    "superseded_by": ("forms", "form_id"),
    "parent_form_id": ("forms", "form_id"),
    "other_form_id": ("forms", "form_id"),
    "duplicate_of": ("documents", "document_id"),
}
_ABOUT = (
    "由各部门公开或报送的绩效自评表读出的数据，每个数值都有原表位置（place、places：R15C6 为第15行第6列）。"
    "金额一律为元；未印出的值为空，不是0。CSV 为 UTF-8（带 BOM），以 = + - @ 开头的文字前加了半角撇号，"
    "以免被当作公式；Parquet 为原文。隐藏的单元格、本机路径与经手人姓名不在其中。"
)
_DEMO = "synthetic 为 true 的是演示数据，由程序编排，与任何真实单位无关。"


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was written."""

    table: Table
    path: str  #: in the package
    size: int
    sha256: str
    rows: int
    keyed: bool  #: whether every row has all of its key; a total over what is not printed has not


def descriptor(
    generation: str, built_at: datetime, synthetic: bool, licence: str, files: Iterable[Written]
) -> dict[str, Any]:
    """
    Return `datapackage.json`: a table resource for each CSV, a file resource for each Parquet.

    `synthetic` says that demonstration data are among them; `licence` is the id of a licence, "" where the
    publisher has named none. The same arguments give the same text.
    """
    named = list(files)
    return {
        "name": f"jixiao-{generation.lower()}",
        "title": "绩效自评表开放数据" + ("（含演示数据）" if synthetic else ""),
        "description": _ABOUT + (_DEMO if synthetic else ""),
        "version": generation,
        "created": f"{built_at:%Y-%m-%dT%H:%M:%SZ}",
        "generator": GENERATOR,
        "licenses": [
            {"name": licence, "title": licence}
            if licence
            else {"name": "notspecified", "title": "未指定；由发布单位确定"}
        ],
        "keywords": ["绩效自评", "预算绩效", "财政"],
        "resources": [_resource(file, {one.table.name for one in named}) for file in named],
    }


def _resource(file: Written, there: set[str]) -> dict[str, Any]:
    table = file.table
    common: dict[str, Any] = {
        "title": table.wording.zh,
        "description": table.wording.en,
        "path": file.path,
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
    }
    if file.path.endswith(".parquet"):
        return {
            "name": f"{table.name}.parquet", "type": "file", **common, "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
        }  # fmt: skip
    return {
        "name": table.name,
        "type": "table",
        **common,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": file.rows,
        "schema": {
            "fields": [_field(column, table.key if file.keyed else ()) for column in table],
            **({"primaryKey": list(table.key)} if file.keyed else {}),
            "foreignKeys": list(_foreign_keys(table, there)),
            "missingValues": [""],
        },
    }


def _field(column: Column, key: tuple[str, ...]) -> dict[str, Any]:
    unit = _unit(column)
    return {
        "name": column.name,
        "type": _TYPES[column.sql],
        "title": column.wording.zh,
        "description": column.wording.en,
        **({"unit": unit} if unit else {}),
        **({"constraints": {"required": True}} if column.name in key else {}),
    }


def _unit(column: Column) -> str | None:
    """What a number counts; None for what is no amount, and where another column says it."""
    if column.name.endswith("_yuan"):
        return "元"
    if column.name in _FRACTIONS:
        return "1"
    if column.name.endswith("_number"):  # of any unit: beside it stands its own column
        return None
    if column.sql.startswith("DECIMAL"):
        return "分"
    return _UNITS.get(column.name)


def _foreign_keys(table: Table, there: set[str]) -> Iterable[Mapping[str, Any]]:
    for fields, other in _POINTS_TO.items():
        half = len(fields) > 1 and table.name in _OF_COLLECTIONS
        if other != table.name and other in there and set(fields) <= set(table.names) and not half:
            yield {"fields": list(fields), "reference": {"resource": other, "fields": list(fields)}}
    for name, (other, field) in _POINTS_ALSO.items():
        if name in table.names and other in there:
            own = "" if other == table.name else other
            yield {"fields": [name], "reference": {"resource": own, "fields": [field]}}
