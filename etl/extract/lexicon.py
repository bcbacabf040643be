"""The closed word lists of the grammar: verbs, cues of plan and estimate, what a subject is.

Open lists (nouns, neutral words) are in `etl/parse/vocabulary.yaml`.
"""

import re

from etl.parse.vocabulary import reasons

# What a verb before a number says. Longest first; the role is the group's name.
_VERBS = {
    "to": (
        "giảm xuống chỉ còn|giảm xuống còn|giảm còn|giảm chỉ còn|chỉ còn|xuống còn|"
        "xuống chỉ còn|giảm xuống|hạ xuống còn|hạ xuống|"
        "tăng lên đến|tăng lên|nâng lên thành|nâng lên|nâng tổng số lên|lên đến|lên tới|"
        "lên mức|lên thành|đạt tới|xuống|lên|còn lại|còn"
    ),
    "exceed": "vượt mức|vượt",
    "down": (
        "tăng trưởng âm|giảm bình quân|giảm nhẹ|giảm mạnh|giảm sâu|giảm thêm|giảm khoảng|"
        "giảm được|giảm|tụt|thấp hơn|ít hơn|sụt giảm|chậm hơn|hạ|kéo giảm|âm|rớt|thu hẹp"
    ),
    "up": (
        "có thêm|tăng thêm|tăng trưởng bình quân|tăng trưởng|tăng bình quân|tăng nhẹ|"
        "tăng mạnh|tăng cao|tăng khá|tăng|cao hơn|nhiều hơn|lớn hơn|nhanh hơn|nâng thêm|"
        "bổ sung thêm|thêm"
    ),
    "times": "gấp",
    "contribution": "đóng góp",
    "share": "chiếm tỷ trọng|chiếm tỷ lệ|chiếm",
    "equal": "bằng|tương đương",
    "level": (
        "đạt được|đạt mức|đạt|ở mức|là|thực hiện được|thực hiện|thu được|có|gồm|được|với|"
        "hoàn thành|cho|giữ|duy trì ở mức|duy trì"
    ),
}
VERB = re.compile(
    r"(?<![^\W\d_])(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _VERBS.items())
    + r")(?![^\W\d_])"
)
# Nouns that carry a verb's word inside; the verb in them says nothing about the number.
NOUN_WITH_VERB = re.compile(
    r"tốc độ tăng(?: trưởng)?(?: bình quân)?(?: hằng năm| hàng năm)?|mức tăng(?: trưởng)?|"
    r"tỷ lệ tăng|giá trị tăng thêm|tăng trưởng (?=kinh tế|grdp|của|tín dụng|tổng|khu vực|"
    r"ngành|giá trị|dương)|"
    r"(?:đạt|hoàn thành) (?=chuẩn|tiêu chuẩn|bộ tiêu chí|tiêu chí|danh hiệu|các tiêu chí)|"
    r"giảm nghèo|thoát nghèo|giảm thiểu|giảm phát thải|tăng tự nhiên|tăng cường|"
    r"(?:thu hút|huy động|giải quyết|tạo|kết nạp) thêm|và tăng thêm|tăng thu(?! )|"
    r"đạt và vượt|hoàn thành và vượt|thực hiện dự toán|có bằng cấp|có việc làm|có hệ thống|"
    r"có thu nhập|có mức|có báo hiệu|có sản phẩm|có hạt|có nhu cầu|có công|có đảng|"
    r"có trách nhiệm|"
    r"được (?=công nhận|giải quyết|thu gom|xử lý|cấp|tạo|đào tạo|sử dụng|hưởng|tiếp cận|"
    r"kích hoạt|chăm sóc|hỗ trợ|khám|quản lý|giao|cứng hóa|vay|phủ|tiêm|bố trí|tham gia|"
    r"giáo dục|kiểm tra|phê duyệt|cung cấp|xây|triển khai|thành lập)|"
    r"còn hiệu lực|(?:đủ|điều kiện) được|cho vay|cho thuê|là nữ|là người|bằng gỗ|"
    r"giá trị gia tăng|gia tăng(?! \d)|thực hiện vốn|vốn thực hiện|đầu tư thực hiện|"
    r"thực hiện toàn|giảm phát|hạ tầng|hạ lưu|mặt bằng|chứng chỉ|bằng cấp|thông tin|"
    r"bằng khen|còn hạn|cây h[ằà]ng năm|còn nhỏ|không (?:vượt|thấp hơn|cao hơn|dưới)|"
    r"số có mặt|đồng bằng|công bằng|cân bằng|tương lai|cuối cùng|mức đầu tư|bao gồm|"
    r"thu được từ|có khả năng"
)

