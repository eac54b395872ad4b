"""`jixiao finding`: show one finding, say what became of it, and list all that was worked on."""

import argparse
import getpass
import json
import re
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from dashboard.commands import options as common
from dashboard.commands import terminal
from pipelines.problems import SourceError

if TYPE_CHECKING:
    from pipelines.ledger import Act, Finding, Ledger
    from pipelines.warehouse.warehouse import Warehouse

EXAMPLES = """\
示例：
  jixiao finding 9b859c39                                       一条发现：印的、算的、处理经过
  jixiao finding 9b859c39 --state 已说明 --why 年中追加，见批复    另有 已整改、误报；待处理 为重新打开
  jixiao finding 9b859c39 --assign 某局办公室 --due 2024-05-31    交给谁、何时前办完
  jixiao finding 9b859c39 --answer 权重漏改，已更正重报            单位的答复
  jixiao finding --list                                         整改台账：逾期的在前
  jixiao finding --list --format xlsx -o 整改台账.xlsx
  jixiao finding --reply 某局 --year 2023 -o 反馈表.xlsx          发给单位填写的整改反馈表

编号见 jixiao audit，写前几位即可。记入台账（仓库旁的 ledger 文件夹），重新建库不丢；不能删改，只能再记一条。
数字变了，已了结的会重新打开；不再出现的，在整改台账里自动记为“已消除”。
处理人：--who，不写时取环境变量 JIXIAO_USER，再不然是系统用户名。
"""
FORMATS = ("table", "csv", "xlsx", "json")


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "处理一条发现：说明、整改、误报、交办、答复；整改台账"
    command = subparsers.add_parser("finding", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("finding", nargs="?", metavar="编号", help="发现编号，或它的前几位")
    command.add_argument("--state", type=common.state, metavar="状态", help=common.STATES)
    command.add_argument("--why", metavar="理由", help="为什么；了结一条发现时必写")
    command.add_argument("--assign", metavar="责任人", help="交给谁")
    command.add_argument("--due", type=common.day, metavar="日期", help="何时前办完，与 --assign 同用")
    command.add_argument("--answer", metavar="答复", help="单位的说明或整改情况")
    command.add_argument("--list", action="store_true", help="整改台账")
    command.add_argument("--reply", metavar="单位", help="一个单位的整改反馈表（xlsx）")
    command.add_argument("--year", type=common.year, metavar="年度", help="与 --list、--reply 同用")
    command.add_argument("--department", metavar="单位", help="与 --list 同用")
    command.add_argument("--format", choices=FORMATS, default="table", help="--list 的格式（默认 table）")
    command.add_argument("-o", "--output", metavar="文件", help="写进文件")
    command.add_argument("--who", metavar="姓名", help="谁处理的")
    command.add_argument("--json", action="store_true", help="一条发现输出为一个 JSON 对象")
    common.add_ledger(command)
    common.add_warehouse(command)
    command.set_defaults(run=run, command_parser=command)


def run(options: argparse.Namespace) -> int:
    """Do what is asked; 1 where the finding, the ledger or the warehouse does not fit."""
    options.who = options.who or getpass.getuser()
    if sum([bool(options.list), bool(options.reply), options.finding is not None]) != 1:
        options.command_parser.error("the following arguments are required: 编号，或 --list，或 --reply")
    if options.due and not options.assign:
        options.command_parser.error("--due 须与 --assign 同用")
    if (options.reply or options.format == "xlsx") and not options.output:
        options.command_parser.error("the following arguments are required: -o 文件")
    from pipelines.ledger import Ledger
    from pipelines.warehouse.warehouse import Warehouse

    ledger = Ledger.open(options.warehouse, options.ledger)
    try:
        warehouse = Warehouse.open(options.warehouse)
        try:
            if options.list or options.reply:
                return _deliver(warehouse, ledger, options)
            return _one(warehouse, ledger, options)
        finally:
            warehouse.close()
    except SourceError as error:
        terminal.complain(error.line())
        return 1


def _deliver(warehouse: "Warehouse", ledger: "Ledger", options: argparse.Namespace) -> int:
    from dashboard.commands import worklist
    from pipelines.warehouse.scope import Scope

    if options.reply:
        content = worklist.reply(warehouse, Scope(options.year, department=options.reply), ledger)
    else:
        scope = Scope(options.year, department=options.department)
        content = worklist.listed(warehouse, scope, ledger, date.today(), options.format)
    return terminal.deliver(content, options.output)


def _one(warehouse: "Warehouse", ledger: "Ledger", options: argparse.Namespace) -> int:
    from pipelines.ledger import acts, answer, assign, set_state

    found, row = _look_up(warehouse, ledger, options.finding)
    if options.why and not (options.state or options.assign):
        options.command_parser.error("--why 须与 --state 或 --assign 同用")
    if options.state:  # first: where it lacks a reason nothing else is written
        set_state(ledger, found, options.state, options.who, options.why)
    if options.assign:
        assign(ledger, found, options.assign, options.who, options.due, options.why)
    if options.answer:
        answer(ledger, found, options.answer, options.who)
    done = [one for one in acts(ledger) if one.finding.fingerprint == found.fingerprint]
    if options.json:
        told = {**asdict(found), "fires": row is not None, "acts": [_act(one) for one in done]}
        print(json.dumps(told, ensure_ascii=False))
        return 0
    _print(found, row, done)
    return 0


def _look_up(
    warehouse: "Warehouse", ledger: "Ledger", begins: str
) -> "tuple[Finding, dict[str, Any] | None]":
    """The finding that begins so, and its row; of one that no longer fires what the ledger says of it."""
    from pipelines.ledger import Finding, acts
    from pipelines.queries.findings import findings
    from pipelines.warehouse.scope import Scope

    expected = "jixiao audit 列出的编号，至少 4 位"
    if not re.fullmatch(r"[0-9a-f]{4,16}", begins):
        raise SourceError("finding_wrong", f"编号 {begins}", expected)
    rows = findings(warehouse, Scope(), (), fingerprint=begins).to_dicts()
    known = {row["fingerprint"]: Finding.of(row) for row in rows}
    for act in acts(ledger):
        if act.finding.fingerprint.startswith(begins) and act.finding.fingerprint not in {
            row["fingerprint"] for row in rows
        }:
            known[act.finding.fingerprint] = act.finding
    if len(known) != 1:
        told = "没有这条发现" if not known else f"有 {len(known)} 条这样开头"
        raise SourceError("finding_wrong", f"编号 {begins}：{told}", expected if not known else "再多写几位")
    return next(iter(known.values())), rows[0] if rows else None


def _act(one: "Act") -> dict[str, Any]:
    """What was done, without the finding."""
    return {name: value for name, value in asdict(one).items() if name != "finding"}


def _print(found: "Finding", row: dict[str, Any] | None, done: "list[Act]") -> None:
    from pipelines.audit import RULES, SEVERITIES
    from pipelines.ledger import STATES

    question = next((rule.question.zh for rule in RULES if rule.id == found.rule), "")
    where = " / ".join(word for word in (found.department or found.collection, found.project) if word)
    sheet = Table.grid(padding=(0, 2))
    for heading, shown in (
        ("编号", found.fingerprint),
        ("规则", f"{found.rule} {question}（{SEVERITIES[found.severity].zh}）"),
        ("自评表", f"{where} {found.fiscal_year or ''}"),
        ("位置", found.place),
        ("说明", found.message),
        ("印的", found.printed),
        ("算的", found.computed),
        ("差", found.difference),
        ("现在", "" if row else "这一版数据里没有这条发现：以下是最后一次处理时的样子"),
    ):
        if shown:
            sheet.add_row(Text(heading), Text(terminal.plain(shown)))
    for one in done:
        match one.kind:
            case "state":
                said = f"记为“{STATES[one.state or 'open'].zh}”" + (f"：{one.why}" if one.why else "")
            case "assignment":
                said = f"交给 {one.assignee}" + (f"，{one.due} 前办完" if one.due else "")
                said += f"（{one.why}）" if one.why else ""
            case _:
                said = f"单位答复：{one.answer}"
        sheet.add_row(Text(one.when[:10]), Text(terminal.plain(f"{one.who}　{said}")))
    if not done:
        sheet.add_row(Text("处理"), Text("还没有人处理过"))
    terminal.console().print(sheet)
