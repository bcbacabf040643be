"""The measured thing and the governing verb in the words before a number."""

import re

from etl.extract.lexicon import BACK, FILLER, FRONT, HEAD, NOUN_WITH_VERB, VERB
from etl.parse.quantity import Quantity
from etl.parse.syllable import LOWER, UPPER


def masked_verbs(text: str) -> str:
    """The text with the verbs inside nouns (đạt chuẩn, tăng thêm) made unreadable."""
    return NOUN_WITH_VERB.sub(lambda m: "\u2022" * len(m.group()), text)


# Commas inside a fixed coordination do not part subjects.
_COMMA = "\ue010"


_PROTECTED = re.compile(
    r"(?:(?<=xuất)|(?<=nông)|(?<=lâm nghiệp)|(?<=nông nghiệp)|(?<=(?<!\w)lâm)|"
    r"(?<=công nghiệp)(?=, (?:tiểu thủ|xây dựng|ttcn))|(?<=bằng cấp)|(?<=gia súc)|"
    r"(?<=thương mại)(?=, dịch)|(?<=khu)(?=, cụm)|(?<=khiếu nại)|(?<=thu gom)|"
    r"(?<=xã)(?=, (?:phường|thị trấn|đặc khu))|(?<=phường)(?=, (?:thị trấn|xã))|"
    r"(?<=chế biến)(?=, chế tạo)|(?<=điện)(?=, (?:nước|khí))|(?<=nhà ở)|(?<=điều tra)|"
    r"(?<=hàng hóa)(?=, (?:và )?(?:doanh thu )?dịch vụ|, (?:và )?doanh thu)|"
    r"(?<=trồng rừng)(?=, chăm)|(?<=đúng)(?=, trước)|(?<=nhà tạm)(?=, nhà dột)|"
    r"(?<=hộ nghèo)(?=, hộ cận)|(?<=hộ cận nghèo)(?=, hộ nghèo)|"
    r"(?<=văn hóa)(?=, (?:thể thao|văn nghệ)))(?:,)(?= )",
    re.IGNORECASE,
)


def split_subject(piece: str, quantity: Quantity) -> tuple[str, str, str]:
    """(verb, subject, action) of the text before a number."""
    verb, subject_end, after = _governing_verb(piece)
    raw = after if after.strip() else piece[:subject_end]
    dangling = raw.split(",")[-1].strip() == "" and verb == "" and "," in raw
    subject = _nearest_subject(raw, search_back=not after.strip() and not dangling)
    subject = _focus(subject)
    counted = quantity.family == "count" and subject
    if counted and (not _COUNT_HEAD.match(subject.lower()) or subject.lower() == "tổng"):
        return verb, "", subject
    return verb, subject, ""


_DIRECTIONS = ("up", "down", "exceed", "times", "to", "contribution", "share")


def _governing_verb(piece: str) -> tuple[str, int, str]:
    """The governing verb: its role, where it begins, and the object behind it if any."""
    low = piece.lower()
    if len(low) != len(piece):
        low = piece
    verb, begin = "", len(piece)
    for found in reversed(list(VERB.finditer(masked_verbs(low)))):
        role = found.lastgroup or ""
        rest = low[found.end() :]
        if FILLER.match(rest) or not rest.strip(" ,:-("):
            # "tăng ... là 5": the direction before a plain verb decides.
            verb = role if verb in ("", "level") and (not verb or role in _DIRECTIONS) else verb
            begin = found.start()
            continue
        if not verb and role in ("up", "down", "exceed", "times") and not re.search(r"[,;]", rest):
            # "giảm tỷ lệ hộ nghèo từ 4%": the object is the measured thing.
            return role, begin, piece[found.end() :]
        if verb in ("level", "") and role in ("up", "down"):
            between = low[found.end() : begin]
            if re.fullmatch(r"\s*(?:so với|so)?[\s,]*(?:bình quân|đạt|là|ước)*\s*", between):
                return role, found.start(), ""
        break
    return verb, begin, ""


_NO_SUBJECT = re.compile(
    r"(?:tính )?bình quân(?: chung)?|tính chung|trung bình|trong đó|nhìn chung|tổng cộng"
)


def _segments(raw: str) -> list[str]:
    """The comma-parted segments; names of bodies and sources are emptied."""
    parts = _PROTECTED.sub(_COMMA, raw).split(",")
    kept = []
    for part in parts:
        low = part.strip().lower()
        silent = _BODY_NAME.match(low) or _SOURCE.match(low)
        kept.append("" if silent else part.replace(_COMMA, ","))
    return kept


