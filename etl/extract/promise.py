"""Whether a clause promises something: what it has to hold, and what only looks alike."""

import re

from etl.extract.deadlines import Deadline

_WORD = r"(?<![^\W_])(?:{})(?![^\W_])"
# Something is finished, handed over or reached: such a clause may stand with "trong quý III".
_RESULT = (
    r"hoàn thành|hoàn tất|hoàn thiện|kết thúc|xong|dứt điểm|chấm dứt|khắc phục|báo cáo|trình|"
    r"ban hành|phê duyệt|"
    r"bàn giao|khởi công|khánh thành|thông xe|đưa vào|vận hành|tham mưu|gửi|nộp|công bố|thành lập|"
    r"giải ngân|"
    r"phân bổ|thanh toán|quyết toán|đạt|trở thành|về đích|đưa|nâng|giảm|xóa|xoá|giải quyết|xử lý|"
    r"thu hồi|"
    r"sắp xếp|kiện toàn|đề xuất|lựa chọn|thẩm định|nghiệm thu|công nhận|tổ chức đấu giá|đấu giá|"
    r"đấu thầu|"
    r"rà soát|chuyển|trả lời|giải trình|di dời|cưỡng chế|phủ sóng|cấp giấy|ký|không còn|không để|"
    r"có(?= ít nhất| tối)|"
    r"tích hợp|số hóa|số hoá|kết nối|lắp đặt|tiêm|thu(?= đủ| hết| nộp)|bố trí đủ|chi trả|"
    r"xây dựng được|"
    r"(?<!đầu tư )(?<!quản lý )xây dựng(?= (?:kế hoạch|đề án|phương án|dự thảo|quy chế|lộ trình))|"
    r"lập(?= (?:kế hoạch|đề án|phương án|hồ sơ|quy hoạch|danh sách|danh mục))|phải có|công khai|"
    r"tổng kết|sơ kết"
)
# Something is done, without an end of its own: it needs a day by which.
_DEED = (
    r"tổ chức|triển khai|thực hiện|xây dựng|lập|kiểm tra|thanh tra|giám sát|hướng dẫn|nghiên cứu|"
    r"tổng hợp|đăng ký|"
    r"cung cấp|cập nhật|điều chỉnh|bổ sung|chuẩn bị|huy động|thu|cấp|bố trí|phối hợp|đôn đốc|"
    r"thống nhất|xác định|"
    r"làm việc|đối thoại|tuyên truyền|vận động|quán triệt|khảo sát|đo đạc|chốt|thi công|cải tạo|"
    r"sửa chữa|"
    r"tiếp thu|góp ý|cho ý kiến|có văn bản|có ý kiến|chỉ đạo|đánh giá|phân công|cam kết|giao|"
    r"gia hạn|tập trung"
)
_AIM = (
    r"phấn đấu|quyết tâm|mục tiêu|cam kết|bảo đảm|đảm bảo|yêu cầu|phải|đặt ra|đề ra|tối thiểu|"
    r"ít nhất|"
    r"chỉ tiêu|duy trì|giữ vững|giữ|không quá"
)
RESULT = re.compile(_WORD.format(_RESULT))
ACTION = re.compile(_WORD.format(f"{_RESULT}|{_DEED}|{_AIM}"))
AIM = re.compile(_WORD.format(f"{_AIM}|đưa|nâng|giao|hoàn thành|giải ngân|giảm|tăng"))
# Words of somebody who takes a thing on, or is made to.
PLEDGE = re.compile(_WORD.format(r"phấn đấu|quyết tâm|cam kết|phải|yêu cầu|bảo đảm|đảm bảo"))
# Verbs at the head of a clause that say all of it; the words before it are another matter.
HEAD = re.compile(
    r"(?:(?:và|đồng thời|khẩn trương|sớm|cơ bản|quyết liệt|tập trung|chỉ đạo)\s+)*(?:hoàn thành|"
    r"hoàn tất|"
    r"phấn đấu|giải ngân|bàn giao|khởi công|khánh thành|thông xe|đưa|nâng|giảm|xử lý xong|xóa|"
    r"chấm dứt|"
    r"đảm bảo|bảo đảm|báo cáo|không để|thành lập|ban hành|trình|gửi|nộp|công bố)(?![^\W_])"
)
# Clauses that go on without an end: nobody could say that they are done.
STEADY = re.compile(
    r"(?:tiếp tục|tăng cường|đẩy mạnh|nâng cao|chú trọng|quan tâm|chủ động|thường xuyên|kịp thời|"
    r"tích cực|làm tốt|thực hiện tốt|thực hiện nghiêm|tập trung|đổi mới|phát huy|quán triệt|"
    r"siết chặt)"
    r"(?![^\W_])"
)
_FINISHED = re.compile(
    _WORD.format(
        r"hoàn thành|hoàn tất|xong|dứt điểm|khánh thành|khởi công|đưa vào|thông xe|trở thành|"
        r"về đích|đạt chuẩn|bàn giao|chấm dứt"
    )
)
_PAST = re.compile(
    _WORD.format(
        r"đã|vừa|vừa qua|đến nay|hiện nay|hiện|tính đến|kết quả|thời gian qua|năm qua|những năm|"
        r"ghi nhận|cùng kỳ|trước đó|được biết|mặc dù|tuy nhiên|nguyên nhân|hạn chế"
    )
)
_UNDONE = re.compile(
    r"(?<![^\W_])(?:chưa|chậm(?! nhất)|còn(?! lại)|nguy cơ|khó|tồn đọng|"
    r"không(?! để| còn| quá| dưới| thấp| vượt| phát sinh| có))(?![^\W_])"
)
_UNDONE_RESULT = re.compile(
    r"(?<![^\W_])(?:chưa|không|đã|nguy cơ|chậm)(?: thể| được| kịp)? (?:hoàn thành|hoàn tất|"
    r"xử lý xong|"
    r"giải ngân|bàn giao|khởi công|đạt|báo cáo|trình|ban hành)(?! (?:chuẩn|tiêu chuẩn))(?=[^,;]*$)"
)
_EXPECTED = re.compile(_WORD.format(r"dự kiến|ước|dự báo|có thể|khả năng|ước tính|kỳ vọng"))
_DEFINITION = re.compile(
    r"(?:đây|đó|năm 20\d\d|ngày [\d/]+) (?:cũng )?là|là (?:nhân tố|nhiệm vụ|năm|ngày)"
)
_CONDITION = re.compile(_WORD.format(r"nếu|trường hợp|quá thời hạn|quá hạn|chỉ khi"))
_EVENT = re.compile(
    r"(?:hội nghị|kỳ họp|đại hội|lễ|hội thi|giải|phiên họp|cuộc họp|buổi làm việc|ngày hội|lễ hội|"
    r"hội thảo|kỳ thi)[^.;]{0,60}(?:diễn ra|được tổ chức|khai mạc|bế mạc|dự kiến|sẽ tổ chức|"
    r"thường lệ|"
    r"tổ chức vào)|(?:diễn ra|khai mạc|bế mạc)"
)
_LEGAL = re.compile(
    r"hiệu lực|hết hạn|(?:được |tiếp tục )?áp dụng (?:đến|từ|cho|trong|kể)|thời hạn (?:sử dụng|"
    r"thuê|của|"
    r"hợp đồng|bảo hành)|thời kỳ ổn định|thi hành (?:từ|kể)|bãi bỏ|thay thế|thời hiệu|miễn, giảm|"
    r"được (?:gia hạn|kéo dài|miễn|giảm|hưởng)|tạm dừng|giữ nguyên|thời gian (?:thực hiện|áp dụng|"
    r"nhận|"
    r"làm việc|tổ chức|diễn ra|thi|nghỉ)|có giá trị|nhiệm kỳ (?=20)|kỷ niệm|chào mừng|nghỉ lễ|"
    r"(?:người|trẻ|công dân|lao động) sinh (?:từ|trước)"
)
_NAMED = re.compile(
    r"(?:quy hoạch|chiến lược|đề án|chương trình|kế hoạch|nghị quyết|quyết định|chỉ thị|kết luận|"
    r"định hướng|tầm nhìn|thông báo|công văn|dự án|giai đoạn)(?![^\W_])(?![^,;]*(?:phấn đấu|đạt|"
    r"trở thành|hoàn thành|xong|dứt điểm))[^,;]*$"
)
_NAME_OF_PLAN = re.compile(
    r"(?:định hướng|tầm nhìn|giai đoạn 20\d\d\s*-\s*20\d\d,?(?: và)?|quy hoạch[^,;]*|theo [^,;]*|"
    r"thời kỳ [^,;]*)\s*$"
)
_SLOGAN = re.compile(
    r"(?:hoàn thành|thực hiện|phấn đấu|đạt|bảo đảm|đảm bảo|quyết tâm)[^,;\d]{0,60}"
    r"(?:mục tiêu|chỉ tiêu|nhiệm vụ|nghị quyết|kế hoạch(?! đấu)|thắng lợi|thành tích)"
)
_FINISHED_THING = re.compile(
    r"(?:dự án|công trình|hạng mục|nhiệm vụ|chỉ tiêu|tiêu chí|hồ sơ|việc|nội dung)\s+(?:đã\s+|"
    r"được\s+)?$"
)


