"""A bureau's own template: what it changes, and how clearly it is refused."""

import io
import re
from pathlib import Path

import docx
import pptx
import pytest

from dashboard.briefings import docx_writer, pptx_writer
from dashboard.briefings.template import SECTIONS, Template, applied, load_template
from pipelines.problems import SourceError
from tests.briefings.made import made

SHIPPED = Path(docx_writer.__file__).parent / "templates" / "example"


def template(folder: Path, text: str) -> Template:
    (folder / "briefing.toml").write_text(text, encoding="utf-8")
    return load_template(folder)


def refused(folder: Path, text: str = "") -> str:
    with pytest.raises(SourceError) as error:
        template(folder, text)
    return error.value.line()


def test_the_shipped_example_loads_and_changes_nothing() -> None:
    assert load_template(SHIPPED) == Template()


def test_each_section_is_in_the_example() -> None:
    text = (SHIPPED / "briefing.toml").read_text(encoding="utf-8")
    assert [key for key in SECTIONS if f"# {key} = true" not in text] == []


def test_every_section_that_a_chapter_writes_can_be_switched_off() -> None:
    chapters = Path(docx_writer.__file__).parent / "chapters"
    keys = {
        key
        for path in chapters.glob("*.py")
        for key in re.findall(r'Draft\("(\w+)"', path.read_text("utf-8"))
    }
    assert len(keys) > 10
    assert keys - {"letter", "slides", "onepage"} == set(SECTIONS)


def test_a_template_sets_office_words_and_sections(tmp_path: Path) -> None:
    chosen = template(
        tmp_path,
        'office = "某县财政局"\naddressee = "县政府："\nfonts = "windows"\n'
        '[sections]\nproblems = false\n[wording]\n"基本情况" = "工作开展情况"\n"总体看，" = "总的看，"\n',
    )
    made_over = applied(made(), chosen)
    assert (made_over.office, made_over.addressee) == ("某县财政局", "县政府：")
    assert [section.key for section in made_over.sections] == ["lead", "basis", "appendix"]
    assert made_over.sections[1].blocks[0].text == "工作开展情况"  # type: ignore[union-attr]
    assert chosen.faces.body == "仿宋"


def test_facts_are_numbered_after_the_sections_that_remain(tmp_path: Path) -> None:
    whole = made(slides=(), one_page=None)
    kept = applied(whole, template(tmp_path, "[sections]\nproblems = false\n"))
    assert len(kept.ids) < len(whole.ids)
    assert list(kept.ids.values()) == [f"F{number:03d}" for number in range(1, len(kept.ids) + 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("colour = 1", "读到：briefing.toml 的 colour：不认识的键；应为：office、addressee、"),
        ('fonts = "comic"', '读到：briefing.toml 的 fonts：\'comic\'；应为："gb2312" 或 "windows"'),
        ("office = 3", "读到：briefing.toml 的 office：3；应为：一句文字"),
        ("[sections]\nfoo = true", "读到：briefing.toml 的 sections.foo：不认识的键；应为：opening、"),
        ('[sections]\nresults = "no"', "读到：briefing.toml 的 sections.results：'no'；应为：true 或 false"),
        ("sections = 1", "读到：briefing.toml 的 sections：1；应为：一节 [sections]"),
        ("office = ", "应为：UTF-8 的 TOML 文件"),
    ],
)
def test_what_is_wrong_is_said_with_file_key_and_expectation(text: str, line: str, tmp_path: Path) -> None:
    assert line in refused(tmp_path, text)


def test_a_folder_without_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"模板文件夹里有 briefing\.toml"):
        load_template(tmp_path)


def test_a_reference_without_a_needed_style_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles.element.remove(document.styles["Heading 2"].element)
    document.save(str(tmp_path / "reference.docx"))
    assert "reference.docx：没有样式“Heading 2”" in refused(tmp_path)


@pytest.mark.parametrize("name", ["reference.docx", "reference.pptx"])
def test_a_broken_reference_is_one_line(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK not an office file")
    assert refused(tmp_path).startswith(f"读到：{name}：打不开")


def test_slides_of_another_shape_are_refused(tmp_path: Path) -> None:
    pptx.Presentation().save(str(tmp_path / "reference.pptx"))
    assert "reference.pptx：宽高比为 1.33；应为：16:9 的幻灯片" in refused(tmp_path)


def test_a_reference_document_keeps_its_styles_its_crest_and_its_page(tmp_path: Path) -> None:
    reference = docx.Document()
    reference.styles["Heading 1"].font.name = "方正黑体"
    reference.sections[0].header.paragraphs[0].text = "某县财政局内部资料"
    reference.sections[0].left_margin = docx.shared.Mm(30)
    reference.add_paragraph("示例正文，写入时去掉")
    reference.save(str(tmp_path / "reference.docx"))
    data = docx_writer.write(made(), template(tmp_path, ""), True, b"")
    document = docx.Document(io.BytesIO(data))
    assert document.styles["Heading 1"].font.name == "方正黑体"
    heads = [paragraph.text for paragraph in document.sections[0].header.paragraphs]
    assert heads == ["某县财政局内部资料", "【演示数据】　【核对稿】"]
    assert round(document.sections[0].left_margin.mm) == 30  # type: ignore[union-attr]
    assert "示例正文，写入时去掉" not in [paragraph.text for paragraph in document.paragraphs]
    assert "公文表文" in {style.name for style in document.styles}


def test_reference_slides_keep_their_layouts_and_lose_their_examples(tmp_path: Path) -> None:
    ours = pptx.Presentation(io.BytesIO(pptx_writer.write(made(), Template(), False, b"")))
    ours.slide_layouts[0].name = "某县封面"
    ours.save(str(tmp_path / "reference.pptx"))
    data = pptx_writer.write(made(), template(tmp_path, ""), False, b"")
    slides = pptx.Presentation(io.BytesIO(data))
    assert slides.slide_layouts[0].name == "某县封面"
    assert len(slides.slides) == len(made().slides)


def test_a_red_head_stands_above_the_title() -> None:
    data = docx_writer.write(made(), Template(red_head="某县财政局文件"), False, b"")
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    assert paragraphs[0].text == "某县财政局文件"
    assert paragraphs[0].style is not None
    assert paragraphs[0].style.name == "公文红头"
