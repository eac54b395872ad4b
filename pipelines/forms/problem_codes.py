"""What the problems that reading a form finds are called on screen."""

from pipelines.wording import Wording

PROBLEM_CODES: dict[str, Wording] = {
    "no_form": Wording("不是自评表", "No self-evaluation form"),
    "form_or_page": Wording("续页或另一张表，无法判断", "A further page or another form"),
    "form_joined": Wording("一张表分作两处，合读", "One form in two parts, read as one"),
    "value_moved": Wording("数值与表头错列，已对回", "Value found beside its heading"),
    "page_cuts_row": Wording("跨页处是一行还是两行不明，留空", "One row or two at a page break; left empty"),
    "ambiguous_values": Wording("可作两种读法，留空", "Two readings fit; left empty"),
    "column_by_rate": Wording("表头不明，按执行率认定", "Heading unclear; told by the rates"),
    "execution_score_left": Wording("执行率得分未归入资金", "Score of the execution left out"),
    "points_not_a_number": Wording("分值或得分不是数字", "Points are not a number"),
    "indicator_without_values": Wording("只有指标名，没有内容", "An indicator with a name only"),
    "indicators_lie": Wording("指标横向排列，未读", "Indicators in columns; not read"),
    "date_cut": Wording("日期缺首字", "A date whose first digit is gone"),
    "level1_inferred": Wording("一级指标按二级推定", "First level inferred from the second"),
    "markup_removed": Wording("含网页标记或不可见字符", "Markup or invisible characters"),
    "unit_missing": Wording("未印金额单位", "No unit of money printed"),
    "unit_contradicts": Wording("印有两种金额单位", "Two units of money printed"),
    "year_from_goals": Wording("年度取自目标文字", "Year taken from the goals"),
    "year_from_file_name": Wording("年度取自文件名", "Year taken from the file name"),
    "year_inherited": Wording("年度取自前面的表", "Year taken from a form before it"),
    "year_contradicts": Wording("年度有两种说法，留空", "Two years speak; left empty"),
    "unit_inherited": Wording("金额单位取自前面的表", "Unit of money taken from a form before it"),
    "department_from_title": Wording("单位取自标题", "Department taken from the title"),
    "total_score_contradicts": Wording("表头与表末总分不同", "Two different total scores"),
    "corrected": Wording("按更正读取", "Read as corrected"),
    "correction_mismatch": Wording("更正与原文不符，未应用", "Correction does not fit; not applied"),
    "correction_stale": Wording("更正的文件已变，未应用", "Corrected file has changed"),
}
