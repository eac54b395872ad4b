"""反馈函: to one department, what was found, what is asked and by when; a table for its answer."""

from dashboard.briefings import numbers
from dashboard.briefings.chapters import department
from dashboard.briefings.chapters import department_tables as tables
from dashboard.briefings.draft import Draft, listed
from dashboard.briefings.gathered import Gathered
from dashboard.briefings.seven import weight


def write(g: Gathered, name: str) -> list[Draft]:
    """The letter, and where something is asked the table for the answer."""
    letter = Draft("letter")
    own = sorted((one for one in department.judged_of(g, name) if one.severity != "I"), key=weight)
    letter.paragraph(
        letter.say(
            "缘由", "按照预算绩效管理工作要求，我们对你单位", numbers.year(g.year),
            "年度绩效自评表进行了逐表审核。",
        ),
        department.found(letter, g, name),
    )  # fmt: skip
    if g.demo:
        letter.paragraph(letter.say("演示数据", "本函所用为演示数据，不反映任何真实部门的情况。"))
    if not own:
        letter.paragraph(letter.say("答复", "不需要书面答复。"))
        return [letter]
    asks = department.asks(own)
    told = listed(([numbers.on(g, days), "前", ask] for _, ask, days in asks), "；")
    letter.paragraph(
        letter.say("要求", "请对照所附清单逐项核实，于", numbers.on(g, asks[0][2]),
                   "前填写反馈表报回，并按下列时限办理：",
                   *told, "。"),
        letter.say("异议", "对审核发现有异议的，请附原始资料说明；经核实为误报的，予以撤销并记录。"),
    )  # fmt: skip
    attached = Draft("appendix")
    attached.heading(1, "", "审核发现与要求")
    attached.paragraph(attached.say("清单说明", "位置为原表的行列，表列数字的单位同原表。"))
    attached.add(tables.asked(own, department.COVERAGE_ASK[1]))
    attached.heading(1, "", "反馈表")
    attached.add(tables.reply(own))
    return [letter, attached]
