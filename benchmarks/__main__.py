"""`make bench`: every measurement in one run."""

from benchmarks import deck, extraction, memory, page, reading, sheets
from benchmarks.timing import show


def main() -> None:
    """Measures and prints."""
    show(
        [*extraction.rows(), *reading.rows(), *sheets.rows(), *page.rows(), *deck.rows()],
    )
    memory.report()


if __name__ == "__main__":
    main()
