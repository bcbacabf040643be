"""All texts of the interface, and labels in the session's language.

The texts themselves are in words.yaml beside this file; labels of numbers, units, periods and
verdicts come from `yardstick.charts.labels`, here already in the language of the session.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from yardstick.charts import labels, period_labels
from yardstick.charts.labels import Language
from yardstick.domain.period import Period
from yardstick.domain.place import Place
from yardstick.errors import (
    AddressRefusedError,
    AlreadySettledError,
    BriefingError,
    CatalogueError,
    DeckRefusedError,
    ExportError,
    IncompleteReadingError,
    InputRefusedError,
    MixedStoreError,
    NothingToApproveError,
    OutOfScopeError,
    PeriodError,
    PlaceError,
    StoreBusyError,
    StoreError,
    ToolMissingError,
    UnitError,
    UnknownBatchError,
    UnknownFigureError,
    UnknownIndicatorError,
    UnknownSourceError,
    YardstickError,
)
from yardstick.ui.session import language

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure


@cache
def words() -> dict[str, dict[Language, str]]:
    """Key -> language -> text, read once."""
    with Path(__file__).with_name("words.yaml").open(encoding="utf-8") as file:
        loaded: dict[str, dict[Language, str]] = yaml.safe_load(file)
    return loaded


def text(key: str, /, **values: object) -> str:
    """The text of a key in the session's language, with its {names} filled in.

    Raises:
        KeyError: No such key, or a name was not given.
    """
    return words()[key][language()].format_map(values)


def number(value: Decimal, decimals: int | None = None) -> str:
    """A number with its separators: "20.889"."""
    return labels.number_label(value, decimals, language())


def quantity(value: Decimal, unit: str, decimals: int | None = None) -> str:
    """A value with its unit: "20.889 tỷ đồng", "−0,69 điểm %"."""
    return labels.quantity_label(value, unit, decimals, language())


def signed(value: Decimal, unit: str, decimals: int | None = None) -> str:
    """A difference with its sign: "+2,3 điểm %"."""
    return labels.signed_label(value, unit, decimals, language())


def figure_label(figure: "Figure") -> str:
    """A figure as written in a line: "6,81%", "7,5–8%", "24/63", "≥ 121 triệu đồng"."""
    return labels.figure_label(figure, language())


def change_label(figure: "Figure") -> str:
    """A growth in words: "tăng 6,58%"; other figures as `figure_label`."""
    return labels.change_label(figure, language())


def unit_label(unit: str) -> str:
    """A unit in the session's language."""
    return labels.unit_label(unit, language())


def period_label(period: Period | str, spoken: Language | None = None) -> str:
    """A period as written in a sentence: "6 tháng đầu năm 2024"."""
    return period_labels.period_label(period, spoken or language())


def period_title(period: Period | str) -> str:
    """A period with a capital, for a heading or a choice."""
    label = period_label(period)
    return label[:1].upper() + label[1:]


def date_label(day: date | str | None) -> str:
    """A date as dd/mm/yyyy, a dash where there is none."""
    return period_labels.date_label(day)


def place_title(place: Place) -> str:
    """A place as a choice or heading; one that ended says so: "Tỉnh Hưng Yên (cũ)"."""
    return place.title.replace(" (cũ)", " (former)") if language() == "en" else place.title


def verdict_label(verdict: str) -> str:
    """The verdict in words."""
    return labels.verdict_label(verdict, language())


def authority_label(authority: str | None) -> str:
    """Who set a target; empty when the source does not say."""
    return labels.authority_label(authority, language())


def status_label(status: str | None) -> str:
    """How final a figure is; empty when the source does not say."""
    return labels.status_label(status, language())


_PLAIN = {
    AlreadySettledError: "failure.settled",
    IncompleteReadingError: "failure.incomplete",
    NothingToApproveError: "failure.nothing_to_approve",
}


def failure_sentence(failure: YardstickError) -> str:
    """What happened, where, and what to do, for the person in front of the screen."""
    match failure:
        case AddressRefusedError(address=address):
            return text("failure.address", address=address)
        case PeriodError(code=code):
            return text("failure.period", code=code)
        case UnitError(unit=unit):
            return text("failure.unit", unit=unit)
        case PlaceError(key=key):
            return text("failure.place", key=key)
        case UnknownIndicatorError(code=code):
            return text("failure.indicator", code=code)
        case CatalogueError(problems=problems):
            listed = "; ".join(str(problem) for problem in problems)
            return text("failure.catalogue", count=len(problems), problems=listed)
        case AlreadySettledError() | IncompleteReadingError() | NothingToApproveError():
            return text(_PLAIN[type(failure)])
        case InputRefusedError(name=name, reason=reason):
            return text("failure.refused", name=name, reason=text(f"refused.{reason}"))
    return _store_failure(failure)


def _store_failure(failure: YardstickError) -> str:
    """A failure of storing; a kind nobody foresaw speaks for itself."""
    match failure:
        case StoreBusyError():
            return text("failure.busy")
        case StoreError(action=action, where=where, why=why):
            return text("failure.store", action=action, where=where, why=why)
        case UnknownBatchError(batch_id=batch, why=why):
            return text("failure.batch", batch=batch, why=why)
        case OutOfScopeError(places=places, indicators=indicators):
            return text("failure.scope", outside=", ".join((*places, *indicators)))
        case MixedStoreError(where=where):
            return text("failure.mixed", where=where)
        case UnknownSourceError(source_id=source):
            return text("failure.source", source=source)
        case UnknownFigureError(figure_id=figure):
            return text("failure.figure", figure=figure)
    return _export_sentence(failure)


def _export_sentence(failure: YardstickError) -> str:
    """Failures of briefings and of what is made of them."""
    match failure:
        case BriefingError(where=where, why=why):
            return text("failure.briefing", where=where, why=why)
        case DeckRefusedError(problems=problems):
            return " ".join(problems)
        case ToolMissingError(tool=tool):
            return text(f"failure.tool.{tool}")
        case ExportError(tool=tool, why=why):
            return text("failure.export", tool=tool, why=why)
    return str(failure)
