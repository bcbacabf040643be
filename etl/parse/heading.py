"""What a title says about time: the period reported on, the plan's year, the term."""

import re
from datetime import date

from etl.parse.period import TimeContext, last_month, time_mentions

_PLAN_CUE = re.compile(
    r"phương hướng|nhiệm vụ|mục tiêu|giải pháp|xây dựng chương trình|"
    r"chương trình công tác tháng|kế hoạch (?:phát triển[^.;,]{0,40})?(?:năm|tháng|quý|\d)|"
    r"dự kiến|ước thực hiện|triển khai kế hoạch"
)
_REPORT_CUE = re.compile(
    r"tình hình|kết quả|báo cáo|tổng kết|sơ kết|đánh giá|thông cáo|tiến độ|"
    r"thực hiện (?:nhiệm vụ|kế hoạch|nghị quyết)|thống kê|họp báo"
)

_AHEAD = re.compile(r"[^.;:\d]{0,60}?(?<!\w)(?:sẽ|cần|phấn đấu|tiếp tục|tập trung|đẩy mạnh)(?!\w)")


def heading_context(title: str, published: date | None = None) -> TimeContext:
    """What a title (lower case) and a date say about the document's time.

    Mentions after "nhiệm vụ", "phương hướng" are the plan's and not the report's; of several
    periods reported on, the longest reach counts (quý III và 9 tháng).
    """
    year_hint = published.year if published else None
    found = [
        m for m in time_mentions(title, 0, len(title), TimeContext(year=year_hint)) if not m.noise
    ]
    report: list[str] = []
    plans: list[str] = []
    term: str | None = None
    for mention in found:
        if mention.code is None or mention.form == "plan":
            continue
        lead = title[: mention.begin]
        if mention.form in ("span",):
            term = term or mention.code
            continue
        plan_at = max((m.end() for m in _PLAN_CUE.finditer(lead)), default=-1)
        report_at = max((m.end() for m in _REPORT_CUE.finditer(lead)), default=-1)
        is_plan = (
            plan_at > report_at and not re.search(r"thực hiện (?:các )?nhiệm vụ[^,;]*$", lead)
            if report_at >= 0
            else False
        )
        if (
            title[mention.begin : mention.end].find("cuối năm") >= 0
            and mention.form == "part"
            and (plan_at >= 0 or _AHEAD.match(title, mention.end))
        ):
            is_plan = True
        (plans if is_plan else report).append(mention.code)
    period = _longest(report)
    if period is None and term is not None:
        period = term
    source = period or (plans[0] if plans else None)
    if source == term and term is not None:
        year = year_hint
    else:
        year = int(source[-4:] if source and "/" in source else source[:4]) if source else year_hint
    plan_year = int(plans[0][:4]) if plans else None
    return TimeContext(period, year, term, published, plan_year)


def _longest(codes: list[str]) -> str | None:
    if not codes:
        return None
    years = max(code[:4] for code in codes)
    inside = [code for code in codes if code[:4] == years]
    partial = [code for code in inside if code[4:]]
    # "tháng 12 và cả năm": the year; "tháng 12" alone stays a month.
    if partial and not (len(partial) < len(inside) and years + "-12" in partial):
        return max(partial, key=lambda code: (last_month(code) or 0, _reach(code)))
    return years if len(partial) < len(inside) else inside[0]


def _reach(code: str) -> int:
    """How much of the year a code holds: "tháng 3 và quý I" is the quarter's report."""
    return 2 if code[5] == "H" or code.endswith("M") else 1 if code[5] == "Q" else 0
