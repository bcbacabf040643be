"""Who: the bodies a sentence names as those that are to act ("giao UBND huyện …")."""

import re
from dataclasses import dataclass

from etl.parse.view import View

# The first word or words of a body's name, in lower case.
_HEAD = (
    r"(?:ban )?thường trực (?:tỉnh|huyện|thị|thành|đảng|hđnd|hội đồng)|ban thường vụ|btv|"
    r"ban chấp hành|bch|"
    r"ban cán sự|đảng đoàn|đảng bộ|đảng ủy|đảng uỷ|tỉnh ủy|tỉnh uỷ|huyện ủy|huyện uỷ|thị ủy|"
    r"thành ủy|"
    r"(?:các )?cấp ủy|(?:các )?cấp uỷ|(?:các )?chi bộ|(?:các )?chi, đảng bộ|ubnd|ủy ban nhân dân|"
    r"uỷ ban nhân dân|"
    r"hđnd|hội đồng nhân dân|(?:phó )?chủ tịch(?! hồ| nước)|(?:phó )?bí thư|(?:phó )?giám đốc|"
    r"(?:thủ trưởng|người đứng đầu|lãnh đạo(?= (?:các|ubnd|sở|huyện|đơn vị)))(?= )|"
    r"(?:các )?sở(?= )|liên ngành|"
    r"ban (?:quản lý|qlda|tổ chức|tuyên giáo|dân vận|nội chính|chỉ đạo|chỉ huy|dân tộc|kinh tế|"
    r"pháp chế)|"
    r"văn phòng|(?:các )?phòng(?! chống|,? chống| cháy| ngừa)|(?:chi )?cục|công an|bộ chỉ huy|"
    r"bộ đội|thanh tra|"
    r"(?:cơ quan )?(?:ủy|uỷ) ban (?:kiểm tra|mttq|mặt trận)|ubkt|ubmttq|mttq|mặt trận tổ quốc|"
    r"hội (?:nông dân|"
    r"liên hiệp|cựu|phụ nữ|chữ)|liên đoàn|đoàn thanh niên|trung tâm|(?:các )?công ty|tập đoàn|"
    r"bảo hiểm xã hội|"
    r"kho bạc|ngân hàng|viện kiểm sát|tòa án|(?:các )?trường|(?:các )?bệnh viện|trạm y tế|điện lực|"
    r"(?:tất cả )?các (?:cơ quan|đơn vị|ngành|địa phương|xã|huyện|phường|thị trấn|thị xã|thành phố|"
    r"chủ đầu tư|"
    r"nhà thầu|tổ chức đảng|ban|đồng chí|doanh nghiệp|cấp,? (?:các )?ngành)|"
    r"(?:các )?chủ đầu tư|(?:các )?nhà thầu|cơ quan|đơn vị|địa phương|đồng chí|tổ (?:công tác|"
    r"giúp việc)|"
    r"(?:huyện|thị xã|thành phố|tỉnh|phường|thị trấn|xã|ngành|đảng bộ)(?= [^\W\d_])"
)
_ASSIGN = (
    r"(?:giao (?:trách nhiệm |nhiệm vụ )?(?:cho )?|yêu cầu |đề nghị |phân công |chỉ đạo |đôn đốc |"
    r"ủy quyền (?:cho )?|uỷ quyền (?:cho )?|kiến nghị |lưu ý )"
)
_ASSIGNED = re.compile(
    rf"(?<![^\W_])(?<!dự toán )(?<!bàn )(?<!được )(?<!chuyển )(?<!khoán )(?P<verb>{_ASSIGN})"
    rf"(?P<body>(?:{_HEAD}))"
)
_SUBJECT = re.compile(rf"(?P<lead>(?:đối với |riêng |về phía )?)(?P<body>(?:{_HEAD}))(?![^\W_])")
_ADDRESSED = re.compile(
    rf"(?:đối với |giao (?:cho )?|yêu cầu |đề nghị |nhiệm vụ của )?(?P<body>(?:{_HEAD}))"
)
_BY = re.compile(rf"(?<![^\W_])do (?P<body>(?:{_HEAD}))")
# Where a body's name ends: what it has to do begins.
_STOP = re.compile(
    r"(?<![^\W_])(?:cần|phải|có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp|tập trung|tiếp tục|"
    r"khẩn trương|"
    r"chủ động|tăng cường|đẩy mạnh|đẩy nhanh|thực hiện|triển khai|"
    r"tổ chức(?! đảng| chính trị| cơ sở| liên quan| đoàn| hội| xã hội|,)|chỉ đạo|lãnh đạo(?! các|"
    r" ubnd| chủ chốt)|"
    r"rà soát|hoàn thành|hoàn thiện|(?<!đầu tư )(?<!quản lý )xây dựng|ban hành|tham mưu|trình|"
    r"báo cáo|phấn đấu|"
    r"bảo đảm|đảm bảo|xử lý|giải quyết|giải ngân|phân bổ|lập(?! tổ)|nghiên cứu|tổng hợp|theo dõi|"
    r"đôn đốc|"
    r"(?<!ủy ban )(?<!uỷ ban )kiểm tra|hướng dẫn|bố trí|sớm|sẽ|khắc phục|quyết liệt|nghiêm túc|"
    r"nghiêm|căn cứ|"
    r"trên cơ sở|kịp thời|thường xuyên|chấm dứt|thu hồi|công bố|bàn giao|khởi công|thẩm định|"
    r"phê duyệt|cam kết|"
    r"đăng ký|quan tâm|thống nhất|đề xuất|gửi|nộp|cung cấp|huy động|duy trì|nâng|giảm|đưa|đạt|"
    r"tuyên truyền|"
    r"vận động|quán triệt|bám sát|làm việc|họp|đã|được|gồm|để|nhằm|trong(?! đó)|trước|chậm nhất|"
    r"từ nay|đến hết|"
    r"hằng tháng|định kỳ|công khai|chuẩn bị|rút ngắn|xác định|quyết tâm|yêu cầu|giao|ký|thu|"
    r"vận hành|sắp xếp|kiện toàn|"
    r"chốt|(?<!các )(?<!hai )(?<!, )cấp(?! ủy| uỷ| xã| huyện| tỉnh| trên| dưới)|mở|xóa|xoá|"
    r"lựa chọn|khởi động|thông xe|"
    r"thi công|"
    r"thanh toán|quyết toán|đối thoại|kết thúc|số hóa|số hoá|di dời|giải tỏa|tháo dỡ|lắp đặt|"
    r"chi trả|trả lời|hoàn trả|nghiệm thu|giải phóng|cải tạo|sửa chữa|nâng cấp|cưỡng chế|"
    r"chuyển(?! đổi)|kết nạp|tích hợp|tổng kết|sơ kết|giải trình|cập nhật|trồng|tiêm|đấu giá|"
    r"khánh thành|hoàn tất|thảm|rút kinh nghiệm|đặt|cơ bản|nhất trí|đánh giá|ghi nhận|biểu dương|"
    r"kết luận|xem xét|cho ý kiến|có(?= [^\W\d_]* ?(?:văn bản|báo cáo|giải pháp|"
    r"biện pháp|kế hoạch)))(?![^\W_])"
)
# A body that speaks, or of which something is told, does not itself take a task.
_SPEAKS = re.compile(
    r"(?:đã |cơ bản |cũng |sẽ )*(?:nhất trí|đánh giá|ghi nhận|biểu dương|kết luận|thống nhất|"
    r"yêu cầu|"
    r"giao|đề nghị|họp|nghe|cho ý kiến|thảo luận|xem xét|được|gồm|làm việc)(?![^\W_])"
)
_LEADS = re.compile(
    r"chủ trì(?:,? (?:và )?(?P<with>phối hợp(?: chặt chẽ)?(?: với| cùng| cùng với)?))?[\s,]*"
)
_BREAK = re.compile(r"[;:()\"]")
_LONGEST = 150


