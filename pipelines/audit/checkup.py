"""One form's check-up: every rule that looked at it, and what those that found nothing say."""

from collections.abc import Sequence

import polars as pl

from pipelines.audit.engine import Asking, wording
from pipelines.audit.load import load_subjects
from pipelines.audit.profile import Profile
from pipelines.audit.rules import RULES
from pipelines.ledger.links import ProjectLink
from pipelines.queries.frames import conform
from pipelines.warehouse.schema import FORMS
from pipelines.warehouse.scope import Scope
from pipelines.warehouse.warehouse import Warehouse, Where

CHECKUP = pl.Schema(
    {"rule": pl.String(), "outcome": pl.String(), "message": pl.String(), "message_en": pl.String()}
)

#: A rule about a whole collection passes or fails for the collection, never for a form.
_ASKED = tuple(rule for rule in RULES if rule.scope != "district")


def checkup(
    warehouse: Warehouse, form_id: str, profile: Profile, links: Sequence[ProjectLink] = ()
) -> pl.DataFrame:
    """
    The rules that found nothing on one form: those that passed, and those that could not be applied.

    What failed is in `queries.findings`, stored when the generation was built; here only the forms of the
    same department are looked at, so that the answer comes at once. `links` as in `audit`.

    Returns:
        A frame of `CHECKUP` in the order of the rules, one row a rule: `outcome` is "passed" or
        "not_applicable", then the message gives the reason. A rule that failed has no row. Empty for a
        form that is not current.
    """
    heads = warehouse.rows(FORMS, ("collection", "department"), None, [Where("form_id", "=", form_id)])
    for collection, department in heads.iter_rows():
        scope = Scope(collection=collection, department=department)
        subjects = load_subjects(warehouse, scope, wording(profile))
        if department is None:  # then the scope is everyone: a nameless form stands for itself
            subjects = [one for one in subjects if one.form.form_id == form_id]
        asking = Asking(warehouse, scope, profile, True, _ASKED, links)
        asking.of(subjects)
        asked = asking.take().filter(pl.col("form_id") == form_id)
        failed = asked.filter(pl.col("outcome") == "failed")["rule"].unique().implode()
        quiet = asked.filter(~pl.col("rule").is_in(failed)).unique("rule", keep="first", maintain_order=True)
        return conform(quiet, CHECKUP)
    return pl.DataFrame(schema=CHECKUP)
