"""Subjects that are places or partners of trade: a list over them keeps the thing measured."""

import re

from etl.parse.syllable import LOWER, UPPER

_LEAD = re.compile(
    r"^(?:(?:kế tiếp|tiếp theo|tiếp đến|sau đó|xếp sau|theo sau|"
    r"đứng (?:đầu|cuối|thứ \w+)(?: bảng)?|"
    r"cao nhất|thấp nhất|dẫn đầu)(?: là)?|"
    r"(?:các|những|một số|hai|ba|bốn|nhiều) (?:đô thị|địa phương|tỉnh|vùng|thành phố|nước|"
    r"thị trường|quốc gia|huyện|xã)(?: lớn| khác)?(?: như(?: là)?)?|như|với|và|vùng|khu vực|thị trường|tỉnh|"
    r"thành phố|là)(?: |$)",
    re.IGNORECASE,
)
_REGION = re.compile(
    r"^(?:(?:vùng )?(?:đồng bằng sông (?:hồng|cửu long)|đông nam bộ|tây nguyên|bắc trung bộ|"
    r"(?:duyên hải )?nam trung bộ|duyên hải miền trung|trung du(?: và)? miền núi(?: phía bắc)?|"
    r"tây bắc|đông bắc|bắc bộ|nam bộ|mỹ|anh|đức|pháp|nga|lào|úc|ý|eu|asean|nhật|hoa kỳ)"
    r"(?: \([^()]*\)?)?(?:,| và|$)\s*)+$",
    re.IGNORECASE,
)
# At least two capitalised syllables, no abbreviation among them: Thái Nguyên, Nhật Bản.
_NAME = re.compile(rf"^(?:[{UPPER}][{LOWER}]+(?:[ -]+|$)){{2,5}}$")


def names_place(subject: str) -> bool:
    """True for a subject that is only a place, or what opens a list of places."""
    bare = subject.strip()
    if not bare:
        return False
    said = bare
    while (lead := _LEAD.match(bare)) is not None:
        bare = bare[lead.end() :].strip(" ,:")
    if not bare:
        return len(said.split()) > 1
    return _REGION.match(bare) is not None or _NAME.match(bare) is not None
