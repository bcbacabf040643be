"""What headings and titles lend to the sentences under them: plan or result, topic, unit."""

import re
from dataclasses import replace

from etl.extract.clause import Sentence
from etl.extract.reading import Scope
from etl.parse.period import TimeContext, time_mentions
from etl.parse.quantity import Quantity
from etl.parse.units import find_unit_after
from etl.parse.view import View

_PART = re.compile(r"[\s\"'(*•+-]*(?:trong (?:đó|số đó|số này)|cụ thể|bao gồm|gồm(?: có)?(?= ))")


def is_part(opening: str) -> bool:
    """True for the opening of a sentence that takes apart the figure of the one before it."""
    return _PART.match(opening) is not None


PLAN_TITLE = re.compile(
    r"phương hướng|nhiệm vụ|mục tiêu|chỉ tiêu kế hoạch|kế hoạch (?:phát triển|năm|xây dựng|"
    r"thực hiện|giải ngân|\d)|chương trình (?!công tác xã hội)|chỉ thị|"
    r"nghị quyết (?:đại hội|về)|nghị quyết(?=[^.]{0,60}(?:nhiệm kỳ|năm \d{4}))|cam kết|"
    r"đề án|định hướng|giải pháp"
)


RESULT_TITLE = re.compile(
    r"kết quả|tình hình(?! thế)|tổng kết|sơ kết|báo cáo(?! chính trị)|đánh giá|"
    r"thực hiện (?:nghị quyết|kế hoạch|nhiệm vụ|chỉ tiêu)|tiến độ|thông cáo|thống kê|"
    r"họp báo|ước thực hiện|giám sát|xếp hạng|công bố|ưu điểm|hạn chế|khuyết điểm|kết luận|"
    r"thông báo"
)


_TARGET_TITLE = re.compile(
    r"(?:một số |các |hệ thống )?(?:chỉ tiêu|mục tiêu)[^.;]{0,60}?"
    r"(?:nhiệm kỳ|giai đoạn|đến năm|kế hoạch (?:\d năm|năm))"
)


# "Nhiều chỉ tiêu đạt và vượt kế hoạch năm 2023": a plan that was met names no plan.
_MET = re.compile(
    r"(?:đạt(?: và vượt)?|vượt(?: mức)?|hoàn thành|so với|bằng)(?: (?:các|mọi|toàn diện))?"
    r" (?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết|dự toán)"
)


def default_kind(title: str) -> tuple[str, str]:
    """Whether a document with this title states results or plans, and why."""
    low = _MET.sub(lambda met: " " * len(met.group()), title.lower())
    plan = PLAN_TITLE.search(low)
    form = re.search(r"nghị quyết|kế hoạch|chương trình|chỉ thị|quyết định|đề án", low[:160])
    if plan and plan.start() > 24 and not form:
        plan = None
    if _TARGET_TITLE.match(low) and not RESULT_TITLE.search(low[:120]):
        return "target", "the heading is a list of targets"
    if plan and not RESULT_TITLE.search(low):
        return "target", f"the heading is a plan (\u201c{plan.group()}\u201d)"
    return "actual", "no word of plan or estimate"


def marker_level(marker: str) -> int:
    """How deep a list marker stands: A, I, 1, 1.1, a."""
    bare = marker.strip("()./ ")
    if re.fullmatch(r"[IVX]+", bare):
        return 2
    if re.fullmatch(r"[A-ZĐ]", bare):
        return 1
    if re.fullmatch(r"\d+(?:\.\d+)*", bare):
        return 3 + bare.count(".")
    return 8


_TITLE_UNIT = re.compile(
    r"\((?:đơn vị(?: tính)?|đvt)\s*:\s*([^)]{1,40})\)|(?:đơn vị(?: tính)?|"
    r"đvt)\s*:\s*([^.;)\n]{1,24})|\(((?:%|tạ/ha|tỷ đồng|triệu đồng|ha|tấn|người|hộ|con|"
    r"triệu usd)[^)]{0,40})\)"
)


def unit_of_title(title: str) -> tuple[str, str | None]:
    """The unit and the base that a title or heading gives for bare numbers."""
    found = _TITLE_UNIT.search(title)
    if found is None:
        return "", None
    text = (found[1] or found[2] or found[3] or "").strip()
    unit = find_unit_after(" " + text, 0)
    base = "last_month" if "tháng trước" in text else None
    return (unit.text if unit else ""), base


