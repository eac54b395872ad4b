"""
What Streamlit's own menus, tips and notices say, in Chinese: it has no setting for these words.

What always stands at one place is replaced by a style (`theme.streamlit_style`); a menu holds several
things that only their words tell apart, so the browser replaces those words as they appear.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

_MENUS = (
    "[data-testid=stMainMenuPopover], [data-testid=stDataFrameColumnMenu], [data-testid=stElementToolbar], "
    "[data-testid=stDataFrameColumnFormattingMenu], [data-testid=stDataFrameStatisticsMenu], "
    "[data-testid=stDataFrameColumnVisibilityMenu], [data-testid=stTooltipContent], .gdg-search-status"
)
_NOTICES = "[data-testid=stStatusWidget], [data-testid=stConnectionStatus], [data-testid=stDialog]"

#: By place, as streamlit 1.67.0 prints them. A word that it changes stays English; nothing else happens.
WORDS: Mapping[str, Mapping[str, str]] = {
    _MENUS: {
        # of the page
        "System": "随系统",
        "Light": "浅色",
        "Dark": "深色",
        "Print": "打印",
        "Record screen": "录制屏幕",
        # of a table and its columns
        "Search": "查找",
        "Type to search": "输入要找的字",
        "Show/hide columns": "显示或隐藏列",
        "Select all": "全选",
        "(index)": "（行号）",
        "Fullscreen": "全屏",
        "Close fullscreen": "退出全屏",
        "Clear selection": "取消选择",
        "Sort ascending": "升序",
        "Sort descending": "降序",
        "Format": "数字格式",
        "Statistics": "统计",
        "Autosize": "自动列宽",
        "Pin column": "固定此列",
        "Unpin column": "取消固定",
        "Hide column": "隐藏此列",
        "Copy column name": "复制列名",
        # of the formats of numbers
        "Automatic": "自动",
        "Localized": "千位分隔",
        "Plain": "不分隔",
        "Compact": "缩写",
        "Dollar": "美元",
        "Euro": "欧元",
        "Yen": "日元",
        "Percent": "百分比",
        "Scientific": "科学记数",
        "Accounting": "会计格式",
        "Duration": "时长",
        # of the statistics of a column
        "Count": "个数",
        "Distinct": "不同的值",
        "Empty": "空",
        "Values": "值",
        "Minimum": "最小",
        "Maximum": "最大",
        "Average": "平均",
        "Median": "中位数",
        "25th percentile": "下四分位数",
        "75th percentile": "上四分位数",
        "Sum": "合计",
        "Standard deviation": "标准差",
        "Range": "范围",
        "Minimum length": "最短",
        "Maximum length": "最长",
        "Average length": "平均长度",
        "Based on sample": "按部分行计算",
        "No data": "没有数据",
    },
    _NOTICES: {
        "Stop": "停止",
        "Connecting": "正在连接",
        "Connection error": "连接已断开",
        "Is Streamlit still running? If you accidentally stopped Streamlit, "
        "just restart it in your terminal:": "看板的服务可能停了：重新启动（jixiao serve），或找管理员。",
    },
}


@cache
def _component() -> Any:
    """Register the component, once a process."""
    script = files("dashboard.frame_words").joinpath("frame_words.js").read_text("utf-8")
    return st.components.v2.component("jixiao_frame_words", js=script)


def draw(language: str) -> None:
    """Have the browser replace the words where the page is Chinese; it shows nothing of its own."""
    words = [[places, dict(words)] for places, words in WORDS.items()] if language == "zh" else []
    _component()(data={"words": words}, key="frame_words")
