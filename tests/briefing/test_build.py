"""A saved briefing becomes slides whose every number is the store's, as known on its day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import briefing_samples
import pytest

from yardstick.analysis.figure import Figure
from yardstick.briefing.build import build, rebuilt
from yardstick.briefing.facts import Facts
from yardstick.briefing.plan import BlockPlan, Plan, SlidePlan, aimed, read_plan, written
from yardstick.briefing.remarks import unmatched
from yardstick.charts.deck import Deck, Definition, FigureTable, SlideLayout
from yardstick.charts.labels import figure_label, figure_number
from yardstick.errors import BriefingError, PlaceError


@pytest.fixture(scope="module")
def facts(filled: Path) -> Facts:
    return briefing_samples.facts_of(filled)


@pytest.fixture(scope="module")
def plan(facts: Facts) -> Plan:
    return briefing_samples.plan_of(facts)


@pytest.fixture(scope="module")
def deck(facts: Facts, plan: Plan) -> Deck:
    return briefing_samples.deck_of(facts, plan)


def slide(deck: Deck, key: str) -> FigureTable:
    chart = next(s for s in deck.slides if s.key == key).blocks[0].chart
    assert isinstance(chart, FigureTable)
    return chart


def test_the_default_briefing_is_complete(deck: Deck) -> None:
    layouts = [slide.layout for slide in deck.slides]
    assert layouts[0] is SlideLayout.TITLE
    assert layouts[-1] is SlideLayout.CLOSING
    assert {SlideLayout.RESULT, SlideLayout.TABLE, SlideLayout.CHART} <= set(layouts)
    assert SlideLayout.COMMITMENTS in layouts
    assert not [block.problem for slide in deck.slides for block in slide.blocks if block.problem]
    assert deck.slides[0].title == "Tình hình kinh tế - xã hội 6 tháng đầu năm 2024"
    assert deck.place == "Tỉnh Hưng Yên"
    assert "2/5 chỉ tiêu đạt và vượt" in [slide.title for slide in deck.slides]


def test_every_number_of_the_table_is_the_stores(facts: Facts, deck: Deck) -> None:
    checked = 0
    for row in slide(deck, "table").rows:
        for cell in row:
            if cell.observation_id is None:
                continue
            figure = facts.figure(cell.observation_id)
            assert cell.text.startswith(figure_number(figure))
            if cell.value is not None:
                assert cell.value == figure.value
            assert cell.is_estimate == figure.is_estimate
            checked += 1
    assert checked > 10


def test_every_number_of_a_remark_is_bound_to_its_record(facts: Facts, deck: Deck) -> None:
    printed = reckoned = 0
    for one in deck.slides:
        for block in one.blocks:
            for remark in block.remarks:
                for bound in remark.bounds:
                    figure = facts.figure(bound.observation_id)
                    words = remark.text[bound.start : bound.end]
                    # A share or a distance is reckoned from the record it is bound to.
                    printed += words == figure_label(figure)
                    reckoned += words != figure_label(figure)
                    assert any(character.isdigit() for character in words)
    assert printed > 5
    assert reckoned > 0


def test_a_gap_stays_a_gap(deck: Deck) -> None:
    texts = [cell.text for row in slide(deck, "table").rows for cell in row if cell.is_number]
    assert "—" in texts
    assert "0" not in texts


def test_every_figure_has_its_origin_with_the_sentence(deck: Deck) -> None:
    origins = [o for s in deck.slides for b in s.blocks for o in b.origins]
    revenue = next(o for o in origins if "20.889" in o.label)
    assert "6 tháng đầu năm 2024" in revenue.label
    assert "20.889" in revenue.passage
    assert "ngày 27/06/2024" in revenue.document


def test_a_dispute_stands_in_the_footer(deck: Deck) -> None:
    told = next(s for s in deck.slides if s.key == "table").source
    assert "nguồn khác ghi 21.445" in told
    assert "chưa quyết định" in told


def test_a_briefing_is_read_back_as_it_was_saved(plan: Plan) -> None:
    assert read_plan(written(plan)) == plan


@pytest.mark.parametrize(
    ("saved", "where"),
    [
        ("{}", "key"),
        ('{"key": "a", "name": "b", "place": "33@", "period": "soon", "day": "2024-07-12"}',
         "period"),
        ('{"key": "a", "name": "b", "place": "33@", "period": "2024", "day": "2024-07-12",'
         ' "slides": [{"key": "x", "layout": "chart"}, {"key": "x", "layout": "text"}]}',
         "slides"),
        ('{"key": "a", "name": "b", "place": "33@", "period": "2024", "day": "2024-07-12",'
         ' "slides": [{"key": "x", "layout": "spiral"}]}', "slides.0.layout"),
        ("not json", ""),
    ],
)  # fmt: skip
def test_what_is_no_briefing_says_where(saved: str, where: str) -> None:
    with pytest.raises(BriefingError) as refused:
        read_plan(saved)
    assert refused.value.where == where


def test_running_for_another_period_takes_every_definition_along(facts: Facts, plan: Plan) -> None:
    edited = plan.with_slide(
        plan.slides[1].model_copy(update={"title": "Một câu của năm 2024"})
    ).model_copy(update={"as_of": date(2024, 7, 12)})
    again = aimed(edited, place="33@", period="2023-H1")
    periods = {b.options["period"] for s in again.slides for b in s.blocks}
    assert periods == {"2023-H1"}
    assert again.as_of is None
    assert all(not s.title for s in again.slides)
    deck = build(again, facts, is_illustrative=False)
    table = slide(deck, "table")
    shown = [c.text for row in table.rows for c in row]
    assert "8,21" in " ".join(shown)


def test_another_years_definition_keeps_its_distance(plan: Plan) -> None:
    block = BlockPlan(key="b", kind="line", options={"place": "33@", "period": "2023-H1"})
    one = SlidePlan(key="s", layout=SlideLayout.CHART, blocks=(block,))
    again = aimed(plan.with_added(one), place="33@", period="2025-H1")
    added = again.slide("s")
    assert added is not None
    assert added.blocks[0].options["period"] == "2024-H1"


def test_what_is_not_available_says_so(facts: Facts, plan: Plan) -> None:
    again = aimed(plan, place="34@", period="2024-H1")
    deck = build(again, facts, is_illustrative=False)
    problems = [b.problem for s in deck.slides for b in s.blocks if b.problem]
    assert problems
    assert all("Chưa" in problem or "không còn" in problem for problem in problems)
    unknown = BlockPlan(
        key="u", kind="line", options={"place": "33@", "period": "2024", "indicator": "ZZ99"}
    )
    one = SlidePlan(key="s", layout=SlideLayout.CHART, blocks=(unknown,))
    deck = build(plan.with_added(one), facts, is_illustrative=False)
    told = next(s for s in deck.slides if s.key == "s")
    assert "không còn trong danh mục" in told.title
    with pytest.raises(PlaceError):
        build(aimed(plan, place="00@", period="2024-H1"), facts, is_illustrative=False)


def test_a_briefing_fixed_to_a_day_shows_what_was_known_then(facts: Facts, plan: Plan) -> None:
    # Two days: the figures may have come in before midnight.
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date()
    before = build(plan.model_copy(update={"as_of": yesterday}), facts, is_illustrative=False)
    assert before.known_on == yesterday.isoformat()
    assert all(b.problem for s in before.slides for b in s.blocks)
    today = datetime.now(UTC).astimezone().date()
    now = build(plan.model_copy(update={"as_of": today}), facts, is_illustrative=False)
    block = next(s for s in now.slides if s.key == "table").blocks[0]
    assert block.chart is not None
    assert block.definition.options["as_of"] == today.isoformat()


def test_a_persons_words_keep_the_records_of_the_numbers_they_kept(
    facts: Facts, plan: Plan
) -> None:
    one = plan.slide("attainment")
    assert one is not None
    remarks = one.blocks[1].model_copy(
        update={"words": ("Thu ngân sách đạt 20.889 tỷ đồng, mừng.",)}
    )
    changed = plan.with_slide(one.model_copy(update={"blocks": (one.blocks[0], remarks)}))
    deck = build(changed, facts, is_illustrative=False)
    block = next(s for s in deck.slides if s.key == "attainment").blocks[1]
    assert [r.text for r in block.remarks] == ["Thu ngân sách đạt 20.889 tỷ đồng, mừng."]


def test_numbers_nobody_printed_are_named() -> None:
    matched, strange = unmatched("Thu 20.889 tỷ, vượt 987.", ["Thu NSNN: 20.889 tỷ đồng"])
    assert (matched, strange) == (1, ("987",))


def test_a_file_s_definitions_are_built_again(facts: Facts, deck: Deck) -> None:
    asked = [(b.key, b.definition) for s in deck.slides for b in s.blocks]
    asked.append(("strange", Definition("spiral", {"place": "33@"})))
    again = rebuilt(asked, facts, today=briefing_samples.TODAY, is_illustrative=False)
    assert "strange" not in again
    for one in deck.slides:
        for block in one.blocks:
            assert again[block.key].chart == block.chart
            assert again[block.key].remarks == block.remarks
    later = rebuilt(
        asked, facts, today=briefing_samples.TODAY, is_illustrative=False, period="2023-H1"
    )
    assert later["table-table"].definition.options["period"] == "2023-H1"


def test_slides_get_keys_of_their_own(plan: Plan) -> None:
    one = plan.slides[1]
    twice = plan.with_added(one).with_added(one)
    keys = [s.key for s in twice.slides]
    assert len(keys) == len(set(keys))
    assert twice.slides[-1].layout is SlideLayout.CLOSING


def test_english_leaves_no_vietnamese_of_ours(facts: Facts, plan: Plan) -> None:
    deck = build(plan, facts, "en", is_illustrative=False)
    titles = " ".join(s.title for s in deck.slides if s.key in ("title", "result", "table"))
    assert "chỉ tiêu" not in titles
    assert "tháng" not in titles


def figures_in(deck: Deck, facts: Facts) -> list[Figure]:
    ids = {o.observation_id for s in deck.slides for b in s.blocks for o in b.origins}
    return [facts.figure(one) for one in ids if one.isdigit()]


def test_the_share_of_the_plan_is_the_figures_own(facts: Facts, deck: Deck) -> None:
    row = next(r for r in slide(deck, "table").rows if r[0].text == "Thu ngân sách")
    assert row[5].value == Decimal("63.6")
    assert figures_in(deck, facts)


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("bars", {"place": "33@", "period": "2024-H1"}),
        ("line", {"place": "33@", "period": "2024-H1", "indicator": "EC01", "span": "; DROP"}),
        ("heat", {"place": "33@", "period": "2024-H1", "level": "galaxy"}),
        ("remarks", {"place": "33@", "period": "2024-H1", "about": "nothing"}),
        ("remarks", {"place": "33@", "period": "2024-H1", "about": "remarks"}),
        ("line", {"place": "../..", "period": "2024-H1", "indicator": "FN01"}),
        ("line", {"place": "33@", "period": "always", "indicator": "FN01"}),
        ("table", {"place": "33@", "period": "2024-H1", "fields": "none"}),
    ],
)
def test_a_definition_changed_by_hand_never_crashes(
    facts: Facts, kind: str, options: dict[str, str]
) -> None:
    built = rebuilt(
        [("a", Definition(kind, options))],
        facts,
        today=briefing_samples.TODAY,
        is_illustrative=False,
    )
    block = built["a"]
    assert block.problem or block.chart is not None