@dataclass(frozen=True)
class Body:
    """A body in the view that is to act.

    Attributes:
        begin: Its name's first character.
        end: One past its last.
        after: Where what it has to do begins.
        role: lead (chủ trì), assigned (giao, yêu cầu, đề nghị) or subject.
    """

    begin: int
    end: int
    after: int
    role: str


def bodies(view: View, begin: int, end: int, starts: list[int]) -> list[Body]:
    """The bodies that act in a sentence of the view, in order.

    Args:
        view: The text.
        begin: The sentence's first character.
        end: One past its last.
        starts: Where its clauses begin: a body standing there is the subject.
    """
    found = [
        body
        for match in _ASSIGNED.finditer(view.low, begin, end)
        if (body := _body(view, match.start("body"), end, "assigned"))
    ]
    found += [
        body
        for match in _BY.finditer(view.low, begin, end)
        if (body := _body(view, match.start("body"), end, "lead")) and _leads(view, body)
    ]
    for start in starts:
        opening = _SUBJECT.match(view.low, start, end)
        if opening and not any(body.begin == opening.start("body") for body in found):
            body = _body(view, opening.start("body"), end, "subject")
            if body and not _SPEAKS.match(view.low, body.after):
                found.append(body)
    return sorted((_leading(view, body, end) for body in found), key=lambda body: body.begin)


def addressed(view: View, begin: int, end: int) -> Body | None:
    """The body a heading or the opening of a list speaks to: "Đối với UBND các xã:"."""
    opening = re.compile(
        rf"(?:đối với |giao (?:cho )?|yêu cầu |đề nghị |nhiệm vụ của )?(?P<body>(?:{_HEAD}))"
    ).match(view.low, begin, end)
    if opening is None:
        return None
    start = opening.start("body")
    stop = _STOP.search(view.text, start, end)
    last = min(stop.start() if stop else end, end)
    last = _trimmed(view, start, last)
    return Body(start, last, last, "section") if 0 < last - start <= _LONGEST else None


def _leads(view: View, body: Body) -> bool:
    return view.low.startswith("chủ trì", body.after)


def _leading(view: View, body: Body, end: int) -> Body:
    """The body as the one that leads, where the text says so; with whom it works is skipped."""
    words = _LEADS.match(view.low, body.after, end)
    if words is None:
        return body
    stop = _STOP.search(view.text, words.end(), end) if words["with"] else None
    return Body(body.begin, body.end, stop.start() if stop else words.end(), "lead")


def _body(view: View, start: int, end: int, role: str) -> Body | None:
    stop = _STOP.search(view.text, start + 2, min(end, start + _LONGEST))
    if stop is None:
        return None
    if _BREAK.search(view.text, start, stop.start()):
        return None
    last = _trimmed(view, start, stop.start())
    return Body(start, last, stop.start(), role) if last > start else None


def _trimmed(view: View, start: int, last: int) -> int:
    while last > start and view.text[last - 1] in " ,;:.-":
        last -= 1
    for word in (" và", " cùng", " đều", " thì", " cũng"):
        if view.low.endswith(word, start, last):
            return last - len(word)
    return last
