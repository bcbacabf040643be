"""Where the numbers of a slide were printed: sentence or cell, document, number, date."""

import re
from collections.abc import Iterable

from yardstick.analysis.figure import Figure
from yardstick.briefing.asking import place_name
from yardstick.briefing.facts import Facts
from yardstick.briefing.sentences import say
from yardstick.charts.deck import Origin
from yardstick.charts.labels import Language, figure_label
from yardstick.charts.period_labels import date_label, period_label
from yardstick.domain.provenance import sentence_around, span_of
from yardstick.store import origin

_CELL = re.compile(r"(?P<sheet>.*)!(?P<cell>[A-Z]{1,3}\d+)")
_ROW = re.compile(r"row (\d+)")


class Origins:
    """Writes origins; each document's text is read once."""

    def __init__(self, facts: Facts, language: Language) -> None:
        """Remember whose words are looked up, and in which language."""
        self._facts = facts
        self._language = language
        self._texts: dict[str, str | None] = {}

    def of(self, figures: Iterable[Figure]) -> tuple[Origin, ...]:
        """One origin a figure, in order, each once."""
        once = {figure.observation_id: figure for figure in figures}
        return tuple(self._origin(figure) for figure in once.values())

    def _origin(self, figure: Figure) -> Origin:
        language = self._language
        name = self._facts.catalogue[figure.indicator].short(language)
        if figure.kind == "target":
            name = f"{name} ({say('briefing.target_of', language)})"
        label = say(
            "briefing.origin",
            language,
            name=name,
            place=place_name(self._facts.gazetteer[figure.place]),
            period=period_label(figure.period, language),
            value=figure_label(figure, language),
        )
        parts = [figure.source_title]
        if figure.source_number:
            parts.append(say("briefing.number", language, number=figure.source_number))
        if figure.source_date:
            parts.append(say("briefing.dated", language, day=date_label(figure.source_date)))
        return Origin(
            observation_id=figure.observation_id,
            label=label,
            document=", ".join(parts),
            passage=self._passage(figure),
            is_draft=getattr(figure, "is_approved", None) is False,
        )

    def _passage(self, figure: Figure) -> str:
        span = span_of(figure.locator)
        if span is not None:
            whole = self._text(figure.source_id)
            if whole is not None:
                start, end = sentence_around(whole, *span)
                return f"“{' '.join(whole[start:end].split())}”"
        if cell := _CELL.fullmatch(figure.locator or ""):
            return say("briefing.cell", self._language, sheet=cell["sheet"], cell=cell["cell"])
        if row := _ROW.fullmatch(figure.locator or ""):
            return say("briefing.row", self._language, row=row[1])
        return f"“{figure.quote}”" if figure.quote else ""

    def _text(self, source_id: str) -> str | None:
        if source_id not in self._texts:
            self._texts[source_id] = origin.source_text(self._facts.store, source_id)
        return self._texts[source_id]
