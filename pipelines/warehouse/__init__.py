"""
Forms become one DuckDB file per build, and are read from it.

    build(paths, folder)        Summary     a new generation, complete or absent
    Warehouse.open(folder)      Warehouse   the published generation, read-only
    Scope(year=2023, …)         Scope       what a question is about

`schema` names every table and column; `roster` says which departments there are and what
each owes; `submissions` and `counting` decide which forms are current and which enter totals.
"""
