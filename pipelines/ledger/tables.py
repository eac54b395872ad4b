"""The ledger's tables. Rows are added, never changed: the database itself refuses anything else."""

#: Grows with every change of a table; a ledger of a later version is not opened.
VERSION = 1

_TABLES = {
    "corrections": """
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document TEXT NOT NULL, member TEXT, grid TEXT, place TEXT, field TEXT, form INTEGER NOT NULL,
        printed TEXT, value TEXT NOT NULL, reason TEXT NOT NULL, path TEXT,
        who TEXT NOT NULL, at TEXT NOT NULL
    """,
    "confirmations": """
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        form_id TEXT NOT NULL, reading TEXT, note TEXT, who TEXT NOT NULL, at TEXT NOT NULL
    """,
    "withdrawals": """
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record TEXT NOT NULL, reason TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
    """,
}


def statements() -> list[str]:
    """Return the SQL that lays an empty ledger."""
    made = []
    for name, columns in _TABLES.items():
        made.append(f"CREATE TABLE IF NOT EXISTS {name} ({columns}) STRICT")
        for change in ("UPDATE", "DELETE"):
            made.append(
                f"CREATE TRIGGER IF NOT EXISTS {name}_no_{change.lower()} BEFORE {change} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
            )
    return [*made, f"PRAGMA user_version = {VERSION}"]