def _nearest_subject(raw: str, search_back: bool) -> str:
    """The last segment that names something, with the nominal segments it goes on from."""
    segments = _segments(raw)
    at = len(segments) - 1
    subject = _clean(segments[at])
    if at and _NO_SUBJECT.fullmatch(subject.lower()):
        subject = ""
    while search_back and not subject and at > 0:
        at -= 1
        candidate = _clean(segments[at])
        subject = candidate if HEAD.search(candidate.lower()) else ""
    while at > 0 and subject and not HEAD.match(subject.lower()):
        candidate = segments[at - 1].strip()
        clause = VERB.search(masked_verbs(candidate.lower()))
        if not candidate or clause or len(candidate.split()) > 9 or re.search(r"\d", candidate):
            break
        front = FRONT.match(candidate.lower())
        cleaned = candidate[front.end() :] if front else candidate
        if not cleaned:
            break
        subject = f"{cleaned}, {subject}"
        at -= 1
    return subject


_SOURCE = re.compile(
    r"^(?:theo|căn cứ|dựa trên)(?! (?:đó|kế hoạch|giá|nghị quyết|chuẩn|quyết định))(?![^\W\d_])"
)
_BODY_NAME = re.compile(
    r"^(?:ủy ban nhân dân|ubnd|hđnd|hội đồng nhân dân|tỉnh ủy|huyện ủy|thành ủy|thị ủy|"
    r"đảng ủy|chính phủ|sở|ban|phòng|thủ tướng|đồng chí)(?![^\W\d_])"
)
_BY = re.compile(
    r"(?<![^\W\d_])(?:theo (?:cam kết|quy định|kế hoạch|chủ trương|nghị quyết|đánh giá|"
    r"số liệu|tinh thần|chỉ đạo|tiêu chuẩn quy định)|của thủ tướng|do )(?![^\W\d_]).*$"
)


def _clean(segment: str) -> str:
    text = segment.strip()
    by = _BY.search(text.lower())
    if by and by.start() > 8:
        text = text[: by.start()].rstrip()
    low = text.lower()
    front = FRONT.match(low)
    if front:
        text = text[front.end() :]
        low = low[front.end() :]
    masked = masked_verbs(low)
    back = BACK.search(masked)
    if back:
        text = text[: back.start()]
    return re.sub(r"\s+", " ", text).strip(" .,:;-\"'")


_PROPER = re.compile(rf"^(?!Con\b)(?:[{UPPER}][{LOWER}]+\s+){{1,4}}$")


_COUNT_HEAD = re.compile(
    r"^(?:tổng|số|lượng|lượt|khách|đàn|dân số|lao động(?! \w+ mới)|hộ|quy mô|tỷ lệ|học sinh|"
    r"diện tích|sản lượng|công suất|năng lực|thu nhập|mức|doanh nghiệp|người|giá trị|"
    r"sản phẩm)(?![^\W\d_])"
)


_ACTION_BEFORE_HEAD = re.compile(
    r"(?<![^\W\d_])(?:đưa|nâng|tăng|giảm|giữ|duy trì|phấn đấu|hoàn thành|đảm bảo|bảo đảm|để|"
    r"nhằm|với|là|có|đạt|khiến|làm cho|làm|cho thấy|góp phần|kéo giảm|ổn định|được|khá|định|"
    r"mục tiêu|như|đó|khăn|cực|biến|hiện|cam kết|yêu cầu|đề ra|xác định|phải|đã|dự kiến|"
    r"tập trung|tiếp tục|chỉ đạo|thúc đẩy|mạnh|chính|kết quả|triển|tình hình|thu hút|thì|"
    r"của)\s+$"
)


def _focus(subject: str) -> str:
    """A long run of words cut down to where the measured thing begins."""
    low = subject.lower()
    if len(low) != len(subject) or HEAD.match(low):
        return subject
    for found in HEAD.finditer(low):
        lead = low[: found.start()]
        if (
            _PROPER.match(subject[: found.start()])
            or _ACTION_BEFORE_HEAD.search(lead)
            or (
                len(lead.split()) > 5
                and found.group()
                in (
                    "tỷ lệ",
                    "tổng",
                    "thu ngân sách",
                    "giá trị",
                    "sản lượng",
                    "kim ngạch",
                    "tốc độ",
                    "grdp",
                    "thu nhập",
                    "diện tích",
                    "chỉ số",
                )
            )
        ):
            return subject[found.start() :]
    return subject
