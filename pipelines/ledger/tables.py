"""The ledger's tables. Rows are added, never changed: the database itself refuses anything else."""

#: Grows with every change of a table; a ledger of a later version is not opened.
VERSION = 3

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
    "project_links": """
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        earlier TEXT NOT NULL, later TEXT NOT NULL, same INTEGER NOT NULL, why TEXT NOT NULL,
        who TEXT NOT NULL, at TEXT NOT NULL
    """,
    "withdrawals": """
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        record TEXT NOT NULL, reason TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
    """,
    # What was done, and the finding as it stood then: it may be gone from the next generation.
    "finding_acts": """
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL, state TEXT, why TEXT, assignee TEXT, due TEXT, answer TEXT,
        fingerprint TEXT NOT NULL, series TEXT NOT NULL, figures TEXT NOT NULL, rule TEXT NOT NULL,
        severity TEXT NOT NULL, collection TEXT NOT NULL, department TEXT, fiscal_year INTEGER,
        form_type TEXT, project TEXT, subject TEXT, place TEXT, printed TEXT, computed TEXT, difference TEXT,
        message TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
    """,
    # A briefing that was made, with the facts that it said (`briefings.record`).
    "briefings": """
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL, title TEXT NOT NULL, collection TEXT, fiscal_year INTEGER, department TEXT,
        generation TEXT NOT NULL, profile TEXT NOT NULL, format TEXT NOT NULL, facts INTEGER NOT NULL,
        record BLOB NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
    """,
    # What people wrote in place of a briefing's own sentences; NULL goes back to them.
    "wordings": """
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL, collection TEXT, fiscal_year INTEGER, department TEXT, part TEXT NOT NULL,
        text TEXT, who TEXT NOT NULL, at TEXT NOT NULL
    """,
}


def statements() -> list[str]:
    """Return the SQL that lays an empty ledger, or what an older one lacks."""
    made = []
    for name, columns in _TABLES.items():
        made.append(f"CREATE TABLE IF NOT EXISTS {name} ({columns}) STRICT")
        for change in ("UPDATE", "DELETE"):
            made.append(
                f"CREATE TRIGGER IF NOT EXISTS {name}_no_{change.lower()} BEFORE {change} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
            )
    return [*made, f"PRAGMA user_version = {VERSION}"]
