"""The HTML fragments: escaped, worded, shaped; numbers stand where they belong."""

from decimal import Decimal

import pytest
from standing_samples import (
    disbursement,
    figure,
    growth_behind,
    indicator,
    revenue_ahead,
    standing,
)

from yardstick.ui import bullet, cards, origin, show, sparks
from yardstick.ui.session import speaking

HOSTILE = '<img src=x onerror="alert(1)">'


def plain(markup: str) -> str:
    return markup.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "markup",
    [
        show.note("error", HOSTILE, HOSTILE),
        show.page_head(HOSTILE, HOSTILE, HOSTILE),
        show.section(HOSTILE, HOSTILE),
        show.empty(HOSTILE, HOSTILE),
        show.foot(HOSTILE),
        show.metric(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        show.chip("met", HOSTILE),
        show.waffle(["met"], HOSTILE),
        show.chart_head(HOSTILE, HOSTILE),
        cards.indicator(standing(figure("1", unit=HOSTILE), indicator=indicator(HOSTILE))),
        cards.indicator(growth_behind(indicator=indicator(HOSTILE))),
        cards.attention_row(growth_behind(indicator=indicator(HOSTILE)), words=HOSTILE),
        cards.linked(HOSTILE, figure("1", observation_id="'><script>")),
        origin.origin(figure("1", source_title=HOSTILE, source_issuer=HOSTILE, quote=HOSTILE)),
        origin.document(HOSTILE, [origin.Mark(0, 4, anchor=HOSTILE, title=HOSTILE, href=HOSTILE)]),
    ],
)
def test_nothing_from_outside_becomes_markup(markup: str) -> None:
    assert "<img src=x" not in markup
    assert "<script" not in markup
    assert 'onerror="alert' not in markup


def test_a_chip_has_shape_and_word_and_the_shape_is_not_read_out() -> None:
    markup = show.chip("nearly")
    assert "◐" in markup
    assert "Cơ bản đạt" in markup
    assert "aria-hidden='true'" in markup
    with speaking("en"):
        assert "Nearly met" in show.chip("nearly")


def test_a_waffle_has_a_square_for_each_and_counts_in_words() -> None:
    markup = show.waffle(["missed", "exceeded", "missed", "no_figure"])
    assert markup.count("<i>") == 4
    assert "aria-label='4 chỉ tiêu: 1 vượt, 2 chưa đạt, 1 chưa có số liệu'" in markup
    assert markup.index("1 vượt</b>") < markup.index("2 chưa đạt</b>")


def test_a_card_says_number_target_gap_and_same_period() -> None:
    head = plain(cards.indicator(growth_behind()))
    assert "<span class='ys-big'>6,81</span>" in head
    assert "ys-hatched" in head
    assert "mục tiêu 7,5–8%" in head
    rest = plain(cards.remark(growth_behind()))
    assert rest == "Thiếu <b>0,69 điểm %</b> · cùng kỳ 8,21% (○)"


def test_a_flow_says_its_share_of_the_plan_and_the_pace() -> None:
    assert "tiến độ 50%" in cards.indicator(revenue_ahead())
    assert plain(cards.remark(revenue_ahead())) == "<b>63,6%</b> kế hoạch 32.823 tỷ đồng"


def test_a_gap_says_whether_time_or_the_usual_course_is_the_pace() -> None:
    elapsed = cards.gap_remark(revenue_ahead())
    assert plain(elapsed) == "so với tiến độ 50% của thời gian"
    usual = cards.gap_remark(revenue_ahead(season=(2023,)))
    assert plain(usual) == "so với nhịp năm trước 50%"


def test_rivals_are_named_with_their_values() -> None:
    other = figure("21445", unit="tỷ đồng", source_title="Báo khác")
    markup = plain(cards.rivals(revenue_ahead(rivals=(other,))))
    assert "<b>21.445 tỷ đồng</b>" in markup
    row = plain(cards.attention_rivals(revenue_ahead(rivals=(other,))))
    assert "556 tỷ đồng" in row
    assert "2,7%" in row


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (growth_behind(), "Thiếu 0,69 điểm %"),
        (standing(figure("5"), figure("4", kind="target"), "exceeded", gap="1"), "Vượt 1 điểm %"),
        (standing(figure("4"), figure("4", kind="target"), "met", gap="0"), "Đúng mục tiêu"),
        (
            standing(
                figure("1.2"),
                figure("0.9", kind="target", comparator="<="),
                "missed",
                gap="-0.3",
                indicator=indicator(direction="down"),
            ),
            "Cao hơn mức cho phép 0,3 điểm %",
        ),
        (
            standing(
                figure("50", measure="rank", unit="rank"),
                figure("45", measure="rank", unit="rank", kind="target"),
                "missed",
                gap="-5",
                gap_unit="bậc",
            ),
            "Kém 5 bậc",
        ),
        (standing(None, figure("4", kind="target"), "no_figure"), ""),
    ],
)
def test_the_gap_in_words(made: object, wanted: str) -> None:
    assert plain(cards.gap_words(made)) == wanted


