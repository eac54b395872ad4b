"""执行率: how the rates spread and move, who is far below, what the unspent money consists of."""

from dataclasses import replace

import streamlit as st

from dashboard import blocks, controls, session
from dashboard.blocks import Target
from dashboard.figures import buckets, columns
from dashboard.figures import execution as figures
from dashboard.figures import unspent as unspent_figures
from pipelines.queries import execution, scopes, unspent

say, look, scope = session.say, session.look(), session.scope()
every_year = replace(scope, year=None)
district = session.ask(execution.district_by_year, every_year)
names = session.ask(scopes.departments, every_year)["department"].to_list()

with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    lines = figures.lines_present(district, look)
    line = controls.switch("line", lines, say("资金", "Money"), figures.telling_line(district))
    threshold = controls.percent_slider("threshold", say("低于多少算偏低", "Low is below"), 80)
    chosen = controls.pick_departments(names, say("在图中标出的部门", "Departments to mark"), 5, 290)
by_year = session.ask(execution.by_department_year, every_year, line)
bands = session.ask(execution.bands, every_year, line)
sorted_in = session.ask(execution.buckets, scope, line)
bucket = controls.checked("bucket", execution.BUCKETS)
under = session.ask(unspent.under_executed, scope, threshold, line)
listed = buckets.inside_of(under, by_year, bucket, scope.year)
to_year = Target("department", ["department", "year"])
to_cell = Target("form", {"form": "form_id", "place": "place"})
to_department = Target("department", ["department"])

left, right = st.columns([5, 4], gap="small")
with (
    left,
    blocks.card(
        figures.spread_finding(bands, scope.year, look),
        say("虚线中位数，色带中间一半，点线阈值", "Dashed: median; band: middle half; dotted: threshold"),
    ),
):
    figure = figures.spread(bands, figures.of_departments(by_year, chosen), look, threshold)
    blocks.chart(figure, "spread", say("执行率的分布", "Spread of the rates"), to_year)
with right, blocks.card(buckets.finding(sorted_in, line, look), say("点一档，下表只列它", "Click to list")):
    figure = buckets.bars(sorted_in, look, bucket)
    blocks.chart(figure, "buckets", say("执行率分档", "By rate"), Target(None, ["bucket"]))

with blocks.card(
    figures.under_finding(listed, bucket, threshold, line, look),
    say("未执行金额大的在前；点一行看原表中的那个数", "Most unspent first; click a row for its cell"),
):
    if bucket:
        controls.clear("bucket", say("取消分档筛选", "Show all below the threshold"))
    name = say("执行率偏低的部门", "Under-executed")
    blocks.table(listed, columns.UNDER_EXECUTED, "under", name, to_cell, search=True)

left, right = st.columns([5, 4], gap="small")
with left, st.container(border=True):
    parts = unspent_figures.ways(look)
    part = controls.switch("parts", parts, say("未执行资金的分解", "What the unspent money consists of"))
    pieces = session.ask(unspent.unspent_by, unspent_figures.scope_of(scope, part), part, 10)
    st.header(unspent_figures.parts_finding(pieces, look), anchor=False)
    st.caption(say("未执行 = 预算 − 执行；百分数是占比", "Unspent = budget − executed, with its share"))
    figure = unspent_figures.parts(pieces, look, part)
    targets = {"department": to_department, "project": Target("form", ["form", "place"])}
    blocks.chart(figure, f"parts-{part}", say("未执行资金的构成", "Parts"), targets.get(part))
    figure = figures.by_kind(session.ask(execution.by_kind, scope, line), look)
with left, blocks.card(say("各类单位的执行率", "Rates by kind"), say("按类合计后相除", "Sums of each kind")):
    blocks.chart(figure, "kinds", say("各类单位的执行率", "Rates by kind"))
with (
    right,
    blocks.card(say("各部门各年", "Departments by year"), say("最低的在前；点一格看那一年", "Weakest first")),
):
    page = controls.pages(len(figures.worst_first(by_year)), 18, say("部门序号", "Rows"), say("个", ""))
    figure = figures.departments_by_year(by_year, look, page * 18, 18)
    blocks.chart(figure, f"years-{page}", say("各部门各年执行率", "Departments by year"), to_year)
