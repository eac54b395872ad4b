"""`jixiao serve`: the dashboard on this machine."""

import argparse
import socket

from dashboard.commands import options as common
from dashboard.commands import terminal

EXAMPLES = """\
示例：
  jixiao serve                           打开 http://127.0.0.1:8501
  jixiao serve --port 8600 --warehouse 库

只在本机 127.0.0.1 上服务。给别的机器用，请在前面放一个反向代理（见 docs/deploy.md）。按 Ctrl+C 停止。
"""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    words = "打开看板"
    command = subparsers.add_parser("serve", help=words, description=words + "。", epilog=EXAMPLES)
    command.add_argument("--port", type=common.port, default=8501, metavar="端口", help="端口，默认 8501")
    common.add_warehouse(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted; 1 where the port is taken."""
    refused = _refused(options.port)
    if refused:
        terminal.complain(f"端口 {options.port}：读到：{refused}；应为：空闲的端口，如 --port 8600")
        return 1
    if not (options.warehouse / "CURRENT").exists():
        terminal.complain(
            f"{options.warehouse}：还没有数据仓库，页面会是空的。先运行：jixiao build 文件夹（或 --samples）"
        )
    print(f"看板：http://127.0.0.1:{options.port}  （Ctrl+C 停止）", flush=True)

    from dashboard.serve import serve  # two seconds of imports that no other command needs

    serve(options.port, options.warehouse)
    return 0


def _refused(port: int) -> str | None:
    """Return why the port cannot be listened on; None where it can."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            return "没有权限使用它"
        except OSError:
            return "已被别的程序占用"
    return None
