"""Reviewing without a screen: the form and its gaps, what a decision stores, names people teach."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from etl import review
from etl.extract.mention import Mention
from etl.load import reading_of
from etl.names import with_name, with_names
from etl.observe import Reason
from etl.review import Accepted, Draft, Gap, Item, draft_of, named, namesakes, waiting_items
from etl.review_form import Numbers, read_numbers, with_numbers, written_numbers
from etl.run import Inputs, Pipeline
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.place import Gazetteer
from yardstick.domain.provenance import CellRef, Locator, Source, SourceKind, TextSpan
from yardstick.errors import AlreadySettledError, IncompleteReadingError
from yardstick.store import desk, origin, reader, writer
from yardstick.store.batch import Batch, BatchKind, Outcome, Recorded, Waiting
from yardstick.store.database import Store
from yardstick.store.office import Office
from yardstick.store.places import read_places

PLAIN = Mention(
    quote="12,5%",
    start=4,
    end=9,
    value=Decimal("12.5"),
    value_low=None,
    value_high=None,
    total=None,
    unit="%",
    indicator_text="mức tăng của tổng sản phẩm",
    indicator=None,
    kind="actual",
    measure="growth",
    comparator=None,
    period="2024-H1",
    place_text=None,
    base=None,
    status="estimate",
    deadline=None,
    version=None,
    authority=None,
    repeat=False,
    confidence=0.8,
    paragraph=3,
    section="I. Kết quả",
    reasons=(("unit", "stands after the number"),),
    place="33@",
)
SOURCE = Source(
    source_id="s1",
    kind=SourceKind.DOCUMENT,
    title="Báo cáo thử",
    content_hash="ab" * 32,
    lineage="s1",
    rank=40,
    text="Tăng 12,5% so với cùng kỳ.",
)


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalogue:
    return read_catalogue((root / "indicators.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def gazetteer(root: Path) -> Gazetteer:
    return read_places(root / "data" / "places")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def waiting(mention: Mention, locator: Locator | None = None, reason: str = "") -> Waiting:
    where = locator or TextSpan(mention.start, mention.end, mention.quote)
    return Waiting(
        "s1", where, mention.quote, reading_of(mention), reason or Reason.UNKNOWN_INDICATOR
    )


def load(store: Store, *found: Waiting, **more: object) -> None:
    batch = Batch(kind=BatchKind.LOAD, author="máy", sources=(SOURCE,), waiting=found, **more)  # type: ignore[arg-type]
    writer.write(store, batch)


def test_a_stored_reading_comes_back_whole(store: Store) -> None:
    load(store, waiting(PLAIN))
    (item,) = waiting_items(store)
    assert item.mention == PLAIN
    assert (item.source_title, item.source_kind, item.locator.locator) == (
        "Báo cáo thử",
        "document",
        "chars 4-9",
    )
    assert not item.is_outside


def test_the_queue_asks_first_what_contradicts_then_the_least_sure(store: Store) -> None:
    def at(start: int, reason: str, sure: float) -> Waiting:
        one = replace(PLAIN, start=start, end=start + 5, confidence=sure)
        return waiting(one, reason=reason)

    load(
        store,
        at(10, Reason.UNKNOWN_INDICATOR, 0.2),
        at(20, Reason.UNSURE, 0.5),
        at(30, Reason.UNSURE, 0.3),
        at(40, "sum_mismatch", 0.9),
        at(50, Reason.CONTRADICTION, 0.95),
    )
    assert [item.mention.start for item in waiting_items(store)] == [50, 40, 30, 20, 10]


def test_only_rows_of_tables_can_be_left_outside_at_once(store: Store) -> None:
    cell = CellRef("Biểu 1", "E7")
    load(
        store,
        waiting(PLAIN),
        waiting(PLAIN, cell),
        waiting(PLAIN, CellRef("Biểu 1", "E8"), Reason.NO_PERIOD),
    )
    assert [item.locator for item in waiting_items(store) if item.is_outside] == [cell]


def full(catalogue: Catalogue, gazetteer: Gazetteer, **change: object) -> Draft:
    mention = replace(PLAIN, **{"indicator": "EC01", **change})  # type: ignore[arg-type]
    item = Item(1, "s1", "", "document", None, TextSpan(4, 9, "12,5%"), mention, "", "")
    return draft_of(item, catalogue, gazetteer)


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"indicator": None}, Gap.INDICATOR),
        ({"place": None}, Gap.PLACE),
        ({"period": None}, Gap.PERIOD),
        ({"period": "quý năm"}, Gap.PERIOD),
        ({"value": None}, Gap.VALUE),
        ({"unit": ""}, Gap.UNIT),
        ({"unit": "xã"}, Gap.UNIT_CONFLICT),
        ({"place": "325@"}, Gap.WRONG_LEVEL),
    ],
)
def test_a_reading_with_a_gap_becomes_no_figure(
    change: dict[str, object], gap: Gap, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    draft = full(catalogue, gazetteer, **change)
    assert gap in draft.gaps
    with pytest.raises(IncompleteReadingError) as failure:
        draft.observation(TextSpan(4, 9, "12,5%"))
    assert gap in failure.value.gaps


def test_a_complete_reading_has_no_gap(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    draft = full(catalogue, gazetteer)
    assert draft.gaps == ()
    found = draft.observation(TextSpan(4, 9, "12,5%"))
    assert (found.indicator, found.place.key, found.period.code) == ("EC01", "33@", "2024-H1")
    assert found.confidence == 1.0
    assert found.value == Decimal("12.5")


def full_reading(item: Item, catalogue: Catalogue, gazetteer: Gazetteer) -> Accepted:
    as_read = draft_of(item, catalogue, gazetteer)
    mention = replace(item.mention, indicator="EC01")
    return Accepted(item, replace(as_read, mention=mention, indicator=catalogue["EC01"]), as_read)


def test_a_correction_stores_the_figure_and_takes_the_mention_off_the_queue(
    store: Store, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    load(store, waiting(PLAIN))
    (item,) = waiting_items(store)
    review.accept(
        store,
        [replace(full_reading(item, catalogue, gazetteer), remark="theo đề cương")],
        author="an",
    )
    assert waiting_items(store) == ()
    (row,) = reader.current(store).to_dict("records")
    assert (row["indicator"], row["value"], row["source_id"]) == ("EC01", 12.5, "s1")
    (settled,) = desk.resolved(store).to_dict("records")
    assert (settled["outcome"], settled["author"], settled["remark"]) == (
        "corrected",
        "an",
        "theo đề cương",
    )
    assert desk.batches(store)["kind"][0] == "review"


def test_what_was_read_right_is_accepted_and_not_called_a_correction(
    store: Store, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    load(store, waiting(replace(PLAIN, indicator="EC01"), reason=Reason.UNSURE))
    (item,) = waiting_items(store)
    as_read = draft_of(item, catalogue, gazetteer)
    assert Accepted(item, as_read, as_read).outcome is Outcome.ACCEPTED
    review.accept(store, [Accepted(item, as_read, as_read)], author="an")
    assert desk.resolved(store)["outcome"].tolist() == ["accepted"]


def test_one_gap_among_many_stores_nothing(
    store: Store, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    load(store, waiting(PLAIN), waiting(replace(PLAIN, start=20, end=25)))
    first, second = waiting_items(store)
    bare = draft_of(second, catalogue, gazetteer)
    version = store.version
    with pytest.raises(IncompleteReadingError):
        review.accept(
            store,
            [full_reading(first, catalogue, gazetteer), Accepted(second, bare, bare)],
            author="an",
        )
    assert store.version == version


def test_many_are_rejected_in_one_batch_that_can_be_undone(store: Store) -> None:
    load(store, *(waiting(PLAIN, CellRef("Biểu 1", f"E{row}")) for row in range(1, 31)))
    items = waiting_items(store)
    receipt = review.reject(store, items, author="an", remark="để ngoài danh mục")
    assert waiting_items(store) == ()
    assert set(origin.figures_of(store, "s1")["state"]) == {"rejected"}
    writer.undo(store, receipt.batch_id, author="an", reason="nhầm")
    assert len(waiting_items(store)) == 30
    assert desk.resolved(store).empty


def test_what_somebody_else_settled_is_not_settled_twice(
    store: Store, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    load(store, waiting(PLAIN))
    (item,) = waiting_items(store)
    review.reject(store, [item], author="bình")
    with pytest.raises(AlreadySettledError):
        review.accept(store, [full_reading(item, catalogue, gazetteer)], author="an")
    with pytest.raises(AlreadySettledError):
        review.reject(store, [item], author="an")
    assert reader.current(store).empty


def test_a_decision_needs_a_reason_and_is_kept_with_it(
    store: Store, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    for source_id, value in (("s1", "20889"), ("s2", "21445")):
        mention = replace(
            PLAIN, indicator="FN01", measure="level", unit="tỷ đồng", value=Decimal(value)
        )
        item = Item(1, source_id, "", "document", None, TextSpan(4, 9, "x"), mention, "", "")
        found = draft_of(item, catalogue, gazetteer).observation(item.locator)
        source = replace(SOURCE, source_id=source_id, lineage=source_id)
        writer.write(
            store,
            Batch(
                kind=BatchKind.LOAD,
                author="máy",
                sources=(source,),
                observations=(Recorded(source_id, found),),
            ),
        )
    other = int(reader.conflicts(store)["observation_id"].iat[1])
    with pytest.raises(ValueError, match="reason"):
        review.decide(store, other, author="an", reason="  ", note="")
    review.decide(store, other, author="an", reason="số đã chốt", note="Thu ngân sách")
    settled = reader.conflicts(store)
    assert settled["observation_id"].iat[0] == other
    assert settled["decided"].all()
    (decision,) = origin.figure(store, other).decisions.to_dict("records")
    assert (decision["author"], decision["reason"]) == ("an", "số đã chốt")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("45,5", Numbers(value=Decimal("45.5"))),
        (" 45.5 ", Numbers(value=Decimal("45.5"))),
        ("20.889", Numbers(value=Decimal(20889))),
        ("−4,1", Numbers(value=Decimal("-4.1"))),
        ("7,5–8", Numbers(low=Decimal("7.5"), high=Decimal(8))),
        ("300 đến 500", Numbers(low=Decimal(300), high=Decimal(500))),
        ("24/63", Numbers(value=Decimal(24), total=Decimal(63))),
        ("8–7,5", None),
        ("45,5,5", None),
        ("khoảng 45", None),
        ("", None),
    ],
)
def test_numbers_as_people_type_them(typed: str, wanted: Numbers | None) -> None:
    assert read_numbers(typed) == wanted


@pytest.mark.parametrize(
    "change",
    [
        {"value": Decimal("6.80")},
        {"value": Decimal("-0.69")},
        {"value": Decimal(8), "total": Decimal(11)},
        {"value": None, "value_low": Decimal("7.5"), "value_high": Decimal(8)},
        {"value": Decimal(1234567)},
    ],
)
def test_numbers_written_and_read_again_change_nothing(change: dict[str, Decimal | None]) -> None:
    mention = replace(PLAIN, **change)  # type: ignore[arg-type]
    # Not even the noughts that were printed.
    assert with_numbers(mention, read_numbers(written_numbers(mention))) is mention


def test_a_value_that_cannot_be_read_leaves_none_behind() -> None:
    assert with_numbers(PLAIN, None).value is None


def test_namesakes_are_those_without_an_indicator_under_the_same_words(
    store: Store, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    load(
        store,
        waiting(PLAIN),
        waiting(replace(PLAIN, indicator_text="MỨC tăng  của tổng sản phẩm"), CellRef("", "A1")),
        waiting(replace(PLAIN, period=None), CellRef("", "A2")),
        waiting(replace(PLAIN, value=Decimal(900)), CellRef("", "A3")),
        waiting(replace(PLAIN, indicator_text="mức giảm"), CellRef("", "A4")),
        waiting(replace(PLAIN, indicator="EC03"), CellRef("", "A5")),
    )
    items = waiting_items(store)
    first = next(item for item in items if isinstance(item.locator, TextSpan))
    same = namesakes(first, items)
    assert {item.locator.locator for item in same} == {"!A1", "!A2", "!A3"}
    # Without a period or outside the plausible band they go on waiting.
    ready = named(same, catalogue["EC01"], catalogue, gazetteer)
    assert [one.item.locator.locator for one in ready] == ["!A1"]


def test_a_remembered_name_gives_the_code_and_says_why(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.remember("Mức tăng của tổng sản phẩm", "EC01", author="an")
    names = office.by_words()
    found = with_name(PLAIN, names)
    assert found.indicator == "EC01"
    assert found.reasons[:-1] == PLAIN.reasons
    field, why = found.reasons[-1]
    assert field == "indicator"
    assert "an" in why
    # The reader's own find is never replaced, and other words are left alone.
    own = replace(PLAIN, indicator="EC03")
    other = replace(PLAIN, indicator_text="mức giảm")
    assert with_names((own, other), names) == (own, other)


SENTENCE = (
    "UBND TỈNH HƯNG YÊN\nSố: {number}/BC-UBND\nHưng Yên, ngày 05 tháng 7 năm 2024\n\nBÁO CÁO\n"
    "Tình hình 6 tháng đầu năm 2024\n\n"
    "Số mô hình vườn kiểu mới của tỉnh Hưng Yên 6 tháng đầu năm 2024 đạt {value} mô hình.\n"
)


def test_a_name_taught_once_is_used_by_the_next_run_and_not_after_its_removal(
    tmp_path: Path, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    store = Store(tmp_path / "store")
    inputs = Inputs(tmp_path / "in", tmp_path / "none")
    inputs.documents.mkdir()
    pipeline = Pipeline(store, catalogue, gazetteer, "máy")

    def read(number: int, value: int) -> list[Item]:
        text = SENTENCE.format(number=number, value=value)
        (inputs.documents / f"{number}.txt").write_text(text, encoding="utf-8")
        pipeline.run(inputs)
        return [item for item in waiting_items(store) if item.mention.value == value]

    (unknown,) = read(1, 41)
    assert unknown.reason == Reason.UNKNOWN_INDICATOR
    assert unknown.mention.place == "33@"
    taught = Office.beside(store).remember(unknown.mention.indicator_text, "EC01", author="an")
    # Now it has an indicator, and the unit speaks against it: named, checked, never just taken.
    (taken,) = read(2, 42)
    assert (taken.mention.indicator, taken.reason) == ("EC01", Reason.UNIT_CONFLICT)
    assert any("remembered name" in why for _, why in taken.mention.reasons)
    Office.beside(store).forget(taught.name_id)
    (again,) = read(3, 43)
    assert again.mention.indicator is None
