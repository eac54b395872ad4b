"""Headings in the words of different provinces, and words that mean another thing than they seem to."""

import pytest

from pipelines.forms.vocabulary import match


@pytest.mark.parametrize(
    ("part", "concept", "words"),
    [
        ("funds", "initial", "年初批复 年初下达 原批复预算数 调整前预算数 年初核定数 年初指标数 当年年初预算"),
        ("funds", "initial", "预算批复数（年初） 预算数（调整前） 预算（年初）（A） 最初预算数 首次批复预算数"),
        ("funds", "adjusted", "全年可执行指标数 追加后预算 财政批复额 实有预算 年终预算数 计划投入（A） 本年预算"),
        ("funds", "executed", "实际列支 完成支付 资金支出额 支出决算 实际投入（C） 已支付金额 本年预算执行数"),
        ("funds", "rate", "支付比例 支出进度 支付率（%） 投资完成率"),
        ("funds", "score", "实得分 考评得分 自查得分 评定得分 实际得分值"),
        ("indicators", "level1", "第一级指标 指标类型（一级） 一级考核指标 一级分类"),
        ("indicators", "level2", "二级目标 二级评价指标 二级指标名"),
        ("indicators", "name", "三级目标 三级绩效指标"),
        ("indicators", "target", "本年度目标值 预定目标值 应完成值 计划完成数值 三级指标值 期望值"),
        ("indicators", "actual", "累计完成值 本年度完成值 全年实际 1-12月完成情况 目标实际值 三级指标完成值"),
        ("indicators", "target", "目标任务 计划完成值 设定值 申报值 批复目标值"),
        ("indicators", "actual", "实际达到值 达标值 实现情况 截至年末实现值 执行情况"),
        ("indicators", "weight", "总分值 基准分 三级指标分值 应得分"),
        ("indicators", "score", "实得分 考评得分 自评值 自查得分 评定得分"),
        ("indicators", "reason", "扣分理由 存在问题及原因 偏离原因 差异说明 原因分析及措施 未得分原因"),
        ("head", "year", "填报年度 填报年份 预算执行年度"),
        ("goals", "planned", "本年度绩效目标 预期完成情况 既定目标 预期效果"),
        ("goals", "achieved", "年末实际完成情况 本年度完成情况 绩效目标达成情况 实际效果"),
        ("head", "project", "转移支付项目 专项转移支付名称 政策名称 财政政策名称"),
        ("head", "supervisor", "归口单位 牵头部门 地方主管单位 省级主管单位名称"),
        ("head", "central_supervisor", "中央主管单位 中央主管部门名称"),
        ("head", "department", "编报单位 填表单位 申报单位"),
        ("head", "operator", "项目承办单位 项目法人 建设单位 执行单位"),
        ("head", "fact", "主管处室 归口科室 地方财政部门 实施科室"),
    ],
)  # fmt: skip
def test_one_meaning_has_many_words(part: str, concept: str, words: str) -> None:
    met = {word: match(part, word) for word in words.split()}
    assert {word: found and found.name for word, found in met.items()} == dict.fromkeys(met, concept)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("funds", "上年预算数 预算调整数 申请预算数 合同金额 资金到位率 年中追加 实际到位资金"),
        ("funds", "执行数（上年） 执行数（上年度）（B）"),
        ("indicators", "目标完成值 考核值 完成目标 指标数 评分标准 情况说明 上年完成值 得分（复核）"),
    ],
)
def test_a_word_that_may_be_of_something_else_is_listed_and_no_value(part: str, words: str) -> None:
    met = {word: match(part, word) for word in words.split()}
    assert {word: found and found.name for word, found in met.items()} == dict.fromkeys(met, "other")


@pytest.mark.parametrize("words", ["得分（财政复核）", "得分（审核）", "自评得分（专家）"])
def test_points_that_others_give_are_not_those_of_the_form(words: str) -> None:
    met = match("funds", words)
    assert met is None or met.name == "other"


def test_a_plan_to_spend_is_a_budget() -> None:
    met = match("funds", "计划支出数")
    assert met is not None
    assert met.name == "adjusted"