# Words that may stand between a verb and its number without becoming a subject.
FILLER = re.compile(
    r"^(?:\s|[:,=(-]|khoảng|từ|mức|bình quân|trung bình|chung|dự ước|ước tính|ước đạt|"
    r"ước thực hiện|dự báo|mỗi năm|hằng năm|hàng năm|thêm|được|là|đạt|ước|tới|đến|lên|còn|"
    r"chỉ|tổng|cộng|so với|so|trên|dưới|gần|hơn|xấp xỉ|"
    r"trong khoảng|tối thiểu|ít nhất|tối đa|cả|khá|cao|nhẹ|mạnh|thấp|lần lượt|tương ứng|"
    r"thực|tính|dự kiến|phấn đấu|đã|mới|bằng|sẽ|phải|nữa|hộ|cùng|về|>|<|=|\+|~|nhất|vượt|"
    r"kế hoạch|toàn|với|ở|không|quá|con số|thuộc|tức|bởi|cũng|đều|tỷ lệ|số tiền)+$"
)

ESTIMATE = re.compile(
    r"(?<![^\W\d_])(?:ước(?: tính| đạt| thực hiện| cả năm| khoảng| thu| tăng| giảm| còn|"
    r" lượng)?|dự ước|dự kiến|dự báo|ưth|ước năm|khả năng (?:đạt|thực hiện))(?![^\W\d_])"
)
TARGET = re.compile(
    r"(?<![^\W\d_])(?:phấn đấu|mục tiêu|cam kết|yêu cầu|(?<!không )phải|(?:đề ra|"
    r"đặt ra)(?= (?:\d|mục tiêu|chỉ tiêu|là|đến)|\s*:|\s*$)|quyết tâm|(?:đảm bảo|"
    r"bảo đảm)(?= (?:tỷ lệ|đạt|trên|tối thiểu|ít nhất|\d|thu|tổng|số)|\s*$)|"
    r"tập trung (?=giải ngân|hoàn thành)|giữ nguyên chỉ tiêu|nâng chỉ tiêu|"
    r"điều chỉnh chỉ tiêu|"
    r"các chỉ tiêu|chỉ tiêu (?:chủ yếu|cụ thể|năm|kinh tế|xã hội|môi trường|đến)|chỉ tiêu|"
    r"theo kế hoạch|kế hoạch(?= (?:vốn|năm \d{4}|giao|là))|xác định|(?:trung ương|tỉnh|"
    r"huyện) giao(?=\s*(?::|là|\()?\s*$)|"
    r"giao chỉ tiêu|định hướng|nhu cầu|kh|dự toán (?=thu|chi)|đăng ký (?=thực hiện|"
    r"hoàn thành)|kỳ vọng|nghị quyết (?:đề ra|đặt ra|giao)|không để|"
    r"chỉ tiêu giao|giao(?= \d))(?![^\W\d_])"
)
# Words that say the thing has happened.
DONE = re.compile(
    r"(?<![^\W\d_])(?:đã|đến nay|hiện nay|hiện có|"
    r"(?<!thực )(?<!phát )hiện(?! hành| đại| thực)|thực hiện được|"
    r"thu được|so với cùng kỳ|so cùng kỳ|kết quả|tính đến nay|thực hiện đạt|lũy kế|"
    r"hoàn thành xong|kết quả đạt|sơ bộ|chính thức|toàn huyện có|ghi nhận|xảy ra|"
    r"đánh giá)(?![^\W\d_])"
)
# "kế hoạch", "chỉ tiêu" behind a percentage are its base, not a cue; so is "vượt mục tiêu".
NO_CUE = re.compile(
    r"(?:so với|so|vượt|đạt và vượt|đạt|bằng|của|hoàn thành|hoàn thành và vượt|thực hiện|"
    r"theo|cơ bản|triển khai|chương trình|giảm|về|gắn với|dự án|đúng|trước)\s+(?:các |"
    r"những |với )?"
    r"(?:chỉ tiêu|mục tiêu|kế hoạch|dự toán|nghị quyết|yêu cầu)|chương trình mục tiêu|"
    r"mục tiêu quốc gia|mục tiêu kép|yêu cầu nhiệm vụ|(?:số|kết quả|một số|hệ thống|bảng|"
    r"biểu)(?: các)?(?: tổng hợp)? chỉ tiêu|mức đảm bảo|đảm bảo (?:an|đúng|yêu|chất|quy|"
    r"theo|tiến|các|cho|kịp)|"
    r"bảo đảm (?:an|đúng|yêu|chất|quy|theo|tiến|các|cho|kịp)|phải (?:thu|nộp|trả|đóng)|"
    r"(?:ngân sách|cân đối) bảo đảm|chỉ tiêu (?:đạt|chưa|không|hoàn thành|vượt|về)|"
    r"\d chỉ tiêu(?! (?:chủ yếu|cụ thể)? ?(?:là|sau|:|như sau)|:)|\d mục tiêu|đã đề ra|"
    r"không đạt mục tiêu|(?:nhiều|hầu hết|phần lớn|đa số|tất cả|trong số \d+)(?: các)? chỉ "
    r"tiêu|chỉ tiêu (?:nghị quyết )?(?:đạt|đều)|các chỉ tiêu (?:đều|đạt|nghị quyết)"
)

