"""What the label of a row says by itself: its unit, "Trong đó", whether it is a total, its time."""

from etl.extract.folding import fold
from etl.extract.sheet_headers import HeaderWords, header_words
from etl.extract.sheet_hierarchy import IN_WHICH, TOTAL
from etl.extract.sheet_names import bare_label, label_unit, without_unit


class Label:
    """What a label says by itself; sheets repeat their labels thousands of times."""

    def __init__(self, text: str) -> None:
        self.bare = bare_label(text)
        self.in_which = bool(IN_WHICH.match(fold(text)))
        self.is_total = bool(TOTAL.fullmatch(fold(self.bare)))
        self.unit = label_unit(self.bare) if text else None
        self._words: HeaderWords | None = None

    @property
    def words(self) -> HeaderWords:
        """Its time, kind and measure, and what is left as a name."""
        if self._words is None:
            self._words = header_words(without_unit(self.bare))
        return self._words
