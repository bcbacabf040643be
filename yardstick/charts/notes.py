"""The lines around a chart: sources, as-of date, and the few words charts themselves need."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from yardstick.charts.labels import Language
from yardstick.charts.period_labels import date_label

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure

WORDS: dict[str, dict[Language, str]] = {
    "watermark": {"vi": "SỐ LIỆU MINH HỌA", "en": "ILLUSTRATIVE FIGURES"},
    "source": {"vi": "Nguồn", "en": "Source"},
    "and_more": {"vi": "và {count} nguồn khác", "en": "and {count} more"},
    "as_of": {"vi": "số liệu đến {date}", "en": "figures to {date}"},
    "no_figure": {"vi": "chưa có số liệu", "en": "no figure"},
    "of_plan": {"vi": "% kế hoạch", "en": "% of plan"},
    "of_asked": {"vi": "% mức giao", "en": "% of target"},
    "growth": {"vi": "% tăng", "en": "% growth"},
    "rank": {"vi": "hạng {rank}", "en": "rank {rank}"},
    "strip_indicator": {"vi": "Chỉ tiêu", "en": "Indicator"},
    "strip_actual": {"vi": "Thực hiện", "en": "Actual"},
    "strip_target": {"vi": "Mục tiêu", "en": "Target"},
    "strip_position": {"vi": "Kém → tốt", "en": "Worse → better"},
    "strip_rank": {"vi": "Hạng", "en": "Rank"},
    "strip_verdict": {"vi": "Đánh giá", "en": "Verdict"},
    "cell_no_figure": {"vi": "Chưa có", "en": "None"},
    "cell_no_target": {"vi": "Không đặt", "en": "No target"},
    "cell_behind": {"vi": "Chưa đạt", "en": "Not met"},
    "target": {"vi": "Mục tiêu", "en": "Target"},
    "last_year": {"vi": "Năm trước", "en": "Year before"},
    "estimate": {"vi": "ước", "en": "est."},
    "break": {"vi": "sắp xếp địa bàn {date}", "en": "places changed {date}"},
    "hatched": {"vi": "gạch chéo: số ước", "en": "hatched: estimate"},
    "ring": {"vi": "○ cùng kỳ năm trước", "en": "○ same period last year"},
    "hollow": {"vi": "nét đứt và vòng rỗng: số ước", "en": "dashed and hollow: estimate"},
}
_SHOWN = 3


def word(key: str, language: Language, **values: object) -> str:
    """One of the charts' own words."""
    return WORDS[key][language].format_map(values)


def source_line(figures: Iterable["Figure"], language: Language = "vi") -> str:
    """The sources of the figures: "Nguồn: A (27/06/2024); B (10/07/2024)"; long lists are counted.

    Empty when there is no figure.
    """
    titles = dict.fromkeys(_source(figure) for figure in figures)
    if not titles:
        return ""
    shown = list(titles)[:_SHOWN]
    if len(titles) > _SHOWN:
        shown.append(word("and_more", language, count=len(titles) - _SHOWN))
    return f"{word('source', language)}: {'; '.join(shown)}"


def _source(figure: "Figure") -> str:
    day = f" ({date_label(figure.source_date)})" if figure.source_date else ""
    return figure.source_title + day


def newest_date(figures: Iterable["Figure"]) -> str | None:
    """The ISO date of the newest source; None when none has a date."""
    return max((figure.source_date for figure in figures if figure.source_date), default=None)


def footer(source: str, as_of: str | None, language: Language = "vi") -> str:
    """The line under a chart: source, then the as-of date."""
    known = word("as_of", language, date=date_label(as_of)) if as_of else ""
    return " · ".join(part for part in (source, known) if part)