# A measured thing begins with one of these.
HEAD = re.compile(
    r"(?<![^\W\d_])(?:tổng(?! quát| kết| hợp| thể| cục| công ty| bí thư| đài)|số|tỷ lệ|"
    r"tỷ trọng|tỷ suất|tốc độ|mức(?! độ)|thu (?:ngân sách|nội địa|nsnn|cân đối|từ|thuế|tiền|"
    r"nhập|hoạt|phí|xuất|nội|khác|quỹ|trên|bổ|hồi)|chi (?:ngân sách|thường xuyên|đầu tư|"
    r"nsđp|cân đối|nsnn|trả|cho)|"
    r"giá trị|sản lượng|diện tích|năng suất|kim ngạch|vốn|chỉ số|doanh thu|lượng|lượt|khách|"
    r"dân số|dư nợ|nợ|huy động|nguồn vốn|đàn|grdp|cpi|iip|pci|papi|sipas|par index|ddci|dti|"
    r"mật độ|"
    r"độ che phủ|cơ cấu|quy mô|hệ số|điểm|xếp hạng|giải ngân|khu vực|lạm phát|tăng trưởng|"
    r"tuổi thọ|xuất khẩu|nhập khẩu|gtsx|tổng mức|nhóm|ngành|bình quân|kinh phí|doanh số|"
    r"trị giá|công suất|trữ lượng|tỷ giá|lãi suất|"
    r"giá (?!trị|như|rẻ)|công tác giải ngân|thu nhập|kế hoạch vốn|tiến độ|lao động|năng lực|"
    r"chất lượng|sản xuất|công nghiệp|nông nghiệp|dịch vụ|thương mại|xây dựng|nông, lâm|"
    r"nông lâm|quỹ|hộ nghèo|hộ cận nghèo)(?![^\W\d_])"
)
RATE = re.compile(
    r"^(?:các |về |duy trì |nâng |đưa |tổng |mức giảm |mức )?(?:tỷ lệ|tỷ trọng|tỷ suất|"
    r"độ che phủ|độ bao phủ|mức độ|tốc độ|cơ cấu|hệ số|công suất|bao phủ|chỉ số (?:hài lòng|"
    r"par|sipas|pci|papi|cải cách|chuyển đổi))|^(?:hộ (?:cận )?nghèo)|mức giảm tỷ lệ|tỷ lệ"
)
GROWTH_NAME = re.compile(
    r"tốc độ (?:tăng|phát triển)|(?<!dân số )tăng trưởng(?! xanh)|mức tăng(?! dân số)|"
    r"lạm phát|tốc độ tăng|tỷ lệ tăng (?:thu|trưởng)|nhịp độ tăng|chỉ số tăng"
)
NATURAL_RATE = re.compile(r"dân số tự nhiên|tăng tự nhiên|tăng dân số")
DISBURSEMENT = re.compile(r"giải ngân|giao quân|tuyển quân|nhập ngũ")

