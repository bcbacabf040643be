"""Where a character of a document stands, as a person would say it."""

from yardstick.domain.provenance import PAGE_MARK, page_at, paragraph_at


def test_paragraphs_count_from_one_without_empty_lines() -> None:
    text = "Một\n\n  \nHai\nBa"
    assert [paragraph_at(text, text.index(word)) for word in ("Một", "Hai", "Ba")] == [1, 2, 3]
    assert page_at(text, 0) is None


def test_a_page_begins_at_its_mark_even_inside_a_paragraph() -> None:
    text = f"Một {PAGE_MARK}hai\n{PAGE_MARK}{PAGE_MARK}Ba"
    assert [page_at(text, text.index(word)) for word in ("Một", "hai", "Ba")] == [1, 2, 4]
    assert paragraph_at(text, text.index("Ba")) == 2
