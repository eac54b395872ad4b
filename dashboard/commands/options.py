"""Options that several commands share, and what their values must be."""

import argparse
from datetime import date


def add_warehouse(command: argparse.ArgumentParser) -> None:
    """Add `--warehouse`; where it is not given, `cli.main` puts the default in its place."""
    words = "数据仓库所在的文件夹（默认：环境变量 JIXIAO_WAREHOUSE，再不然 data/warehouse）"
    command.add_argument("--warehouse", metavar="目录", default=None, help=words)


def add_ledger(command: argparse.ArgumentParser) -> None:
    """Add `--ledger`; where it is not given, `cli.main` takes `JIXIAO_LEDGER`, else that of the warehouse."""
    words = "台账文件（默认：环境变量 JIXIAO_LEDGER，再不然在仓库旁的 ledger 文件夹）"
    command.add_argument("--ledger", metavar="文件", default=None, help=words)


#: The states of a finding, as they are typed: `pipelines.ledger.STATES` in its order, without loading it.
_STATES = {"待处理": "open", "已说明": "explained", "已整改": "rectified", "误报": "dismissed"}
STATES = "、".join(f"{zh}（{word}）" for zh, word in _STATES.items())


def state(text: str) -> str:
    """Return a state of a finding by its word, English or Chinese."""
    word = _STATES.get(text, text)
    if word not in _STATES.values():
        raise argparse.ArgumentTypeError(f"读到 {text}；应为 {STATES}")
    return word


def day(text: str) -> date:
    """Return a day: 2024-05-31."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"读到 {text}；应为日期，如 2024-05-31") from error


def port(text: str) -> int:
    """Return a port of TCP: 1 to 65535."""
    return _whole(text, 1, 65535)


def count(text: str) -> int:
    """Return a number of things that must be at least one, and sane."""
    return _whole(text, 1, 100_000)


def year(text: str) -> int:
    """Return a fiscal year."""
    return _whole(text, 1990, 2100)


def seed(text: str) -> int:
    """Return the seed of a synthetic district: 0 to 2^31 - 1."""
    return _whole(text, 0, 2**31 - 1)


def _whole(text: str, low: int, high: int) -> int:
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"读到 {text}；应为 {low}–{high} 的整数")
    return int(text)
