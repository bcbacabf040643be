"""Numbers with units -> quantities: values, ranges, parts of a whole, ranks, pairs."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from etl.parse.number import NumberToken
from etl.parse.traps import Traps
from etl.parse.units import UnitMatch, find_unit_after

Form = Literal["single", "range", "part", "rank", "actual_of_pair", "target_of_pair"]


@dataclass(frozen=True)
class Quantity:
    """A number with its unit as it stands in the view.

    Attributes:
        begin: First character of the quotation.
        end: One past its last.
        form: What the digits are.
        value: The number (of a range None).
        low: The lower end of a range.
        high: The upper end of a range.
        total: The whole of a part, the field of a rank.
        unit: In normal spelling; '' when none stands there.
        family: The unit's family; 'bare' without a unit, 'rank' for ranks.
        noun: The noun counted.
        tail: Where the text behind the unit begins (behind the noun that a rank leaves out, too).
    """

    begin: int
    end: int
    form: Form
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    total: Decimal | None
    unit: str
    family: str
    noun: str
    tail: int


_RANGE = re.compile(r"\s?(?:-|~)\s?|\s(?:đến|tới)\s(?:khoảng |gần |trên )?")
_SLASH = re.compile(r"\s?/\s?(?=\d)")
_RANK_LEAD = re.compile(
    r"(?:(?:xếp|đứng|giữ|ở|lên|xuống|từ|vị|đạt|vươn|hạng|và|là|,) ?(?:vị trí |hạng |"
    r"thứ hạng )?(?:thứ |số )|"
    r"vị trí (?:thứ |số )?|(?:xếp|đứng|tăng|giảm|lên|xuống|từ|vị trí|thứ) (?:hạng |"
    r"vị trí )(?:thứ |số )?|(?:xếp|đứng) (?:ở )?(?:vị trí )?(?:thứ )?|"
    r"xếp hạng(?: \w+){0,2}?(?: là| đạt|:| tương ứng| lần lượt)* |thứ hạng(?: \w+){0,2} |"
    r"thứ hạng(?: là|:)? )$"
)
_WHOLE_NOUNS = re.compile(
    r"(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|tỉnh|thôn|bản|tổ dân phố|khu|"
    r"khu phố|làng|ấp|buôn|khóm|tiêu chí|chỉ tiêu|nội dung|"
    r"điểm|trường|trạm|hộ|cơ quan|đơn vị|chi bộ|nhiệm vụ|cơ sở|trẻ|học sinh|vụ|đơn|hồ sơ|"
    r"thủ tục|công trình|dự án|cuộc|địa phương|kiến nghị|ý kiến|"
    r"văn bản|mô hình|đảng bộ|ngành|nhóm|"
    r"tổ chức|sản phẩm|cụm|lớp|phòng|người|cán bộ|đại biểu|đồng chí|"
    r"công dân|đối tượng|trường hợp|tuyến|chợ|điểm trường|doanh nghiệp|hợp tác xã|htx|"
    r"lao động|đảng viên)"
)
_FIELD = re.compile(r"tỉnh|thành phố|huyện|thị xã|xã|phường|địa phương|đơn vị|sở|ngành|cơ quan")
# Verbs whose x/y sets a result against its plan, even for countable nouns.
_DONE_OF = re.compile(r"(?:hoàn thành|đã có|hoàn thiện|bàn giao)(?: [^\W\d]+){0,2} $")
_PLANNED = re.compile(
    r"(?:tạo việc làm|giải quyết việc làm|việc làm mới|thành lập mới|phát triển mới|"
    r"thành lập|kết nạp|trồng mới|trồng|xuất khẩu lao động|đào tạo|xóa|thu hút|"
    r"phát triển)(?: \w+){0,3} $"
)


def _single(token: NumberToken, unit: UnitMatch | None) -> Quantity:
    end = unit.end if unit else token.end
    return Quantity(
        token.begin,
        end,
        "single",
        token.value,
        None,
        None,
        None,
        unit.text if unit else "",
        unit.family if unit else "bare",
        unit.noun if unit else "",
        end,
    )


def quantities(
    low: str, tokens: list[NumberToken], traps: Traps, begin: int, end: int
) -> tuple[list[Quantity], list[tuple[NumberToken, str]]]:
    """The quantities of a sentence, and the number tokens that are none, each with its reason."""
    free: list[NumberToken] = []
    excluded: list[tuple[NumberToken, str]] = []
    for token in tokens:
        trap = traps.over(token.begin, token.end)
        if trap is not None:
            excluded.append((token, trap.name))
        elif token.value is None:
            excluded.append((token, "malformed number"))
        else:
            free.append(token)
    found: list[Quantity] = []
    index = 0
    while index < len(free):
        token = free[index]
        following = free[index + 1] if index + 1 < len(free) else None
        unit = find_unit_after(low, token.end)
        if unit and unit.end > end:
            unit = None
        taken = _rank(low, token, following, begin, found) or _slash(
            low, token, unit, following, begin
        )
        if taken is None:
            third = free[index + 2] if index + 2 < len(free) else None
            taken = _range(low, token, unit, following, third)
        if taken is not None:
            found += taken[0]
            index += taken[1]
            continue
        found.append(_single(token, unit))
        index += 1
    return found, excluded


def _rank(
    low: str, token: NumberToken, following: NumberToken | None, begin: int, found: list[Quantity]
) -> tuple[list[Quantity], int] | None:
    lead = low[max(begin, token.begin - 40) : token.begin]
    after_rank = bool(found) and found[-1].form == "rank"
    total: Decimal | None = None
    end, used = token.end, 1
    slash = following is not None and _SLASH.match(low, token.end)
    if slash and following is not None and slash.end() == following.begin:
        total, end, used = following.value, following.end, 2
    ranked = _RANK_LEAD.search(lead) is not None
    if (
        not ranked
        and after_rank
        and total is not None
        and re.fullmatch(r"(?:, | và |; )", low[found[-1].tail : token.begin])
    ):
        ranked = found[-1].total is not None
    if not ranked and after_rank and re.search(r"thứ $", lead):
        ranked = True
    if (
        not ranked
        and total in (Decimal(63), Decimal(34))
        and re.match(r"\s?(?:tỉnh|cả nước|địa phương|toàn quốc|[,;.)]|$)", low[end : end + 12])
    ):
        ranked = True
    if not ranked or token.value is None or token.value != token.value.to_integral_value():
        return None
    unit = find_unit_after(low, end)
    if (
        total is None
        and unit is not None
        and unit.family in ("percent", "money", "points", "moves", "measure", "score")
    ):
        return None
    tail = end
    if unit is not None and unit.family == "count" and _FIELD.match(unit.noun):
        tail = unit.end
    return [
        Quantity(token.begin, end, "rank", token.value, None, None, total, "rank", "rank", "", tail)
    ], used


def _slash(
    low: str, token: NumberToken, unit: UnitMatch | None, following: NumberToken | None, begin: int
) -> tuple[list[Quantity], int] | None:
    if following is None:
        return None
    at = unit.end if unit and unit.family in ("percent", "money", "measure", "count") else token.end
    slash = _SLASH.match(low, at) or _SLASH.match(low, token.end)
    if slash is None or slash.end() != following.begin:
        return None
    own = unit if unit and slash.start() >= unit.end else None
    second = find_unit_after(low, following.end)
    value, whole = token.value, following.value
    if value is None or whole is None or (second is None and own is None):
        return None
    lead = low[max(begin, token.begin - 50) : token.begin]
    both = second or own
    assert both is not None  # noqa: S101
    second_end = second.end if second else following.end
    countable = both.family in ("count", "score") and _WHOLE_NOUNS.match(both.noun)
    done = both.family == "count" and _DONE_OF.search(lead) is not None
    if own is None and (countable or done) and value <= whole and not _PLANNED.search(lead):
        return [
            Quantity(
                token.begin,
                second_end,
                "part",
                value,
                None,
                None,
                whole,
                both.text,
                both.family,
                both.noun,
                second_end,
            )
        ], 2
    first = replace(
        _single(token, own),
        form="actual_of_pair",
        unit=both.text,
        family=both.family,
        noun=both.noun,
    )
    other = replace(
        _single(following, second),
        form="target_of_pair",
        unit=both.text,
        family=both.family,
        noun=both.noun,
        end=second_end,
        tail=second_end,
    )
    return [first, other], 2


def _range(
    low: str,
    token: NumberToken,
    unit: UnitMatch | None,
    following: NumberToken | None,
    third: NumberToken | None,
) -> tuple[list[Quantity], int] | None:
    if following is None or token.value is None or following.value is None:
        return None
    dash = _RANGE.match(low, unit.end if unit else token.end)
    if dash is None or dash.end() != following.begin:
        # "-9%" may have taken the dash for its sign.
        if (
            following.text[0] == "-"
            and low[token.end : following.begin].strip() == ""
            and unit is None
        ):
            following = NumberToken(
                following.begin + 1, following.end, following.text[1:], -following.value
            )
        else:
            return None
    value = following.value
    assert value is not None  # noqa: S101
    second = find_unit_after(low, following.end)
    if second is None or (unit is not None and unit.family != second.family):
        return None
    if token.value >= value or re.search(
        r"\d ?%? ?-\s?$", low[max(0, token.begin - 5) : token.begin]
    ):
        return None
    if third is not None:
        more = _RANGE.match(low, second.end)
        if more is not None and "-" in more.group() and more.end() == third.begin:
            return None
    return [
        Quantity(
            token.begin,
            second.end,
            "range",
            None,
            token.value,
            value,
            None,
            second.text,
            second.family,
            second.noun,
            second.end,
        )
    ], 2
