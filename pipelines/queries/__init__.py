"""
The questions: frames of declared schemas, asked of a warehouse within a scope.

    execution    how much of the budget was spent, by department, year, line and kind
    indicators   which indicators score low, where, and again and again
    coverage     who owed a form, who filed, where money may stand twice
    peers        departments side by side, and a department's place among its kind
    quality      what became of every file; problems, unread cells, older submissions
    forms        one form: its cells, its values, printed beside computed
    findings     what the rules found, and what people have made of it
    scores       claimed beside recomputed, and the steps between
    sources      the cells in which the figures of many forms stand
    scopes       what there is to choose from: years, collections, kinds, departments

Each takes a warehouse, a scope, and scalars; the empty warehouse gives empty frames. A rate
is a fraction, formed last, of sums; where there is no budget it is null, never 0 or 1.
"""
