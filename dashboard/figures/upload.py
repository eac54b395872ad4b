"""What was handed in, in words and tables."""

from collections.abc import Mapping

import polars as pl

from dashboard.figures.cards import Card
from dashboard.figures.columns import BUDGET, DEPARTMENT, EXECUTED, YEAR
from dashboard.figures.profile import forms_named
from dashboard.formats import Column, column, count
from dashboard.theme import Look
from dashboard.uploads import Batch

_FILE = column("文件", "File", width="medium")
FORMS: Mapping[str, Column] = {
    "department": DEPARTMENT,
    "form_year": YEAR,
    "form_type": column("表类型", "Form type"),
    "project": column("项目", "Project", width="medium"),
    "budget_yuan": BUDGET,
    "executed_yuan": EXECUTED,
    "total_score": column("自评总分", "Total score", "score"),
    "confidence": column("可信度", "Confidence", "rate"),
    "values_contradicted": column("与算术不符", "Contradicted", "count"),
    "values_moved": column("错列对回", "Moved", "count"),
    "problems": column("问题", "Problems", "count"),
    "unread": column("未读格", "Unread", "count"),
    "known_path": column("库中已有", "Already there", width="medium"),
    "path": _FILE,
}
UNUSABLE: Mapping[str, Column] = {
    "path": _FILE,
    "member": column("压缩包内", "Member"),
    "message": column("原因", "Reason", width="large"),
}


def cards(forms: pl.DataFrame, unusable: pl.DataFrame, batch: Batch, look: Look) -> list[Card]:
    """Return the big figures of a batch from `queries.upload.UPLOADED_FORMS` and `UNUSABLE`."""
    known = forms.drop_nulls("known_path").height
    doubtful = forms.filter(pl.sum_horizontal("values_contradicted", "values_moved", "unread") > 0).height
    return [
        Card(look.say("收到文件", "Files received"), count(len(batch.kept()))),
        Card(look.say("读出自评表", "Forms read"), count(forms.height)),
        Card(look.say("库中已有", "Already there"), count(known)),
        Card(look.say("有疑点的表", "Forms with doubts"), count(doubtful)),
        Card(look.say("没有用上的文件", "Unusable"), count(unusable.height + len(batch.refused))),
    ]


def named(forms: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return `UPLOADED_FORMS` with types by name and files without their folders."""
    known = pl.col("known_path").str.split("/").list.last()
    # Under a name of its own: a table leaves out the year that the controls show, which are not this page's.
    return forms_named(forms, look).with_columns(
        known.alias("known_path"), pl.col("fiscal_year").alias("form_year")
    )


def unusable_named(frame: pl.DataFrame, look: Look) -> pl.DataFrame:
    """Return `UNUSABLE` with files without their folders, and a line for a repetition."""
    twin = pl.col("duplicate_of_path").str.split("/").list.last()
    same = pl.format(look.say("与“{}”内容相同", "the same content as {}"), twin)
    return frame.with_columns(pl.col("path").str.split("/").list.last(), pl.coalesce("message", same))


def finding(forms: pl.DataFrame, look: Look) -> str:
    """Return what was understood, in one line."""
    if forms.is_empty():
        return look.say("没有读出自评表", "No form was read")
    departments = forms["department"].drop_nulls().n_unique()
    return look.say(
        f"读懂 {forms.height} 张表，{departments} 个部门",
        f"{forms.height} forms of {departments} departments",
    )


def unusable_finding(frame: pl.DataFrame, batch: Batch, look: Look) -> str:
    """Return how many files gave nothing: those of `UNUSABLE` and those that were not even kept."""
    number = frame.height + len(batch.refused)
    return look.say(f"{number} 个文件没有用上", f"{number} files were of no use")


def steps(look: Look) -> list[str]:
    """Return how an upload goes, as lines of plain text."""
    return [
        look.say(
            "1  放进 xlsx、xls、docx、pdf、网页、文本或 zip：按内容辨认，不看文件名。",
            "1  Drop xlsx, xls, docx, pdf, web pages, text or zip: the content counts, not the name.",
        ),
        look.say(
            "2  几秒后看到每张表的部门、年度、金额、可信度和疑点；读不成的，各有一行说明。",
            "2  Seconds later see department, year, money, confidence and doubts of each form.",
        ),
        look.say(
            "3  选一个批次，确认入库：原件存进原始文件夹，生成新的数据版本，别人照常查看。",
            "3  Choose a collection and let it in: the originals are kept, a new generation is built.",
        ),
        look.say(
            "演示数据不与真实数据混放；内容相同的文件不重复入库。",
            "Synthetic data never mix with real ones; the same content never enters twice.",
        ),
    ]
