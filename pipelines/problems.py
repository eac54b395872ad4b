"""
Two families of failure: what a source did, and what we did.

What a source did is a `Problem` (a row that people see) or, where the file cannot be
used at all, a `SourceError`, caught for that file alone. Anything else is our bug and
keeps its traceback.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a source file did which a person should know."""

    code: str  #: a stable English word, such as "value_moved"; `forms.problem_codes` names each
    place: str | None  #: "R15C6", or None where the whole file or form is meant
    message: str  #: one line of Chinese: what was found, what was expected


class SourceError(Exception):
    """
    A file that cannot be used at all, said in one line.

    Attributes:
        code: a stable English word: "empty", "unreadable", "not_supported", …
        place: where in the file, or None.
        found, expected: Chinese, a few words each.
    """

    def __init__(self, code: str, found: str, expected: str, place: str | None = None) -> None:
        self.code = code
        self.found = found
        self.expected = expected
        self.place = place
        super().__init__(self.line())

    def __reduce__(self) -> tuple[type["SourceError"], tuple[str, str, str, str | None]]:
        """Let it come back whole from another process, which would only keep the message."""
        return type(self), (self.code, self.found, self.expected, self.place)

    def line(self) -> str:
        """Return the message without the file's name: place, found, expected."""
        where = f"{self.place} " if self.place else ""
        return f"{where}读到：{self.found}；应为：{self.expected}"

    def as_problem(self) -> Problem:
        return Problem(self.code, self.place, self.line())
