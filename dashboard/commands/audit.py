"""`jixiao audit`: the findings of all rules over the published generation."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from dashboard.commands import options as common
from dashboard.commands import terminal
from pipelines.problems import SourceError

if TYPE_CHECKING:
    import polars as pl

    from pipelines.audit import Profile
    from pipelines.ledger import Ledger
    from pipelines.warehouse.scope import Scope
    from pipelines.warehouse.warehouse import Warehouse

EXAMPLES = """\
示例：
  jixiao audit                                   全部年度的审核发现
  jixiao audit --year 2023 --department 某局      一个年度、一个单位
  jixiao audit --status open                     只列待处理的；已说明、已整改、误报的仍计数
  jixiao audit --format xlsx -o 发现.xlsx         表格文件；csv 可以直接重定向
  jixiao audit --format json --all > 全部.json    连通过的与不适用的一起（各附原因）
  jixiao audit --profile 我区.toml                换一套阈值：写上 inherits = "default"，只写不同的数
  jixiao audit --compare 我区.toml                换了以后多出什么、少了什么、哪些表的得分等级会变

严重程度：E 错误（算术上没有别的读法）· W 违规待核 · S 疑点 · I 提示。规则本身见 jixiao rules。
不写 --profile 时用本单位的方案（台账旁的 profile.toml，没有就是 default），发现在建库时已经算好。
处理一条发现：jixiao finding 编号。
"""
FORMATS = ("table", "csv", "xlsx", "json")


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "按规则审核自评表，列出发现"
    command = subparsers.add_parser("audit", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("--year", type=common.year, metavar="年度", help="只看一个年度（默认：全部）")
    command.add_argument("--department", metavar="单位", help="只看一个单位")
    command.add_argument("--status", type=common.state, metavar="状态", help=f"只列一种状态：{common.STATES}")
    command.add_argument("--profile", metavar="方案", help="规则方案的名称或 .toml 文件（默认：本单位的）")
    command.add_argument("--compare", metavar="方案", help="与另一套方案对比：发现与得分会怎样变化")
    command.add_argument("--format", choices=FORMATS, default="table", help="输出格式（默认 table）")
    command.add_argument("--all", action="store_true", help="也列出通过的与不适用的")
    command.add_argument("-o", "--output", metavar="文件", help="写进文件，不写时输出到屏幕或重定向")
    common.add_ledger(command)
    common.add_warehouse(command)
    command.set_defaults(run=run, command_parser=command)


def run(options: argparse.Namespace) -> int:
    """Print the findings; 1 where the warehouse, the ledger or a profile cannot be used."""
    if options.format == "xlsx" and options.output is None and sys.stdout.isatty():
        options.command_parser.error("--format xlsx 须写 -o 文件，或重定向到文件")
    if options.compare and (options.format not in ("table", "json") or options.all or options.status):
        options.command_parser.error("--compare 只与 --format table 或 json 同用，不与 --all、--status 同用")
    # The database: half a second that `--help` does without.
    from dashboard.commands import comparing, findings
    from pipelines.audit import load_profile, profile_in_force
    from pipelines.ledger import Ledger
    from pipelines.warehouse.scope import Scope
    from pipelines.warehouse.warehouse import Warehouse

    ledger = Ledger.open(options.warehouse, options.ledger)
    scope = Scope(year=options.year, department=options.department)
    try:
        profile = load_profile(options.profile) if options.profile else profile_in_force(ledger.path)
        other = load_profile(options.compare) if options.compare else None
        warehouse = Warehouse.open(options.warehouse)
        try:
            if other is not None:
                shown = comparing.shown(warehouse, scope, ledger, profile, other, options.format)
                return terminal.deliver(shown, options.output)
            found = _found(warehouse, scope, ledger, profile, options.all)
        finally:
            warehouse.close()
    except SourceError as error:
        terminal.complain(error.line())
        return 1
    counted = findings.said_of_work(found)
    if options.status:
        found = found.filter(status=options.status)
    if options.format == "table" and options.output is None:
        findings.print_table(found, options.all, counted)
        return 0
    match options.format:
        case "json":
            content = json.dumps(findings.as_objects(found), ensure_ascii=False, indent=1).encode() + b"\n"
        case "csv":
            content = findings.as_csv(found)
        case "xlsx":
            content = findings.as_xlsx(found, profile.label, counted)
        case _:
            content = findings.as_text(found, options.all, counted)
    return terminal.deliver(content, options.output)


def _found(
    warehouse: "Warehouse", scope: "Scope", ledger: "Ledger", profile: "Profile", every: bool
) -> "pl.DataFrame":
    """The findings with people's work: those stored, where this profile made them; else asked for now."""
    from pipelines.audit import audit, identified
    from pipelines.ledger import acts
    from pipelines.ledger.links import links
    from pipelines.queries.findings import findings
    from pipelines.queries.worked import with_work
    from pipelines.warehouse.derived import GENERATION

    done = acts(ledger)
    if not every and warehouse.rows(GENERATION, ("profile_digest",)).to_series().to_list() == [
        profile.digest
    ]:
        return findings(warehouse, scope, done)
    return with_work(identified(audit(warehouse, scope, profile, every, links=links(ledger))), done)