# Words stripped from the front of a subject.
_FRONT = (
    r"trong đó(?: có)?|trong khi(?: đó)?|riêng|ngoài ra|đồng thời|tính chung|tính|bao gồm|"
    r"gồm(?: có)?|cụ thể(?: là)?|như|nhưng|song|và|hay|hoặc|còn|cùng với|bên cạnh đó|"
    r"tuy nhiên|mặc dù|dù|"
    r"đặc biệt(?: là)?|nhất là|theo đó|qua đó|từ đó|nhờ đó|kết quả(?: là)?|đến nay|hiện nay|"
    r"hiện|đã|đang|sẽ|phải|cần|được|có|với|về|tại|thì|mà|cho thấy|trên địa bàn(?: tỉnh|"
    r" huyện| xã| thành phố| thị xã| phường)?|"
    r"toàn (?:tỉnh|huyện|xã|thành phố|thị xã|phường|ngành|quốc)|cả (?:tỉnh|huyện|xã|nước)|"
    r"(?:tỉnh|huyện|xã|thị xã|thành phố|phường|thị trấn)(?: ta| nhà)?(?= (?:đã|có|đạt|thu|"
    r"cấp|tạo|giải|đón|phấn|hiện|còn|thực)|$)|"
    r"phấn đấu(?: đến| đạt)?|đặt mục tiêu|mục tiêu(?: là)?|chỉ tiêu(?: chủ yếu| cụ thể)?|"
    r"cam kết|yêu cầu|ước(?: tính| thực hiện| đạt)?|dự ước|dự kiến|dự báo|tiếp tục|duy trì|"
    r"giữ vững|giữ nguyên|nâng cao|nâng|đưa|điều chỉnh|đề ra|"
    r"theo số liệu(?: sơ bộ| chính thức)?|số liệu(?: sơ bộ| chính thức)?|theo kế hoạch|theo|"
    r"khi|do|đến|từ|vào|đối với|của|lũy kế(?: đến nay)?|mỗi năm|hằng năm|hàng năm|một số|xác định|"
    r"trong|trong kỳ|nhiều|các đơn vị|các địa phương|thứ (?:nhất|hai|ba|tư|năm)|một là|"
    r"hai là|đó|nói chung|"
    r"tập trung|bảo đảm|đảm bảo|quyết tâm|hoàn thành mục tiêu|thực hiện mục tiêu|"
    r"gắn với(?: thực hiện)?|sơ bộ|chính thức|kết thúc|tổng kết|đánh giá|cuối kỳ|đầu kỳ"
)
FRONT = re.compile(rf"^(?:\s|[:;,.)/\"'=+*•-]|\d+[.)]\s|(?:{_FRONT})(?![^\W\d_]))+")
# Words stripped from its end.
_BACK = (
    r"thì|đạt được|đạt mức|đạt|là|ước|ước đạt|ước tính|ước thực hiện|dự ước|dự kiến|dự báo|"
    r"ở mức|còn|chỉ|chỉ còn|được|có|bằng|tăng trưởng|tăng|giảm|lên|xuống|vượt|gấp|chiếm|"
    r"thực hiện|khá|cao|thấp|mạnh|nhẹ|chậm|"
    r"khoảng|từ|mức|với|cho|là khoảng|và|hay|hoặc|nhưng|tương ứng|lần lượt|tiếp tục|đã|"
    r"so với|so|của|trong|đến|tới|thêm|bình quân chung|tính chung|phấn đấu|rất|khoảng từ|"
    r"cụ thể|như sau|đó|hơn|thu được|"
    r"theo|tại|vào|về|cùng kỳ|năm|cùng|không|bao gồm|gồm|trong đó|đóng góp|duy trì|toàn|"
    r"trên|dưới|nâng|hoàn thành|rất cao|ngày càng|ổn định|đang|tụt|hạ|sẽ|đều|cũng|còn lại|"
    r"tương đương|phải|gần|xếp|đứng|hạng|thứ|vị trí|xếp hạng|xếp thứ|đứng thứ|trên cả|do|"
    r"tổng cộng|âm|qua|trên địa bàn(?: (?:tỉnh|huyện|xã|phường|thị xã|thành phố))?|(?:của |"
    r"toàn )(?:huyện|tỉnh|xã|phường|thị xã|thành phố)|cụ thể như sau"
)
BACK = re.compile(rf"(?:\s|[:;,.\"'=<>+~(/)-]|(?<![^\W\d_])(?:{_BACK}))+$")

# Counted things that are never figures, and why.
REFUSED_NOUNS = reasons("refused_nouns")
