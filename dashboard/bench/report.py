"""A measured figure beside its stated limit, and the table of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from dashboard.commands import terminal


@dataclass(frozen=True, slots=True)
class Figure:
    """
    One measurement.

    `limit` is the most that it may be; None where the figure is only noted. `beside` says
    what it is to be compared with, or how it was measured.
    """

    what: str
    value: float
    unit: str
    limit: float | None = None
    beside: str = ""

    @property
    def verdict(self) -> str:
        """Return 达到 or 超出; empty without a limit."""
        if self.limit is None:
            return ""
        return "达到" if self.value <= self.limit else "超出"


def print_figures(title: str, figures: Iterable[Figure]) -> None:
    """Print one table of figures."""
    table = Table(title=Text(title), title_justify="left", min_width=100)
    table.add_column("测的是什么")
    for heading in ("实测", "限值"):
        table.add_column(heading, justify="right")
    table.add_column("")
    table.add_column("对照")
    for figure in figures:
        limit = "" if figure.limit is None else f"≤ {_shown(figure.limit)} {figure.unit}"
        value = f"{_shown(figure.value)} {figure.unit}"
        table.add_row(*map(Text, (figure.what, value, limit, figure.verdict, figure.beside)))
    terminal.console().print(table)


def _shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
