"""The departments of an invented district, any number of them, all distinct."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice

#: Before every name, so that none can be taken for a real department.
DISTRICT = "演示区"


@dataclass(frozen=True, slots=True)
class Department:
    """One department: `kind` is its peer group; `parent` the bureau above it, if any."""

    name: str
    kind: str
    parent: str | None = None

    @property
    def bureau(self) -> bool:
        return self.parent is None


_PLACES = (
    "江川", "新桥", "东湖", "西园", "南山", "北苑", "春晓", "云台", "金水", "银河", "翠屏", "望江",
    "双塔", "三里", "红枫", "白塔", "青山", "长河", "永安", "和平", "文庙", "安居", "福田", "凤凰",
)  # fmt: skip
_TOWNS = (
    "云溪", "石桥", "白鹤", "青林", "马岭", "龙泉", "大柳", "小河", "柏树", "梅园", "竹溪", "桃源",
    "平湖", "高桥", "沙洲", "黄土", "枫林", "榆树", "清水", "古渡", "新集", "鹿鸣", "双溪", "太和",
)  # fmt: skip

#: Kind → bureaus, then what belongs to the first of them, then what each place has of this kind.
_KINDS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "综合部门": (
        (
            "财政局", "发展和改革委员会", "人力资源和社会保障局", "审计局", "统计局", "民政局",
            "市场监督管理局", "商务局", "应急管理局", "大数据管理局", "退役军人事务局", "医疗保障局",
            "信访办公室", "科学技术局", "机关事务管理中心",
        ),
        ("财政国库集中支付中心", "公共资源交易中心"),
        (),
    ),
    "教育": (
        ("教育局",),
        ("第一中学", "实验小学", "机关幼儿园", "第二中学", "职业技术学校", "教师进修学校", "特殊教育学校"),
        ("小学", "中学", "幼儿园"),
    ),
    "街道办事处": (tuple(f"{place}街道办事处" for place in _PLACES), (), ()),
    "卫生": (
        ("卫生健康委员会",),
        ("第一人民医院", "中医医院", "疾病预防控制中心", "妇幼保健院", "急救中心", "中心血站"),
        ("社区卫生服务中心",),
    ),
    "城建": (
        ("住房和城乡建设局", "城市管理局", "交通运输局", "生态环境局"),
        ("园林绿化中心", "市政工程管理所", "环境卫生管理所", "房屋征收服务中心"),
        ("市政养护所",),
    ),
    "文化体育": (
        ("文化和旅游局", "体育局"),
        ("图书馆", "文化馆", "博物馆", "少年业余体校", "体育场馆管理中心", "融媒体中心"),
        ("文化服务中心",),
    ),
    "镇政府": (tuple(f"{town}镇人民政府" for town in _TOWNS), (), ()),
    "公安政法": (
        ("公安分局", "司法局", "人民检察院", "人民法院"),
        ("交通警察大队", "特巡警大队", "法律援助中心", "公证处"),
        ("派出所",),
    ),
    "农业水利": (
        ("农业农村局", "水利局", "林业局"),
        ("农业技术推广中心", "动物疫病预防控制中心", "河道管理所", "种子管理站"),
        ("农业服务中心",),
    ),
}  # fmt: skip

KINDS = tuple(_KINDS)


def departments(number: int) -> list[Department]:
    """Return the first `number` departments, the kinds taking turns, so that few are varied too."""
    return list(islice(_in_turn(), number))


def _in_turn() -> Iterator[Department]:
    lists = [_of_kind(kind) for kind in KINDS]
    while True:
        for one in lists:
            department = next(one, None)
            if department is not None:
                yield department


def _of_kind(kind: str) -> Iterator[Department]:
    """Yield the departments of a kind, bureaus first; without end where places have one each."""
    bureaus, below, local = _KINDS[kind]
    head = DISTRICT + bureaus[0]
    first, *others = bureaus
    yield Department(DISTRICT + first, kind)
    # The first few subordinates early, so that a small district has them.
    for name in below[:2]:
        yield Department(DISTRICT + name, kind, head)
    for name in others:
        yield Department(DISTRICT + name, kind)
    for name in below[2:]:
        yield Department(DISTRICT + name, kind, head)
    if not local:
        return
    for turn in count(1):
        for place in (*_PLACES, *_TOWNS):
            for name in local:
                number = "" if turn == 1 else f"第{_numeral(turn)}"
                yield Department(f"{DISTRICT}{place}{number}{name}", kind, head)


def _numeral(number: int) -> str:
    """Return 1 to 99 in Chinese; beyond that digit by digit."""
    digits = "〇一二三四五六七八九"
    if number > 99:
        return "".join(digits[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")
