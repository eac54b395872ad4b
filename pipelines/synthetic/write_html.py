"""Tables as a page saved from a government's web site."""

from collections.abc import Sequence
from html import escape

from pipelines.synthetic.table import Row, Table

_PAGE = """<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{title}</title>
<style>table{{border-collapse:collapse}} td{{border:1px solid #000;padding:2px 5px}}</style>
<script>var page = {{"columnId": 1042, "print": function () {{ window.print(); }}}};</script>
</head>
<body>
<div class="header"><a href="/">网站首页</a> <a href="/xxgk/">政府信息公开</a></div>
<div class="position">当前位置：首页 &gt; 政府信息公开 &gt; 财政信息 &gt; 绩效管理</div>
<div class="article">
<div class="tools">【字体：<a>大</a> <a>中</a> <a>小</a>】<a href="javascript:page.print()">打印本页</a></div>
{content}
</div>
<div class="footer"><p>主办：人民政府办公室</p><p>网站标识码：0000000000</p></div>
</body>
</html>
"""


def html(tables: Sequence[Table], charset: str = "utf-8") -> bytes:
    """Return one page in `charset` ("utf-8" or "gb18030") with the tables one below the other."""
    content = "\n".join(_form(table) for table in tables)
    page = _PAGE.format(charset=charset, title=escape(tables[0].above[0]), content=content)
    return page.encode(charset)


def _form(table: Table) -> str:
    lines = [f'<p style="text-align:center"><b>{escape(line)}</b></p>' for line in table.above]
    if table.right:
        lines.append(f'<p style="text-align:right">{escape(table.right)}</p>')
    lines.append('<table class="MsoNormalTable" width="100%"><tbody>')
    lines += [_row(row) for row in table.rows]
    lines.append("</tbody></table>")
    lines += [f"<p>{escape(line)}</p>" for line in table.below]
    return "\n".join(lines)


def _row(row: Row) -> str:
    cells = []
    for slot in row:
        spans = f' colspan="{slot.columns}"' if slot.columns > 1 else ""
        spans += f' rowspan="{slot.rows}"' if slot.rows > 1 else ""
        text = escape(slot.text).replace("\n", "<br>") or "&nbsp;"
        cells.append(f'<td{spans}><p class="MsoNormal"><span>{text}</span></p></td>')
    return f"<tr>{''.join(cells)}</tr>"
