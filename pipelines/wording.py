"""What a thing is called, in both languages of the product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """
    The Chinese and the English name of one thing.

    A missing translation is a type error; grepping a word seen on screen finds the
    line that names it.
    """

    zh: str
    en: str

    def __call__(self, language: str) -> str:
        """Return the name in `language`: "en" is English, all else is Chinese."""
        return self.en if language == "en" else self.zh
