"""`make bench`: every measurement in one run."""

from benchmarks import deck, page, reading, sheets
from benchmarks.timing import show


def main() -> None:
    """Measures and prints."""
    show([*reading.rows(), *sheets.rows(), *page.rows(), *deck.rows()])


if __name__ == "__main__":
    main()
