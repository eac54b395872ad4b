"""`jixiao correct`: write a correction of a published form into the ledger, list or withdraw them."""

import argparse
import getpass
import json
from dataclasses import asdict
from pathlib import Path

from rich.table import Table
from rich.text import Text

from dashboard.commands import options as common
from dashboard.commands import terminal
from pipelines.forms.corrections import FIELDS, Correction, locate, read_corrected, read_field
from pipelines.ledger import Ledger, in_force, shipped_corrections
from pipelines.problems import SourceError
from pipelines.readers import Rejected, read_each
from pipelines.readers.grid import Document

EXAMPLES = """\
示例：
  jixiao correct 某局2023.xlsx --place R15C6 --value 2023年12月底前 --reason 首字符缺失
  jixiao correct 全区.zip --member 甲局.docx --place 附表!R7C4 --value 1,000.00 --reason 字母O误作0
  jixiao correct 某局2023.xlsx --field unit --value 万元 --reason 与预算批复核对      确认没有印的金额单位
  jixiao correct 某局2023.xlsx --confirm                                             逐格看过，读得对
  jixiao correct --list
  jixiao correct --withdraw L3 --reason 看错了行

写入台账（仓库旁的 ledger 文件夹），每次 build 都会重放；原文一字不改，更正与理由另存。文件变了、原文对不上，
就不应用，并在 build 的输出与“数据质量”页上说明。记录不能删改，只能撤回。
更正人：--who，不写时取环境变量 JIXIAO_USER，再不然是系统用户名。
"""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "更正原表上的错误，或确认读得对"
    command = subparsers.add_parser("correct", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("file", nargs="?", metavar="文件", help="自评表文件，或装有它的压缩包")
    command.add_argument("--place", metavar="位置", help="单元格，如 R15C6；有几张工作表时 工作表!R15C6")
    command.add_argument("--field", choices=tuple(FIELDS), help="表上没有印的：单位、年度等")
    command.add_argument("--value", metavar="应为", help="这一格（或这一项）应是什么")
    command.add_argument("--reason", metavar="理由", help="为什么；必写")
    command.add_argument("--member", metavar="文件", help="压缩包里的哪个文件")
    command.add_argument("--form", type=common.count, default=1, metavar="N", help="文件里第几张表，默认 1")
    command.add_argument("--confirm", action="store_true", help="确认这张表读得对（--reason 可作备注）")
    command.add_argument("--list", action="store_true", help="列出全部更正与确认")
    command.add_argument("--withdraw", metavar="编号", help="撤回一条，如 L3")
    command.add_argument("--who", metavar="姓名", help="谁更正的")
    command.add_argument("--json", action="store_true", help="与 --list 同用：输出一个 JSON 数组")
    common.add_ledger(command)
    common.add_warehouse(command)
    command.set_defaults(run=run, command_parser=command)


def run(options: argparse.Namespace) -> int:
    """Do what is asked; 1 where the file, the place or the record does not fit."""
    options.who = options.who or getpass.getuser()
    ledger = Ledger.open(options.warehouse, options.ledger)
    asked = [bool(options.list), bool(options.withdraw), options.file is not None]
    if sum(asked) != 1:
        options.command_parser.error("the following arguments are required: 文件，或 --list，或 --withdraw")
    try:
        if options.list:
            return _list(ledger, options.json)
        if options.withdraw:
            return _withdraw(ledger, options)
        document = _document(options.file, options.member)
        return _confirm(ledger, document, options) if options.confirm else _correct(ledger, document, options)
    except SourceError as error:
        name = f"{options.file}：" if options.file else ""
        terminal.complain(f"{name}{error.line()}")
        return 1


def _document(path: str, member: str | None) -> Document:
    """Return the one document of a file, or the member that is named."""
    found = list(read_each(path))
    documents = [one for one in found if isinstance(one, Document) and (not member or one.member == member)]
    if len(documents) == 1:
        return documents[0]
    if not documents and (errors := [one for one in found if isinstance(one, Rejected)]) and not member:
        raise errors[0].error
    inside = "、".join(one.member or path for one in found if isinstance(one, Document))
    raise SourceError("correction_wrong", inside or "没有能读的文件", "--member 写明其中一个")


def _correct(ledger: Ledger, document: Document, options: argparse.Namespace) -> int:
    if options.value is None or not options.reason or bool(options.place) == bool(options.field):
        options.command_parser.error(
            "the following arguments are required: --place（或 --field）、--value、--reason"
        )
    known = in_force(ledger)
    grid, place, printed = None, None, None
    if options.place:
        grid, place, printed = locate(document, options.place)
    else:
        plain = read_corrected(document, [one for one in known if one.place]).reading.forms
        if options.form > len(plain):
            raise SourceError("correction_wrong", f"{len(plain)} 张表", f"第 {options.form} 张表")
        printed = read_field(plain[options.form - 1], options.field)
    tried = Correction(
        "新", document.sha256, options.value, options.reason, options.who, "", place, grid, options.field,
        options.form, printed, member=document.member,
    )  # fmt: skip
    before, after = (read_corrected(document, more) for more in (known, (*known, tried)))
    outcome = next(one for one in after.outcomes if one.correction is tried)
    if outcome.status != "applied":
        raise SourceError("correction_wrong", outcome.message or "", "能够应用的更正", place)
    made = ledger.correct(
        document.sha256, options.value, options.reason, options.who, place=place, grid=grid,
        field=options.field, form=options.form, printed=printed,
        path=str(Path(document.path).absolute()), member=document.member,
    )  # fmt: skip
    what = f"{grid}!{place}" if place and len(document.grids) > 1 else place or options.field
    shown = f"“{printed}”" if printed else "（没有印）"
    print(terminal.plain(f"{made.id} 已记入 {ledger.path}：{what} {shown} → “{options.value}”。"))
    if before.reading.forms == after.reading.forms:
        print("读出的值没有因此改变。")
    print("下次 jixiao build 时生效。")
    return 0


def _confirm(ledger: Ledger, document: Document, options: argparse.Namespace) -> int:
    from pipelines.forms.fingerprint import fingerprint

    forms = read_corrected(document, in_force(ledger)).reading.forms
    if options.form > len(forms):
        raise SourceError("correction_wrong", f"{len(forms)} 张表", f"第 {options.form} 张表")
    form = forms[options.form - 1]
    made = ledger.confirm(form.form_id, options.who, options.reason, fingerprint(form))
    print(
        terminal.plain(f"{made.id} 已记入 {ledger.path}：确认表 {form.form_id}（{form.department or ''}）。")
    )
    return 0


def _withdraw(ledger: Ledger, options: argparse.Namespace) -> int:
    if not options.reason:
        options.command_parser.error("the following arguments are required: --reason")
    record = options.withdraw
    if record.startswith("S-") and record not in {one.id for one in shipped_corrections()}:
        raise SourceError("correction_wrong", f"没有编号 {record}", "台账或随程序更正的编号，如 L3")
    ledger.withdraw(record, options.who, options.reason)
    print(terminal.plain(f"{record} 已撤回。下次 jixiao build 时生效。"))
    return 0


def _list(ledger: Ledger, as_json: bool) -> int:
    gone = ledger.withdrawn()
    corrections = (*shipped_corrections(), *ledger.corrections(withdrawn=True))
    confirmations = ledger.confirmations(withdrawn=True)
    if as_json:
        every = [{"kind": "correction", **asdict(one)} for one in corrections]
        every += [{"kind": "confirmation", **asdict(one)} for one in confirmations]
        for entry in every:
            entry["withdrawn"] = gone.get(str(entry["id"]))
        print(json.dumps(every, ensure_ascii=False))
        return 0
    table = Table()
    for heading in ("编号", "状态", "文件", "位置", "原文 → 应为", "理由", "更正人", "时间"):
        table.add_column(heading, overflow="fold")
    for one in corrections:
        state = f"已撤回：{gone[one.id]}" if one.id in gone else "有效"
        name = one.member or (one.path or one.document[:12]).replace("\\", "/").rsplit("/", 1)[-1]
        where = f"{one.grid}!{one.place}" if one.grid else one.place or f"{one.field}（第{one.form}张）"
        change = f"{one.printed or '（没有印）'} → {one.value}"
        row = (one.id, state, name, where, change, one.reason, one.who, one.when[:10])
        table.add_row(*(Text(terminal.plain(word)) for word in row))
    for seen in confirmations:
        state = f"已撤回：{gone[seen.id]}" if seen.id in gone else "有效"
        row = (seen.id, state, seen.form_id, "", "确认读得对", seen.note or "", seen.who, seen.when[:10])
        table.add_row(*(Text(terminal.plain(word)) for word in row))
    terminal.console().print(table)
    return 0