def test_a_quiet_line_gives_the_last_known_value_with_its_period() -> None:
    last = figure("1.94", period="2022", kind="estimate")
    made = standing(
        None, figure("0.71", kind="target", comparator="<="), "no_figure", last_known=last
    )
    markup = plain(cards.indicator(made))
    assert "gần nhất: 1,94% (năm 2022)" in markup
    assert "≤ 0,71%" in markup
    assert "href='nguon?" in markup


def test_a_bar_starts_at_zero_and_keeps_its_marks_inside() -> None:
    bar = bullet.bullet_of(growth_behind())
    assert bar is not None
    assert bar.ceiling == Decimal(10)
    markup = bullet.bullet(bar)
    assert "width:68.1%" in markup
    assert "left:75.0%" in markup
    assert "left:80.0%" in markup
    assert "left:82.1%" in markup


@pytest.mark.parametrize(
    "made",
    [
        standing(None, figure("4", kind="target"), "no_figure"),
        standing(figure("12", measure="rank"), figure("45", measure="rank"), "met", bound="45"),
        standing(figure("-1"), figure("2", kind="target"), "missed", gap="-3", bound="2"),
        standing(figure("1")),
    ],
)
def test_no_bar_where_it_would_say_nothing(made: object) -> None:
    assert bullet.bullet_of(made) is None


def test_shares_of_a_plan_end_at_one_hundred() -> None:
    bar = bullet.bullet_of(disbursement("Ân Thi", "31.2", "-18.8", "missed"))
    assert bar is not None
    assert bar.ceiling == 100
    beyond = bullet.bullet_of(disbursement("Văn Giang", "158", "108", "exceeded"))
    assert beyond is not None
    assert beyond.ceiling >= 158


TEXT = "Mở đầu.\nTăng trưởng đạt 6,81% trong kỳ; thu tăng. Câu sau có 12% nữa."


def test_the_sentence_around_a_figure_is_quoted_with_the_figure_marked() -> None:
    start = TEXT.index("6,81%")
    first, last = origin.sentence_around(TEXT, start, start + 5)
    passage = TEXT[first:last]
    assert passage.startswith("Tăng trưởng")
    assert "Câu sau" not in passage
    shown = figure("6.81", quote="6,81%", locator=f"chars {start}-{start + 5}")
    markup = origin.origin(shown, passage, first)
    assert ">6,81%</mark>" in markup
    assert "Báo cáo thử" in markup
    assert "12/BC · 28/06/2024" in markup


def test_a_long_sentence_is_cut_at_words() -> None:
    whole = "chữ " * 400 + "12% " + "chữ " * 400
    start = whole.index("12%")
    first, last = origin.sentence_around(whole, start, start + 3, limit=50)
    assert first <= start < start + 3 <= last
    assert last - first < 120
    assert whole[first:last].strip().startswith("chữ")


def test_overlapping_marks_keep_the_first_and_lose_no_text() -> None:
    marks = [origin.Mark(0, 6), origin.Mark(3, 9), origin.Mark(8, 12, href="nguon?figure=1")]
    markup = origin.marked(TEXT, marks)
    assert markup.count("<mark") == 2
    assert "href='nguon?figure=1'" in markup


@pytest.mark.parametrize(
    ("locator", "wanted"),
    [
        ("chars 10-15", "ký tự 10 đến 15"),
        ("Biểu 02!E7", "ô E7, trang tính Biểu 02"),
        ("row 17", "dòng 17 trong bảng số liệu công bố đi kèm"),
        (None, ""),
    ],
)
def test_where_a_figure_stands_in_words(locator: str | None, wanted: str) -> None:
    assert origin.locator_label(locator) == wanted


def test_a_spark_is_a_picture_with_its_values_in_words() -> None:
    history = (("2023-H1", Decimal("8.21")), ("2024-H1", Decimal("6.81")))
    markup = sparks.markup(growth_behind(history=history))
    assert "data:image/svg+xml;base64," in markup
    assert "2023: 8,21; 2024: 6,81" in markup
    assert sparks.markup(growth_behind()) == ""


def test_the_head_of_a_field_counts_those_with_figures() -> None:
    rows = [growth_behind(), standing(None, figure("4", kind="target"), "no_figure")]
    assert "2 chỉ tiêu · 1 có số liệu" in cards.field_head("Kinh tế", rows)


def test_the_legend_names_the_thresholds() -> None:
    markup = cards.legend({"exceeded": 105.0, "met": 100.0, "nearly": 95.0, "unlikely": 2.0})
    assert "từ 105% mục tiêu" in markup
    assert "95% đến dưới 100%" in markup
    assert "gấp 2 lần" in markup
