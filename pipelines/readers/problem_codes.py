"""What the reasons are called for which a file cannot be used at all."""

from pipelines.wording import Wording

PROBLEM_CODES: dict[str, Wording] = {
    "missing": Wording("没有这个文件", "No such file"),
    "directory": Wording("是一个文件夹", "A folder"),
    "empty": Wording("空文件", "Empty file"),
    "unreadable": Wording("打不开或已损坏", "Cannot be opened, or damaged"),
    "truncated": Wording("文件不完整", "Cut off"),
    "encrypted": Wording("有密码", "Protected by a password"),
    "no_text": Wording("没有文字（扫描件）", "No text (a scan)"),
    "split_pages": Wording("一张表横着拆开印在几页上", "A sheet printed over pages side by side"),
    "cut_table": Wording("表比纸宽，右边没有印出", "A table wider than its paper"),
    "overrun_rows": Wording("行高不够，字压在表格线上", "Rows too low for their text"),
    "no_lines": Wording("没有表格线的表", "A table without lines"),
    "no_result": Wording("公式没有存下结果", "Formulas without a stored result"),
    "no_tool": Wording("缺少读取它的软件", "The program to read it is not installed"),
    "not_supported": Wording("不读这种格式", "A format that is not read"),
    "too_slow": Wording("超出时间限制", "Beyond the limit of time"),
    "too_large": Wording("超出大小限制", "Beyond the limits of size"),
}
