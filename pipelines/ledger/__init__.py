"""
What people write beside the forms: one SQLite file that outlives every build.

    Ledger.open(warehouse)      Ledger          corrections and confirmations, written and withdrawn
    shipped_corrections()       Corrections     those of the published samples, from `corrections.toml`
    in_force(ledger)            Corrections     what a build replays: the shipped ones, then the ledger's
    set_state, assign, answer   Act             what people do with findings; acts(ledger) gives them all

Nothing is ever changed or deleted: a record is withdrawn by a later one.
"""

from pipelines.ledger.acts import STATES, Act, Finding, acts, answer, assign, last_act, set_state
from pipelines.ledger.ledger import Confirmation, Ledger, ledger_file
from pipelines.ledger.shipped import in_force, read_corrections, shipped_corrections

__all__ = [
    "STATES", "Act", "Confirmation", "Finding", "Ledger", "acts", "answer", "assign", "in_force",
    "last_act", "ledger_file", "read_corrections", "set_state", "shipped_corrections",
]  # fmt: skip