def topic(heading: str, title: str) -> str:
    """What a heading is about, its list number and time words off."""
    for text in (re.sub(r"^[\divx.)]+\s+", "", heading.strip()), title):
        bare = _TOPIC_FRONT.sub("", re.sub(r"\([^)]*\)", "", text).strip(" :.;"))
        low = bare.lower()
        spans = [(t.begin, t.end) for t in time_mentions(low, 0, len(low), TimeContext(year=2000))]
        for begin, end in reversed(spans):
            lead = re.search(
                r"(?:(?:đến hết|đến ngày|đến|trong|của|ngày|hết)\s+)+$", bare[:begin].lower()
            )
            bare = bare[: lead.start() if lead else begin] + bare[end:]
        bare = _TOPIC_FRONT.sub("", re.sub(r"\s+", " ", bare).strip(" ,.;:-"))
        if bare and len(bare) < 110 and not _HEADLINE.search(bare.lower()):
            return bare
    return ""


# A headline that tells of an aim is no topic.
_HEADLINE = re.compile(r"hướng (?:tới|đến)|quyết tâm|phấn đấu|vươn|bứt phá|trước thềm|sẵn sàng")
_TOPIC_FRONT = re.compile(
    r"^(?:(?:số[ :\d/\w-]*|báo cáo|thông cáo báo chí|thông báo|nghị quyết|kế hoạch|kết luận|"
    r"biểu tổng hợp|biểu|bảng|tổng hợp|một số|kết quả|tình hình|tiến độ|công tác|thống kê|"
    r"chỉ tiêu chủ yếu|chỉ tiêu|về|thực hiện|đánh giá|tổng kết|sơ kết|họp báo|"
    r"giao ban|chương trình|kinh tế - xã hội|phát triển kinh tế - xã hội|kinh tế|xã hội|của|"
    r"và|theo|cục thống kê|thông tin|cuối năm|năm|-|\d+[.)]|công bố|xếp hạng|xếp loại|"
    r"nhiệm vụ trọng tâm|nhiệm vụ chủ yếu|nhiệm vụ|phương hướng|mục tiêu|giải pháp|nổi bật|"
    r"chủ yếu|đạt được|khó khăn|tồn tại|hạn chế|chỉ thị|chủ trương)(?![^\W\d_])[\s,:;-]*)+",
    re.IGNORECASE,
)


def remember_topic(view: View, sentence: Sentence, scope: Scope) -> None:
    """Keep what a sentence without figures is about, for the general words that follow."""
    text = view.text[sentence.begin : sentence.end].strip(" .;:")
    text = re.split(
        r"(?<![^\W\d_])(?:tiếp tục|tăng|giảm|phục hồi|phát triển|được|có|đạt|duy trì|ổn định|"
        r"chuyển biến|còn|chậm)(?![^\W\d_])",
        text,
    )[0].strip()
    if (
        text
        and len(text.split()) <= 7
        and not text.lower().startswith(("huyện", "tỉnh", "xã", "năm", "trong", "toàn"))
    ):
        scope.topic = text


def complete_units(sentence: Sentence, scope: Scope) -> list[Quantity]:
    """Bare numbers given the unit that brackets before them, or the title, name."""
    found = []
    for quantity in sentence.quantities:
        if quantity.family == "bare":
            lead = sentence.low[max(sentence.begin, quantity.begin - 60) : quantity.begin]
            if not scope.legend and re.match(
                r"\s+[\d-][\d.,]*(?=\s|$)", sentence.low[quantity.end : quantity.end + 14]
            ):
                found.append(quantity)
                continue
            label = re.search(r"\((%|‰|[^()\d]{1,20})\)\s*:?\s*(?:[<>=~]\s*)?$", lead)
            unit = find_unit_after(" " + label[1], 0) if label else None
            if unit is not None:
                quantity = replace(quantity, unit=unit.text, family=unit.family, noun=unit.noun)
            elif scope.unit and re.search(r"(?:[:;,]|[^\W\d_])\s*$", lead):
                title_unit = find_unit_after(" " + scope.unit.lower(), 0)
                if title_unit is not None:
                    quantity = replace(
                        quantity,
                        unit=title_unit.text,
                        family=title_unit.family,
                        noun=title_unit.noun,
                    )
        found.append(quantity)
    return found
