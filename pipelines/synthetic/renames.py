"""What an invented department's projects are called over the years: most keep their name, some do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

#: What a project is about, in other words.
OTHER_WORDS: Mapping[str, str] = {
    "营商环境优化": "市场主体服务提升", "政务信息化运维": "信息系统运行维护", "重点课题研究": "决策咨询调研",
    "就业创业扶持": "稳岗促就业补贴", "应急物资储备": "防灾救灾物资购置", "公共数据平台": "大数据中心建设",
    "校舍维修改造": "教学用房修缮", "营养改善计划": "学生营养餐补助", "教育信息化设备": "智慧校园建设",
    "教师培训": "师资队伍素质提升", "公用经费补助": "生均公用经费", "校园安全保障": "平安校园建设",
    "社区综合治理": "基层治理能力提升", "老旧小区改造": "旧住宅区综合整治", "养老服务": "居家和社区养老",
    "垃圾分类": "生活垃圾减量分类", "党群服务阵地": "党建引领阵地建设", "网格化管理": "城市运行网格巡查",
    "基本公共卫生服务": "国家基本公卫补助", "医疗设备购置": "诊疗器械更新", "疾病防控": "传染病监测处置",
    "妇幼健康": "母婴保健服务", "家庭医生签约": "基层签约服务", "人才培养": "卫生技术队伍建设",
    "道路维修养护": "市政道路日常管养", "绿化养护": "公园绿地管护", "路灯节能改造": "城市照明提升",
    "雨污分流工程": "排水管网改造", "生活垃圾清运": "环卫清扫保洁作业", "公交线路补贴": "公共交通运营补助",
    "公共文化活动": "群众文化惠民", "图书购置": "馆藏文献采购", "全民健身": "群众体育设施建设",
    "文物保护": "历史建筑修缮", "场馆免费开放": "公益场馆运行补助", "青少年训练": "后备人才培养",
    "农村人居环境整治": "美丽乡村建设", "乡村道路修建": "农村公路建设", "村级组织运转": "村级办公经费保障",
    "农村饮水安全": "农村供水提质", "农房改造补助": "危房改造", "河道保洁": "水环境长效管护",
    "警用装备购置": "公安业务装备", "视频监控建设": "智慧安防工程", "法治宣传": "普法依法治理",
    "社区矫正": "矫正对象监管帮扶", "辅警队伍保障": "警务辅助人员", "交通设施维护": "道路交通标志标线",
    "高标准农田建设": "农田基础设施建设", "防汛抗旱": "水旱灾害防御", "农业技术推广": "农技服务体系建设",
    "动物防疫": "重大动物疫病防治", "河道清淤": "中小河流治理", "森林防火": "林区火灾预防",
}  # fmt: skip

_ENDINGS = ("经费", "专项", "专项资金", "专项经费", "工作经费", "支出项目")
_BEFORE = ("区级", "重点", "年度", "本级", "民生实事")

#: Share of projects that are renamed, and of departments one of whose projects gives way to another.
_RENAMED, _REPLACED = 0.25, 0.15


@dataclass(frozen=True, slots=True)
class Named:
    """A project of one year: what it is for ever, its name that year, and the words of its indicators."""

    subject: str
    name: str
    words: str


def named(
    seed: int, department: str, subjects: Sequence[str], others: Sequence[str], years: Sequence[int]
) -> dict[int, list[Named]]:
    """
    What the projects of a department are called in each year, in the order of `subjects`.

    Args:
        seed: of the district.
        department: its name; each draws for itself.
        subjects: what its projects are about.
        others: subjects that a new project in the place of one that ended may have.
        years: rising.
    """
    random = Random(f"{seed}/{department}/renames")
    found: dict[int, list[Named]] = {year: [] for year in years}
    fresh = [subject for subject in others if subject not in subjects]
    replaced = random.randrange(len(subjects)) if fresh and random.random() < _REPLACED else None
    for place, subject in enumerate(subjects):
        since = years[random.randrange(1, len(years))] if len(years) > 1 else years[0] + 1
        new = random.choice(fresh) if place == replaced else None
        changed = new is None and random.random() < _RENAMED
        name, words = _other_name(subject, random)
        for year in years:
            own = new if new and year >= since else subject
            if changed and year >= since:
                found[year].append(Named(subject, name.format(year=year), words))
            else:
                found[year].append(Named(own, f"{own}项目", own))
    return found


def _other_name(subject: str, random: Random) -> tuple[str, str]:
    """A new name, the year still to be filled in, and what the project's indicators are called after."""
    drawn = random.random()
    if drawn < 0.35:
        name = subject + random.choice(_ENDINGS)
    elif drawn < 0.55:
        name = f"{{year}}年{subject}项目"
    elif drawn < 0.75:
        name = f"{random.choice(_BEFORE)}{subject}{random.choice(_ENDINGS)}"
    else:
        words = OTHER_WORDS[subject]
        return words + random.choice(("项目", *_ENDINGS)), random.choice((subject, words))
    return name, subject
