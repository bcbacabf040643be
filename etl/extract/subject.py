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
    r"(?<=trồng rừng)(?=, chăm)|(?<=đúng)(?=, trước)|(?<=nhà tạm)(?=, nhà dột)|"
    r"(?<=hộ nghèo)(?=, hộ cận)|(?<=hộ cận nghèo)(?=, hộ nghèo)|"
    r"(?<=văn hóa)(?=, (?:thể thao|văn nghệ)))(?:,)(?= )",
    re.IGNORECASE,
)


def split_subject(piece: str, quantity: Quantity) -> tuple[str, str, str]:
    """(verb, subject, action) of the text before a number."""
    low = piece.lower()
    if len(low) != len(piece):
        low = piece
    masked = masked_verbs(low)
    verbs = list(VERB.finditer(masked))
    verb, subject_end, after = "", len(piece), ""
    while verbs:
        found = verbs.pop()
        role = found.lastgroup or ""
        rest = low[found.end() :]
        if FILLER.match(rest) or not rest.strip(" ,:-("):
            verb = verb or role
            # "tăng ... là 5": the direction before a plain verb decides.
            if verb in ("level", "equal") and role in (
                "up",
                "down",
                "exceed",
                "times",
                "to",
                "contribution",
                "share",
            ):
                verb = role if verb == "level" else verb
            subject_end = found.start()
            continue
        if not verb and role in ("up", "down", "exceed", "times") and not re.search(r"[,;]", rest):
            # "giảm tỷ lệ hộ nghèo từ 4%": the object is the measured thing.
            verb = role
            after = piece[found.end() :]
        elif (
            verb in ("level", "")
            and role in ("up", "down")
            and re.fullmatch(
                r"\s*(?:so với|so)?[\s,]*(?:bình quân|đạt|là|ước)*\s*",
                low[found.end() : subject_end],
            )
        ):
            verb = role
            subject_end = found.start()
        break
    raw = after if after.strip() else piece[:subject_end]
    segments = [
        ""
        if _BODY_NAME.match(part.strip().lower()) or _SOURCE.match(part.strip().lower())
        else part
        for part in _PROTECTED.sub(_COMMA, raw).split(",")
    ]
    segments = [segment.replace(_COMMA, ",") for segment in segments]
    subject = _clean(segments[-1])
    if (
        re.fullmatch(
            r"(?:tính )?bình quân(?: chung)?|tính chung|trung bình|trong đó|nhìn chung|tổng cộng",
            subject.lower(),
        )
        and len(segments) > 1
        and not segments[-1].strip().lower().startswith("trong đó")
    ):
        subject = ""
    taken = len(segments) - 1
    if not subject and not (
        after.strip() or (raw.split(",")[-1].strip() == "" and verb == "" and len(segments) > 1)
    ):
        while taken > 0 and not subject:
            taken -= 1
            candidate = _clean(segments[taken])
            if HEAD.search(candidate.lower()):
                subject = candidate
    while taken > 0 and subject and not HEAD.match(subject.lower()):
        candidate = segments[taken - 1].strip()
        if (
            not candidate
            or VERB.search(masked_verbs(candidate.lower()))
            or len(candidate.split()) > 9
            or re.search(r"\d", candidate)
        ):
            break
        front = FRONT.match(candidate.lower())
        cleaned = candidate[front.end() :] if front else candidate
        if not cleaned:
            break
        subject = f"{cleaned}, {subject}"
        taken -= 1
    subject = _focus(subject)
    action = ""
    if (
        quantity.family == "count"
        and subject
        and (not _COUNT_HEAD.match(subject.lower()) or subject.lower() == "tổng")
    ):
        action, subject = subject, ""
    return verb, subject, action


_SOURCE = re.compile(
    r"^(?:theo|căn cứ|dựa trên)(?! (?:kế hoạch|giá|nghị quyết|chuẩn|quyết định))(?![^\W\d_])"
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
