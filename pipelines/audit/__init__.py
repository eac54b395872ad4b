"""
The judges: frames become findings, each with its place, its figures and the rule it follows.

    load_profile(name)               Profile     every threshold, checked
    audit(warehouse, scope, …)       FINDINGS    failed, passed, not applicable with the reason
    judge(warehouse, profile)        Judgement   both, as a build keeps them; `judging` in pieces
    recompute(warehouse, scope, …)   RECOMPUTED, STEPS   the score that a form's own figures give

A rule asks one question (`rules/`); `RULES` is the whole table, `MEASURES` what only measures.
"""

from pipelines.audit.answers import FINDINGS
from pipelines.audit.engine import audit
from pipelines.audit.profile import OWN, Profile, load_profile, profile_in_force
from pipelines.audit.recompute import RECOMPUTED, STEPS, recompute
from pipelines.audit.rule import MEASURES, OUTCOMES, SCOPES
from pipelines.audit.rules import RULES
from pipelines.audit.stored import identified, judge, judging
from pipelines.warehouse.words import SEVERITIES

__all__ = [
    "FINDINGS", "MEASURES", "OUTCOMES", "OWN", "RECOMPUTED", "RULES", "SCOPES", "SEVERITIES", "STEPS",
    "Profile", "audit", "identified", "judge", "judging", "load_profile", "profile_in_force", "recompute",
]  # fmt: skip
