"""
The judges: frames become findings, each with its place, its figures and the rule it follows.

    load_profile(name)               Profile     every threshold, checked
    audit(warehouse, scope, …)       FINDINGS    failed, passed, not applicable with the reason
    recompute(warehouse, scope, …)   RECOMPUTED, STEPS   the score that a form's own figures give

A rule asks one question (`rules/`); `RULES` is the whole table, `MEASURES` what only measures.
"""

from pipelines.audit.engine import FINDINGS, audit
from pipelines.audit.profile import Profile, load_profile
from pipelines.audit.recompute import RECOMPUTED, STEPS, recompute
from pipelines.audit.rule import MEASURES, OUTCOMES, SCOPES, SEVERITIES
from pipelines.audit.rules import RULES

__all__ = [
    "FINDINGS", "MEASURES", "OUTCOMES", "RECOMPUTED", "RULES", "SCOPES", "SEVERITIES", "STEPS", "Profile",
    "audit", "load_profile", "recompute",
]  # fmt: skip
