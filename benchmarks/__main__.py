"""`make bench`: every measurement in one run."""

from benchmarks import page, reading
from benchmarks.timing import show


def main() -> None:
    """Measures and prints."""
    show([*reading.rows(), *page.rows()])


if __name__ == "__main__":
    main()
