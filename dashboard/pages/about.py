"""口径与方法: how each figure is made, which figures make a total, what a dash means."""

import streamlit as st

from dashboard import blocks, session
from dashboard.figures import rules as figures
from dashboard.formats import plain
from pipelines.queries import scores

say, look = session.say, session.look()

with st.container(border=True):
    st.header(say("每个指标只有一个算法", "Every measure has one definition"), anchor=False)
    st.caption(
        say(
            "金额换算为元再计算，比率最后才相除；页面、表格和导出用的是同一个定义。",
            "Money is in yuan, ratios are formed last; pages, tables and exports share the definition.",
        )
    )
    blocks.table(figures.measures(look), figures.MEASURE_COLUMNS, "measures", say("指标算法", "Measures"))

profile = session.profile_or_line()
if isinstance(profile, str):
    st.error(plain(profile))
else:
    stored = session.ask(scores.profiles)
    with blocks.card(figures.title(look), plain(figures.note(profile, stored, look))):
        name = say("审核规则", "Rules")
        blocks.table(figures.table(profile, look), figures.RULE_COLUMNS, "rules", name, search=True, rows=10)

left, right = st.columns(2, gap="medium")
with left, st.container(border=True, height="stretch"):
    st.header(say("哪些数构成合计", "Which figures make a total"), anchor=False)
    st.markdown(
        say(
            """
- **一张表自己的金额**：先取总额行；没有时取资金来源之和；再没有时取资金结构之和。两种分解从不相加。
- **基本支出、项目支出**只取自资金结构。
- **全区（批次）合计**只加部门整体支出自评表，每个单位每年一张现行表；项目表的钱已在其中，不再相加。
- **下级单位**：名录写明上级表已含的，不重复计入；没有写明的，两者都计入，并在“数据质量”中列出这一对。
- **项目支出表、转移支付表**只在各自类型内相加。没有印金额单位的表，不进入任何合计。
- 同一单位、年度、类型（和项目）多次报送的，以最后一次为现行，较早的保留可查。
""",
            """
- **A form's own money**: its total line; else Σ sources; else Σ structure; never two of them.
- **Basic and project expenditure** come from the structure only.
- **A district's total** adds overall forms only, one current form per department and year.
- **Subordinates** that the roster says are inside their parent's form are not added again; where nobody
  says, both count and Data quality names the pair.
- **Project and transfer forms** are added among themselves. A form without a unit is in no total.
- Of several submissions of one form the last is current; the earlier ones are kept.
""",
        )
    )  # fmt: skip
with right, st.container(border=True, height="stretch"):
    st.header(say("“—”和“不适用”是什么意思", "What a dash means"), anchor=False)
    st.markdown(
        say(
            """
- **—**：表上没有印这个数，或者有两种读法而无法确定。它不是 0，也不参与平均。
- **不适用**：有数但这个指标没有意义，例如预算为 0 时的执行率。
- **印出的**与**计算的**执行率分开保存，在“原表”页并排显示。
- **简单平均**只在写明的地方使用，其余各处都是“和除以和”。
- **演示数据**来自程序生成的虚构区县，文件内写明，任何页面和导出都带有标记。
- **不足五家**的同类单位不排名次，只并列数值。
""",
            """
- **—**: not printed, or printed so that it can be read in two ways. It is not 0 and enters no mean.
- **n/a**: a number that would mean nothing, such as a rate without a budget.
- The **printed** and the **computed** rate are kept apart and shown side by side on the form's page.
- A **simple mean** stands only where it is called so; all else is a sum divided by a sum.
- **Synthetic data** come from an invented district, marked in files, pages and exports.
- Groups of **fewer than five** peers are not ranked.
""",
        )
    )
generation = session.warehouse().build_id
st.caption(say(f"版本 {session.version()} · 数据版本 {generation}", f"{session.version()} · {generation}"))
