"""What every problem of a build is called: those of readers and forms, and what the build itself finds."""

from pipelines.forms.problem_codes import PROBLEM_CODES as _OF_FORMS
from pipelines.readers.problem_codes import PROBLEM_CODES as _OF_READERS
from pipelines.wording import Wording

PROBLEM_CODES: dict[str, Wording] = {
    **_OF_READERS,
    **_OF_FORMS,
    "no_form": Wording("文件中没有自评表", "No form in the file"),
    "grid_without_form": Wording("工作表不是自评表", "A sheet that is no form"),
    "reader_crashed": Wording("读取时进程中断", "The reading process died"),
    "reader_timeout": Wording("读取超时", "Reading took too long"),
    "reader_memory": Wording("读取时内存不足", "Reading took too much memory"),
    "amount_out_of_range": Wording("金额超出范围", "Amount out of range"),
    "zero_total_with_parts": Wording("总额为0而分项有金额", "Total of 0 beside filled parts"),
    "part_incomplete": Wording("分项只印了一半", "A part prints half of its figures"),
    "possible_double_count": Wording("可能重复计入", "Possibly counted twice"),
    "unit_not_counted": Wording("单位未印，不计入合计", "No unit printed, out of totals"),
}
