"""The few words a slide needs besides those of its charts."""

from yardstick.charts.labels import Language
from yardstick.charts.notes import word as chart_word

_WORDS: dict[str, dict[Language, str]] = {
    "actual": {"vi": "Thực hiện", "en": "Actual"},
    "estimate": {"vi": "ước", "en": "est."},
    "target": {"vi": "Mục tiêu", "en": "Target"},
    "target_to": {"vi": "Mục tiêu, đến", "en": "Target, up to"},
    "range": {"vi": "Khoảng mục tiêu", "en": "Target range"},
    "base": {"vi": "Gốc", "en": "Base"},
    "mark": {"vi": "Vạch mục tiêu", "en": "Target mark"},
    "mark_to": {"vi": "Vạch mục tiêu, đến", "en": "Target mark, up to"},
    "same_period": {"vi": "Cùng kỳ năm trước", "en": "Same period last year"},
    "room": {"vi": "Chỗ trống", "en": "Room"},
    "label_place": {"vi": "Chỗ ghi nhãn", "en": "Room for labels"},
    "last_year": {"vi": "Năm trước", "en": "Year before"},
    "projection": {"vi": "Dự báo", "en": "Projection"},
    "band_low": {"vi": "Dự báo thấp", "en": "Projection, low"},
    "band": {"vi": "Khoảng dự báo", "en": "Projection band"},
    "missing": {"vi": "Còn thiếu", "en": "Missing"},
    "total": {"vi": "Tổng", "en": "Total"},
    "bold_mark": {"vi": "vạch đậm: {mark}", "en": "dark mark: {mark}"},
    "dark_marks": {"vi": "vạch đậm: mục tiêu", "en": "dark mark: target"},
    "frames": {
        "vi": "khung đứt: cùng kỳ năm trước", "en": "dashed frame: same period last year"
    },
    "remarks": {"vi": "Nhận xét", "en": "Remarks"},
    "continued": {"vi": "tiếp theo", "en": "continued"},
    "draft": {"vi": "DỰ THẢO", "en": "DRAFT"},
    "draft_note": {"vi": "có số liệu dự thảo, chưa duyệt", "en": "contains unapproved figures"},
    "as_of_day": {"vi": "Số liệu đến ngày {day}", "en": "Figures to {day}"},
    "known_on": {
        "vi": "theo số liệu đã biết ngày {day}", "en": "as the figures were known on {day}"
    },
    "source": {"vi": "Nguồn", "en": "Source"},
    "origins": {"vi": "Nguồn gốc số liệu", "en": "Origin of the figures"},
    "draft_origin": {"vi": "dự thảo, chưa duyệt", "en": "draft, not approved"},
    "place": {"vi": "Địa bàn", "en": "Place"},
    "watermark": {"vi": "SỐ LIỆU MINH HỌA", "en": "ILLUSTRATIVE FIGURES"},
    "date_line": {
        "vi": "{place}, ngày {day} tháng {month} năm {year}", "en": "{place}, {day}/{month}/{year}"
    },
    "chart": {"vi": "Biểu đồ", "en": "Chart"},
    "table": {"vi": "Bảng", "en": "Table"},
    "map": {"vi": "Bản đồ", "en": "Map"},
}  # fmt: skip


def word(key: str, language: Language, **values: object) -> str:
    """One of a slide's own words."""
    return _WORDS[key][language].format_map(values)


def reading_marks(subtitle: str, language: Language) -> str:
    """The subtitle with the marks named as they are drawn on slides: the ring is a frame."""
    return subtitle.replace(chart_word("ring", language), word("frames", language))
