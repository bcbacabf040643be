"""The benchmark's own arithmetic: what counts as found, and documents that never repeat."""

from random import Random

import pytest

from benchmarks.extraction import Found, Gold, gold_of, plain, score
from benchmarks.memory import variant

TEXT = "Thu ngân sách đạt 20.889 tỷ đồng, tăng 6,81%, theo Nghị quyết 12."
GOLD = (
    Gold(18, 32, ((20889.0,),), False),
    Gold(39, 44, ((6.81,),), False),
    Gold(61, 63, ((12.0,),), True),
)


def reader(*found: Found):
    return lambda _: (1.0, list(found))


def test_a_figure_is_right_when_span_and_number_agree() -> None:
    read = reader(Found(18, 24, (20889.0,)), Found(39, 44, (6.8,)), Found(0, 3, (1.0,)))
    got = score("x", read, [(TEXT, GOLD)])
    assert (got.right, got.found, got.marked) == (1, 3, 2)
    assert got.precision == pytest.approx(1 / 3)
    assert got.recall == pytest.approx(1 / 2)
    assert got.f1 == pytest.approx(2 / 5)


def test_a_neutral_figure_is_neither_owed_nor_held_against_anybody() -> None:
    both = reader(Found(18, 32, (20889.0,)), Found(39, 44, (6.81,)))
    also = reader(Found(18, 32, (20889.0,)), Found(39, 44, (6.81,)), Found(61, 63, (12.0,)))
    assert score("x", both, [(TEXT, GOLD)]).f1 == 1.0
    assert score("x", also, [(TEXT, GOLD)]).f1 == 1.0


def test_one_figure_answers_one_mark_only() -> None:
    twice = (GOLD[0], GOLD[0])
    got = score("x", reader(Found(18, 32, (20889.0,))), [(TEXT, twice)])
    assert (got.right, got.marked) == (1, 2)


def test_nothing_found_scores_nothing() -> None:
    assert score("x", reader(), [(TEXT, GOLD)]).f1 == 0.0


def test_the_plain_expression_reads_vietnamese_numbers() -> None:
    assert score("x", plain(), [(TEXT, GOLD)]).f1 == 1.0


def test_a_marked_range_and_another_value_are_read() -> None:
    line = {"quote": "7,5-8%", "start": 3, "value_low": 7.5, "value_high": 8, "value_alt": 8}
    gold = gold_of(line)
    assert gold.numbers == ((7.5, 8.0), (8.0,))
    assert (gold.start, gold.end, gold.is_neutral) == (3, 9, False)
    assert gold_of({**line, "repeat": True}).is_neutral


def test_no_two_documents_of_the_memory_run_are_the_same() -> None:
    random = Random(1)  # noqa: S311 - the same documents every time
    texts = {variant("Thu đạt 20.889 tỷ đồng " * 20, random) for _ in range(50)}
    assert len(texts) == 50
