"""Changes told by both ends: "từ A lên B" of one thing, a target before and after its change."""

import re
from itertools import pairwise

from etl.extract.clause import Sentence
from etl.extract.lexicon import GROWTH_NAME
from etl.extract.reading import Reading

_TO_B = re.compile(r"(?<!trở )(?<![^\W\d_])(?:lên|xuống|còn|thành)(?![^\W\d_])[^\d;]*$")
_ADJUSTED = re.compile(r"điều chỉnh|nâng chỉ tiêu|giảm chỉ tiêu|chỉ tiêu")


def settle_changes(sentence: Sentence, readings: list[Reading]) -> None:
    """Make both ends of "từ A lên B" levels; of a target, the original and the adjusted one."""
    for first, second in pairwise(readings):
        gap = sentence.low[first.quantity.tail : second.quantity.begin]
        if not first.left.source or ";" in gap or not _TO_B.search(gap):
            continue
        if first.quantity.family != second.quantity.family:
            continue
        measure = "rank" if second.quantity.form == "rank" else "level"
        growth = measure == "level" and GROWTH_NAME.search(first.name.lower()) is not None
        for reading in (first, second):
            reading.measure = "growth" if growth else measure
            reading.negative = False
            reading.reasons["measure"] = "one end of a change from A to B"
        second.name = second.name if second.own_name and second.left.subject else first.name
        opening = sentence.low[sentence.begin : first.quantity.begin]
        if first.kind == "target" and _ADJUSTED.search(opening):
            first.version, second.version = "original", "adjusted"
            second.kind = "target"
