"""A sheet of A4: numbers read back, one page whatever stands on it, nothing taken for markup."""

import io
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, Literal

import pypdf
import pytest
from standing_samples import DISTRICTS, figure, growth_behind, indicator, standing

from yardstick.charts.heat import heat_table
from yardstick.charts.paper import Paper, PaperBlock, PaperLine
from yardstick.charts.strips import Strips, strips
from yardstick.errors import ExportError, ToolMissingError
from yardstick.render.paper import is_available, paper_html, paper_pdf

GROUPS = {"finance": "Tài chính", "economy": "Kinh tế"}
needs_browser = pytest.mark.skipif(not is_available(), reason="needs a Chromium")


def rows() -> Strips:
    own = [growth_behind(), DISTRICTS[2], DISTRICTS[1]]
    return strips(own, {"EC01": DISTRICTS}, GROUPS, title="T", subtitle="S")


def sheet(**more: Any) -> Paper:
    made = Paper(
        eyebrow="Địa bàn · Huyện Văn Lâm",
        finding="Huyện Văn Lâm: 1 trong 3 chỉ tiêu đạt",
        lead="",
        counts=(("met", 1), ("missed", 2)),
        picture="",
        charts=(rows(),),
        blocks=(PaperBlock("Thay đổi", (PaperLine("met", "Thu ngân sách", "40 → 51%"),)),),
        remarks=("hạng chỉ tính nơi có số liệu",),
        orientation="portrait",
        is_draft=False,
        is_illustrative=False,
        language="vi",
    )
    return replace(made, **more)


class Words(HTMLParser):
    """The text of a page without its script and its style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if self.tags[-1] not in ("style", "script"):
            self.said.append(data.replace("\u00a0", " "))


def test_every_number_of_the_strip_rows_stands_on_the_sheet() -> None:
    said = Words(paper_html(sheet())).said
    for row in rows().rows:
        assert row.name in said
        assert row.number in said
    shown = " ".join(said)
    assert "Thu ngân sách" in shown
    assert "40 → 51%" in shown
    assert "dự thảo" not in shown
    assert "dự thảo: có số chưa duyệt" in " ".join(Words(paper_html(sheet(is_draft=True))).said)


def test_every_cell_of_a_heat_table_stands_on_the_sheet() -> None:
    columns = {"EC01": DISTRICTS[:3], "EC09": tuple(reversed(DISTRICTS[:3]))}
    heat = heat_table(columns, GROUPS, title="T", subtitle="S")
    said = Words(paper_html(sheet(charts=(heat,), blocks=(), orientation="landscape"))).said
    for row in heat.rows:
        assert row.name in said
        for cell in row.cells:
            assert said.count(cell.number) >= 1


def test_words_are_never_markup() -> None:
    bad = "<script>alert(1)</script>"
    block = PaperBlock(bad, (PaperLine("", bad, bad, bad),), bad)
    page = paper_html(sheet(finding=bad, eyebrow=bad, lead=bad, blocks=(block,), remarks=(bad,)))
    assert Words(page).tags.count("script") == 1


def test_made_up_figures_are_marked_and_english_is_english() -> None:
    said = Words(paper_html(sheet(is_illustrative=True))).said
    assert said.count("SỐ LIỆU MINH HỌA") == 2
    english = Words(paper_html(sheet(is_illustrative=True, language="en"))).said
    assert "ILLUSTRATIVE FIGURES" in english
    assert "Met" in " ".join(english)


def many() -> Strips:
    own = [
        standing(
            figure("61.4"),
            figure("50", kind="target", comparator=">="),
            "met",
            indicator=indicator(f"Chỉ tiêu số {n} có tên dài vừa phải", code=f"EC{n:02}"),
        )
        for n in range(1, 46)
    ]
    return strips(own, {}, GROUPS, title="T", subtitle="S")


@needs_browser
@pytest.mark.slow
@pytest.mark.parametrize(
    ("lying", "charts", "size"),
    [
        ("portrait", (rows(),), (595, 842)),
        ("portrait", (many(),), (595, 842)),
        (
            "landscape",
            (heat_table({"EC01": DISTRICTS}, GROUPS, title="T", subtitle="S"),),
            (842, 595),
        ),
    ],
    ids=["a few rows", "forty-five rows", "a matrix"],
)
def test_it_is_one_page_of_a4(
    lying: Literal["portrait", "landscape"], charts: Any, size: tuple[int, int]
) -> None:
    lines = tuple(PaperLine("missed", f"Mục {n}", "1 → 2%") for n in range(6))
    block = PaperBlock("Thay đổi so với 5 tháng", lines)
    made = paper_pdf(sheet(charts=charts, blocks=(block,) * 3, orientation=lying))
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    assert len(pages) == 1
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == size
    # The reader tears Vietnamese letters apart: subset fonts carry them one by one.
    printed = "".join(pages[0].extract_text().split())
    assert "HuyệnVănLâm" in printed
    assert "Mục5" in printed


@needs_browser
def test_it_is_given_up_in_time() -> None:
    with pytest.raises(ExportError):
        paper_pdf(sheet(), seconds=0.01)


def test_a_machine_without_a_browser_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    assert not is_available()
    with pytest.raises(ToolMissingError) as missing:
        paper_pdf(sheet())
    assert missing.value.tool == "chromium"
