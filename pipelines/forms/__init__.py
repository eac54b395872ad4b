"""
Documents become forms: typed values with places, and what was not understood.

    text, values        one cell: what is kept, what is compared, which types it can have
    vocabulary          headings and what they mean (`vocabulary.toml`)
    rows, columns       a grid as rows; headings over columns
    money_headings      headings of money that others divide, one cell a line
    unfolding           headings of two rows in text: which is over which
    company, rates      headings told by those beside them; columns of money told by the printed rates
    regions             where each form and each of its parts begins and ends
    abreast, halves     forms side by side; one list folded into two halves
    listed              lists with a department or a project a row
    lying               indicators with a column each
    head_below          a head, or a head and money, below the indicators
    joined              a form whose head and indicators stand on two sheets
    inherited           the year and the unit that a form leaves to one before it
    going_on            a title or headings printed again: a page or another form
    align, fitting      cells to columns, where the headings and the values have drifted apart
    streaming, ending, doubts
                        text whose empty cells are lost; where it ends; what it may mean otherwise
    head, funds, fund_turned, pairs, goals, indicators, levels, names
                        one part of a form each
    fund_drawn, fund_tasks, rates_beside, changed_target, execution_row
                        the cells of a line; a year's tasks; rates beside lines; two targets; a score of
                        the execution
    column_numbers, percent_weights
                        rows that number the columns; weights printed in per cent
    cut_rows            texts that a page break may have cut in two
    claims              each cell handed out once
    recognise           all of it: `read_forms(document) -> Reading`
    contract            a form as the public JSON
"""

from pipelines.forms.form import Form, Reading
from pipelines.forms.recognise import read_forms

__all__ = ["Form", "Reading", "read_forms"]
