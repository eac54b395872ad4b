"""What a question is about: scalars only, so that an answer can be kept by its scope."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """
    The rows that a question looks at; a field left alone does not restrict.

    Questions about money take `form_type` None for overall forms (project forms are inside
    them and are never added to them); questions about indicators take None for all types.
    """

    year: int | None = None
    collection: str | None = None
    kinds: tuple[str, ...] = ()
    department: str | None = None
    form_type: str | None = None
