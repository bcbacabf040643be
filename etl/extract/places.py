"""Subjects that are places or partners of trade: a list over them keeps the thing measured."""

import re

from etl.parse.syllable import LOWER, UPPER

_LEAD = re.compile(
    r"^(?:(?:kế tiếp|tiếp theo|tiếp đến|sau đó|xếp sau|theo sau|"
    r"đứng (?:đầu|cuối|thứ \w+)(?: bảng)?|"
    r"cao nhất|thấp nhất|dẫn đầu)(?: là)?|"
    r"(?:các|những|một số|hai|ba|bốn|nhiều) (?:đô thị|địa phương|tỉnh|vùng|thành phố|nước|"
    r"thị trường|quốc gia|huyện|xã)(?: lớn| khác)?(?: như(?: là)?)?|như|"
    r"với|và|vùng|khu vực|thị trường|"
    r"tỉnh|thành phố|là)(?: |$)",
    re.IGNORECASE,
)
_ZONE = re.compile(rf"^(?:[Hh]ai |[Bb]a |[Cc]ác )?[Vv]ùng (?:[{UPPER}][\w-]*(?: |$)){{1,6}}$")
_REGION = re.compile(
    r"^(?:(?:vùng )?(?:đồng bằng sông (?:hồng|cửu long)|đông nam bộ|tây nguyên|bắc trung bộ|"
    r"(?:duyên hải )?nam trung bộ|duyên hải miền trung|trung du(?: và)? miền núi(?: phía bắc)?|"
    r"tây bắc|đông bắc|bắc bộ|nam bộ|mỹ|anh|đức|pháp|nga|lào|úc|ý|eu|asean|nhật|hoa kỳ)"
    r"(?: \([^()]*\)?)?(?:,| và|$)\s*)+$",
    re.IGNORECASE,
)
# At least two capitalised syllables, no abbreviation among them: Thái Nguyên, Nhật Bản.
_NAME = re.compile(rf"^(?:[{UPPER}][{LOWER}]+(?:[ -]+|$)){{2,5}}$|^[Tt][Pp]\\.? ?HCM$")

_PARTNER = re.compile(rf" ((?:sang|từ|tại|ở|với)(?: thị trường)?) [{UPPER}].*$")


def names_place(subject: str) -> bool:
    """True for a subject that is only a place, or what opens a list of places."""
    said = subject.strip()
    if not said:
        return False
    if _ZONE.match(said):
        return True
    bare = _bare(said)
    if not bare:
        return len(said.split()) > 1
    return _REGION.match(bare) is not None or _NAME.match(bare) is not None


def for_place(subject: str, place: str) -> str:
    """The thing measured, told of another partner ("xuất khẩu sang Mỹ" for Nhật Bản)."""
    partner = _PARTNER.search(subject)
    if partner is None:
        return subject
    bare = _bare(place.strip())
    return subject[: partner.end(1)] + f" {bare}" if bare else subject[: partner.start()]


def bare_place(subject: str) -> str:
    """The name in a subject that is only a place, or '' for a list or a market."""
    bare = _bare(subject.strip()).strip(" ,:")
    return bare if _NAME.match(bare) else ""


def _bare(text: str) -> str:
    while (lead := _LEAD.match(text)) is not None:
        text = text[lead.end() :].strip(" ,:")
    return text