def refused(
    low: str, begin: int, end: int, deadline: Deadline | None, *, has_target: bool
) -> str | None:
    """Why a clause of the view promises nothing; None when it does.

    Args:
        low: The lower-case view.
        begin: The clause's first character, behind the body that is to act.
        end: One past its last.
        deadline: The time in it.
        has_target: True when a figure read as a target stands in it.
    """
    clause = low[begin:end]
    time = deadline.begin - begin if deadline and begin <= deadline.begin < end else len(clause)
    front = clause[:time]
    action = next(_actions(clause, time), None)
    if _DEFINITION.match(clause):
        return "says what something is"
    if action is None and not has_target:
        return "nothing is to be done"
    prefix = clause[: action if action is not None else len(clause)]
    if why := _past_or_unsure(prefix, clause):
        return why
    if _UNDONE_RESULT.search(front):
        return "what is late or missing"
    if _EVENT.search(clause) and not _FINISHED.search(clause):
        return "the day of an event"
    if _LEGAL.search(clause):
        return "how long something holds"
    if deadline is None or not begin <= deadline.begin < end:
        return None if has_target else "no time limit"
    if _EXPECTED.search(front[-16:]):
        return "expected, not promised"
    if _is_name(front, deadline, has_target=has_target):
        return "the name of a plan or document"
    if has_target:
        return None
    return _too_weak(clause, deadline, time)


