"""What `jixiao brief` does: gathers, composes, writes; and tells what moved since an earlier briefing."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dashboard.briefings import batch, compose, edited, record
from dashboard.briefings.check import Comparison, Moved, Through, compare, said_difference, said_value
from dashboard.briefings.document import Briefing
from dashboard.briefings.embedded import extract
from dashboard.briefings.fact import Unit
from dashboard.briefings.gather import gather
from dashboard.briefings.template import load_template, template_in_force
from dashboard.briefings.writers import WRITERS
from dashboard.commands import terminal
from pipelines.audit import Profile, load_profile, profile_in_force
from pipelines.ledger import Ledger, acts, briefs
from pipelines.ledger.links import links
from pipelines.problems import SourceError
from pipelines.warehouse.warehouse import Warehouse

#: So many rows are named of one fact that moved; the others are counted.
NAMED = 5
_THROUGH = "经由"


def written(options: argparse.Namespace) -> bytes:
    """
    Return the bytes that the options ask for.

    Raises:
        SourceError: nothing to write of, or a warehouse, ledger, profile or template that cannot be used.
    """
    profile, book = _profile(options)
    template = load_template(Path(options.template)) if options.template else template_in_force(book.path)
    done, texts, said = acts(book), briefs.wordings(book), links(book)
    warehouse = Warehouse.open(options.warehouse)
    try:
        found = gather(warehouse, options.collection, options.year, profile, options.department, done, said)
    finally:
        warehouse.close()
    if found.others and options.collection is None:
        others = "、".join(found.others)
        terminal.complain(f"只用批次“{found.collection}”；另有：{others}（用 --collection 指定）")
    if options.all_departments:
        if not found.departments:
            raise SourceError("briefing_nothing", f"{found.year}年度没有写明单位的自评表", "至少一个单位的表")
        assert warehouse.path is not None  # an empty warehouse has nothing to write of
        kind: Any = "letter" if options.letter else "department"
        plan = batch.Batch(
            warehouse.path, found.collection, found.year, profile, kind, options.to, template, options.marked,
            done, texts, said,
        )  # fmt: skip
        with terminal.progress("写简报") as report:
            return batch.write(plan, found.departments, report)
    generated = compose.of_kind(found, "letter" if options.letter else "department", options.department)
    briefing = edited.worded(generated, texts)
    if options.to == "json":
        return record.as_json(briefing)
    to = options.to
    if to == "onepage":
        to = "onepage_pdf" if options.output.lower().endswith(".pdf") else "onepage_docx"
    return WRITERS[to].write(briefing, template, options.marked)


def check(options: argparse.Namespace) -> int:
    """
    Print what moved since an earlier briefing; return 1 where anything did.

    Raises:
        SourceError: the file is no briefing of ours, or its scope has no forms today.
    """
    old = record.read_record(extract(Path(options.check)))
    scope = old["scope"]
    profile, book = _profile(options)
    warehouse = Warehouse.open(options.warehouse)
    try:
        found = gather(
            warehouse,
            scope["collection"],
            scope["year"],
            profile,
            scope["department"],
            acts(book),
            links(book),
        )
    finally:
        warehouse.close()
    generated = compose.of_kind(found, old["kind"], scope["department"])
    today = edited.worded(generated, briefs.wordings(book))
    compared = compare(old, today)
    for line in told(old, today, compared):
        print(("    " if line.startswith(_THROUGH) else "") + terminal.plain(line))
    return 1 if compared.moved or compared.gone else 0


def told(old: Mapping[str, Any], today: Briefing, compared: Comparison) -> Iterator[str]:
    """The lines of a check: of which data, what moved and through what, what is gone, what is new."""
    yield f"{old['title']}：数据版本 {old['generation']}，今天 {today.generation}"
    if old["profile"] != today.profile:
        yield f"规则方案由 {old['profile']} 改为 {today.profile}"
    yield (
        f"未变 {compared.same} 项，变动 {len(compared.moved)} 项，不再列入 {len(compared.gone)} 项，"
        f"新列入 {len(compared.new)} 项"
    )
    for one in compared.moved:
        yield f"{_head(one)} → {said_value(one.now, one.unit)}（{said_difference(one)}）"
        for through in one.through[:NAMED]:
            yield f"{_THROUGH} {_said(through, one)}"
        if len(one.through) > NAMED:
            yield f"{_THROUGH} 等 {len(one.through)} 处"
    for one in compared.gone:
        yield f"{_head(one)} → 不再列入"
    for text, shown in compared.new:
        yield f"新列入 {text}：{shown}"


def _head(one: Moved) -> str:
    return f"{one.id} {one.text}：{said_value(one.before, one.unit)}"


def _said(through: Through, one: Moved) -> str:
    # The rows behind a rate or its change are money, behind a mean they are points as the fact is.
    unit = Unit.YUAN if one.unit in (Unit.FRACTION, Unit.PERCENTAGE_POINTS) else one.unit
    if through.how == "came":
        return f"{through.name}：新出现" + _valued(through.now, unit)
    if through.how == "went":
        return f"{through.name}：不再有" + _valued(through.before, unit)
    return f"{through.name}：{said_value(through.before, unit)} → {said_value(through.now, unit)}"


def _valued(value: Any, unit: Unit) -> str:
    return "" if value is None or unit is Unit.COUNT else f"（{said_value(value, unit)}）"


def _profile(options: argparse.Namespace) -> tuple[Profile, Ledger]:
    """The profile that is asked for, else the bureau's; and the ledger beside the warehouse."""
    book = Ledger.open(options.warehouse, options.ledger)
    profile = load_profile(options.profile) if options.profile else profile_in_force(book.path)
    return profile, book
