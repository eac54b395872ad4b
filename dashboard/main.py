"""
The script that Streamlit runs for every visit: pages, the head of each page, the controls.

`app.py` in a checkout and `dashboard.serve` in an installed wheel both start this one.
"""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboard import head, journey, session
from dashboard.formats import plain
from pipelines.problems import SourceError
from pipelines.wording import Wording

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page: its script, its address, its name, its icon and its group in the sidebar."""

    script: str
    address: str  #: without the slash; "" is the start page
    wording: Wording
    icon: str
    group: Wording
    scoped: bool = True  #: the year and the other controls above the page change what it shows
    all_types: bool = False  #: it shows every form type together where none is chosen
    types: bool = True  #: a form type can be chosen
    single: bool = False  #: it shows one department or form, which says itself whether it is synthetic
    from_nothing: bool = False  #: it has something to say before anything is built


_WHOLE = Wording("看全局", "The whole")
_JUDGE = Wording("查问题", "What is wrong")
_DETAIL = Wording("看细节", "The detail")
_GROUND = Wording("看依据", "The ground")
_WRITE = Wording("交材料", "Hand in")

#: Every page; `tests/test_architecture.py` proves the list complete.
PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview.py", "", Wording("总览", "Overview"), ":material/dashboard:", _WHOLE),
    PageEntry("execution.py", "execution", Wording("执行率", "Execution"), ":material/trending_up:", _WHOLE),
    PageEntry("indicators.py", "indicators", Wording("低分指标", "Low scores"), ":material/target:", _WHOLE),
    PageEntry(
        "findings.py",
        "findings",
        Wording("审核发现", "Findings"),
        ":material/troubleshoot:",
        _JUDGE,
        all_types=True,
    ),
    PageEntry("scores.py", "scores", Wording("自评分", "Scores"), ":material/grade:", _JUDGE, all_types=True),
    PageEntry(
        "ledger.py",
        "ledger",
        Wording("整改台账", "Rectification"),
        ":material/assignment_turned_in:",
        _JUDGE,
        all_types=True,
    ),
    PageEntry(
        "department.py",
        "department",
        Wording("部门画像", "Department"),
        ":material/account_balance:",
        _DETAIL,
        single=True,
    ),
    PageEntry(
        "projects.py",
        "projects",
        Wording("项目沿革", "Projects"),
        ":material/timeline:",
        _DETAIL,
        all_types=True,
    ),
    PageEntry("peers.py", "peers", Wording("同类比较", "Peers"), ":material/compare_arrows:", _DETAIL),
    PageEntry(
        "form.py",
        "form",
        Wording("原表", "The form"),
        ":material/table_view:",
        _DETAIL,
        scoped=False,
        single=True,
    ),
    PageEntry("quality.py", "quality", Wording("数据质量", "Data quality"), ":material/rule:", _GROUND),
    PageEntry(
        "review.py", "review", Wording("读数核对", "Readings"), ":material/fact_check:", _GROUND, single=True
    ),
    PageEntry(
        "about.py",
        "about",
        Wording("口径与方法", "Methods"),
        ":material/menu_book:",
        _GROUND,
        scoped=False,
        from_nothing=True,
    ),
    PageEntry(
        "briefing.py",
        "briefing",
        Wording("简报", "Briefing"),
        ":material/article:",
        _WRITE,
        types=False,
        single=True,
    ),
    PageEntry(
        "upload.py",
        "upload",
        Wording("上传", "Upload"),
        ":material/upload_file:",
        _WRITE,
        scoped=False,
        single=True,
        from_nothing=True,
    ),
)


def main() -> None:
    """Run one visit's script: the sidebar, the head with its controls, then the page."""
    say = session.say
    # Before the navigation: else the page's symbol becomes the icon, fetched from a font host.
    st.set_page_config(
        page_icon=str(HERE / "pictures" / "icon.png"),
        layout="wide",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    language = session.language()
    made = {
        entry.address: st.Page(
            HERE / "pages" / entry.script,
            title=entry.wording(language),
            icon=entry.icon,
            url_path=entry.address or None,
            default=entry.address == "",
        )
        for entry in PAGES
    }
    journey.keep_pages(made)
    groups: dict[str, list[st.Page]] = {}
    for entry in PAGES:
        groups.setdefault(entry.group(language), []).append(made[entry.address])
    printing = st.query_params.get("print") == "1"
    page = st.navigation(groups, position="hidden" if printing else "sidebar", expanded=True)
    shown = next(entry for entry in PAGES if made[entry.address] is page or made[entry.address] == page)
    st.set_page_config(page_title=f"{shown.wording(language)} · {say('绩效透视', 'Jixiao')}")
    picture = HERE / "pictures" / f"logo_{'dark' if session.look().dark else 'light'}.svg"
    st.logo(str(picture), size="large")
    try:
        opened = session.open_warehouse()
    except SourceError as error:
        st.title(shown.wording(language))
        st.error(f"数据仓库无法打开：{plain(error.line())}。用 `jixiao build` 重新生成即可。")
        st.stop()
    journey.come_back(shown.address)
    head.draw(
        shown.wording(language), shown.scoped, shown.single, opened.is_empty, shown.all_types, shown.types
    )
    journey.follow(shown.address)
    if opened.is_empty and not shown.from_nothing:
        head.nothing_yet()
        st.stop()
    page.run()
