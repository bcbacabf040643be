"""The lines around a chart: sources, as-of date, and the few words charts themselves need."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from yardstick.charts.labels import Language, verdict_label
from yardstick.charts.period_labels import date_label

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure
    from yardstick.charts.spec import Chart

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
    "cell_no_figure": {"vi": "Chưa có", "en": "No figure"},
    "cell_no_target": {"vi": "Không đặt", "en": "No target"},
    "cell_behind": {"vi": "Chưa đạt", "en": "Not met"},
    "target": {"vi": "Mục tiêu", "en": "Target"},
    "last_year": {"vi": "Năm trước", "en": "Year before"},
    "estimate": {"vi": "ước", "en": "est."},
    "break": {"vi": "sắp xếp địa bàn {date}", "en": "places changed {date}"},
    "hatched": {"vi": "gạch chéo: số ước", "en": "hatched: estimate"},
    "ring": {"vi": "○ cùng kỳ năm trước", "en": "○ same period last year"},
    "known_on": {
        "vi": "số liệu như đã biết đến ngày {day}",
        "en": "figures as known on {day}",
    },
    "draft": {"vi": "dự thảo: có số chưa duyệt", "en": "draft: figures not approved"},
    "hollow": {"vi": "nét đứt và vòng rỗng: số ước", "en": "dashed and hollow: estimate"},
    "boundaries": {
        "vi": "Ranh giới: NXB Tài nguyên - Môi trường và Bản đồ, "
        "qua vietnamese-provinces-database (MIT); chỉ để minh họa",
        "en": "Boundaries: Natural Resources, Environment and Cartography Publishing House, "
        "through vietnamese-provinces-database (MIT); for illustration only",
    },
    "judged_against": {"vi": "Đánh giá so với {mark}", "en": "Judged against {mark}"},
    "without_figure": {
        "vi": "{count} địa phương chưa có số liệu",
        "en": "{count} places without a figure",
    },
    "gap_one": {"vi": "Phần còn thiếu đều ở {name}", "en": "All that is missing lies in {name}"},
    "gap_single": {
        "vi": "{name} chiếm {share} phần còn thiếu",
        "en": "{name} holds {share} of what is missing",
    },
    "gap_major": {
        "vi": "{count} địa phương chiếm {share} phần còn thiếu",
        "en": "{count} places hold {share} of what is missing",
    },
    "gap_to_pace": {
        "vi": "Số còn thiếu để đạt {pace} kế hoạch, {unit}, và tỷ trọng",
        "en": "Missing to {pace} of the plan, {unit}, and share",
    },
    "gap_to_target": {
        "vi": "Số còn thiếu so với mục tiêu, {unit}, và tỷ trọng",
        "en": "Missing to the target, {unit}, and share",
    },
    "gap_silent": {"vi": "chưa tính {names}", "en": "not counting {names}"},
    "gap_remark": {
        "vi": "{name} không thấp nhất về tỷ lệ, nhưng thiếu nhiều nhất vì được giao nhiều hơn.",
        "en": "{name} is not lowest by rate, yet misses most because more was asked of it.",
    },
    "ranked_among": {
        "vi": "Thứ hạng trong các địa phương có số liệu; 1 là tốt nhất",
        "en": "Rank among places with figures; 1 is best",
    },
    "ranked_common": {
        "vi": "Thứ hạng trong các địa phương có số liệu ở mọi kỳ; 1 là tốt nhất",
        "en": "Rank among places with figures in every period; 1 is best",
    },
    "ranks_plain": {"vi": "Thứ hạng của {count} địa phương", "en": "Ranks of {count} places"},
    "ranks_up": {
        "vi": "{name} từ hạng {first} ({then}) lên hạng {last}",
        "en": "{name} up from {first} ({then}) to {last}",
    },
    "ranks_down": {
        "vi": "{name} từ hạng {first} ({then}) xuống hạng {last}",
        "en": "{name} down from {first} ({then}) to {last}",
    },
    "ranks_same": {
        "vi": "{name} giữ hạng {last} từ {then}",
        "en": "{name} still at {last} since {then}",
    },
    "panels_plain": {
        "vi": "Diễn biến từng địa phương: {count}/{total} nơi có số liệu",
        "en": "Each place over time: {count} of {total} have figures",
    },
    "panels_behind": {
        "vi": "Diễn biến từng địa phương: {behind} trong {count} nơi có số liệu chưa đạt",
        "en": "Each place over time: {behind} of {count} with figures are behind",
    },
    "parts_none": {"vi": "Chưa có số liệu về cơ cấu", "en": "No figures of the parts"},
    "parts_largest": {"vi": "{name} lớn nhất: {value}", "en": "{name} is largest: {value}"},
    "parts_open": {
        "vi": "phần chưa có số liệu để trống",
        "en": "what is not known is left open",
    },
    "attainment": {
        "vi": "Mức đạt = thực hiện ÷ mục tiêu năm hoặc tiến độ thời gian",
        "en": "Reached = actual ÷ target of the year or pace of the year",
    },
    "target_is_whole": {"vi": "mục tiêu = 100%", "en": "target = 100%"},
    "not_comparable": {
        "vi": "{value}, không có kế hoạch để so",
        "en": "{value}, no plan to set it against",
    },
    "no_share": {"vi": "không tính được tỷ lệ", "en": "no share can be reckoned"},
    "projected": {
        "vi": "Dự báo {day}: khoảng {value}",
        "en": "Projected {day}: about {value}",
    },
    "projected_band": {"vi": " ({low}–{high})", "en": " ({low}–{high})"},
    "method_seasonal": {
        "vi": "Dự báo: số {month} tháng chia cho phần cùng kỳ trong cả năm {years}",
        "en": "Projection: {month} months divided by their part of the year in {years}",
    },
    "method_plain": {
        "vi": "Dự báo: giữ nhịp bình quân {month} tháng qua, chưa tính mùa vụ; "
        "thường thấp hơn số cả năm vì cuối năm thực hiện nhiều hơn",
        "en": "Projection: at the average pace of the past {month} months, no season reckoned; "
        "usually below what the year brings, for its end brings more",
    },
    "method_error": {
        "vi": "dải: sai số lớn nhất của cách này những năm trước, ±{error}%",
        "en": "band: this method's largest past error, ±{error}%",
    },
    "method_error_of_one": {
        "vi": "dải: sai số nếu chỉ giữ nhịp bình quân trong năm {year}, ±{error}%",
        "en": "band: the error of the plain pace in {year}, ±{error}%",
    },
    "method_no_error": {
        "vi": "chưa đủ năm trước để tính sai số",
        "en": "too few past years to tell its error",
    },
    "since_january": {"vi": "Lũy kế từ đầu năm, {unit}", "en": "Since January, {unit}"},
    "usual_pace": {"vi": "nhịp năm trước của từng nơi", "en": "each place's usual pace"},
    "gap_to_usual": {
        "vi": "Số còn thiếu so với nhịp năm trước, {unit}, và tỷ trọng",
        "en": "Missing to the usual pace, {unit}, and share",
    },
}
_SHOWN = 3


def word(key: str, language: Language, **values: object) -> str:
    """One of the charts' own words."""
    return WORDS[key][language].format_map(values)


def cell_word(verdict: str, language: Language) -> str:
    """A verdict where there is little room, as in a cell: those without one are said shorter."""
    key = {"no_figure": "cell_no_figure", "no_target": "cell_no_target"}.get(verdict)
    return word(key, language) if key else verdict_label(verdict, language)


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


def foot(chart: "Chart") -> str:
    """Everything that stands under a chart: whose boundaries, which method, source, as-of date."""
    own = getattr(chart, "attribution", "")
    projection = getattr(chart, "projection", None)
    method = projection.method if projection is not None else ""
    return ". ".join(
        part for part in (own, method, footer(chart.source, chart.as_of, chart.language)) if part
    )