def _actions(clause: str, time: int):  # type: ignore[no-untyped-def]
    """Where verbs begin: those before the time first, else those behind it."""
    ahead = [m.start() for m in ACTION.finditer(clause, 0, time)]
    yield from ahead or (m.start() for m in ACTION.finditer(clause, time))


def _past_or_unsure(prefix: str, clause: str) -> str | None:
    if _PAST.search(prefix):
        return "a past deed"
    if _UNDONE.search(prefix):
        return "what is late or missing"
    if _EXPECTED.search(prefix):
        return "expected, not promised"
    if _CONDITION.search(prefix) or _CONDITION.match(clause):
        return "a condition"
    return None


def _is_name(front: str, deadline: Deadline, *, has_target: bool) -> bool:
    """True when the time belongs to a plan's or a document's name, not to what is to be done."""
    if deadline.strength == "limit":
        return False
    if _NAME_OF_PLAN.search(front):
        return True
    if deadline.form not in ("year", "term") or has_target:
        return False
    return _NAMED.search(front) is not None


def _too_weak(clause: str, deadline: Deadline, time: int) -> str | None:
    """Why a time that limits weakly does not limit here; None when it does."""
    size = deadline.end - deadline.begin
    rest = clause[:time] + " " + clause[time + size :]
    finished = [
        found
        for found in _FINISHED.finditer(rest)
        if not _FINISHED_THING.search(rest[: found.start()])
    ]
    slogan = _SLOGAN.search(rest) is not None and not any(f.start() >= time for f in finished)
    if deadline.strength in ("limit", "recurring"):
        weak = slogan and deadline.form in ("year", "term")
        return "a slogan: nothing one could call done" if weak else None
    if slogan:
        return "a slogan: nothing one could call done"
    if deadline.strength == "within":
        steady = STEADY.match(rest.strip()) is not None and not finished
        if deadline.form in ("year", "term") and "trong" not in clause[time : time + size]:
            return (
                None
                if finished or re.search(r"đạt|giảm|nâng|xóa|đưa|hoàn thiện", rest)
                else "only a year"
            )
        if not RESULT.search(rest) or (steady and "được" not in rest):
            return "goes on without an end"
        return None
    if deadline.strength == "on":
        ended = re.search(r"(?:hoàn thành|xong|kết thúc)\s+(?:vào\s+)?(?:ngày\s+)?$", clause[:time])
        return None if ended else "the day of an event"
    # Nothing but a word stands before it.
    is_frame = time < 4
    if finished and (is_frame or finished[0].start() >= time):
        return None
    return "only the year or month it belongs to"
