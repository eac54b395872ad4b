"""
What the product brings with it: the samples and the default roster.

In a checkout they stand in `data/`; in an installed wheel the same folder is
`pipelines/data/` (see `[tool.setuptools.package-dir]` in pyproject.toml).
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """
    Return where `data/<name>` stands: "samples", "departments.toml".

    The path may not exist: a wheel that was cut down has no samples. Nothing under it
    is ever written.
    """
    installed = _PACKAGE / "data" / name
    return installed if installed.exists() else _PACKAGE.parent / "data" / name
