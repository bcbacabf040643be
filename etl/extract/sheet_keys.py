"""A name's key, equal however it is spelled: abbreviations written out, fillers left out."""

import re
from functools import lru_cache

from yardstick.domain.vietnamese import same_words_key

_ABBREVIATIONS = {
    "nsnn": "ngân sách nhà nước", "ns": "ngân sách", "nsđp": "ngân sách địa phương",
    "ntm": "nông thôn mới", "bhyt": "bảo hiểm y tế", "bhxh": "bảo hiểm xã hội", "htx": "hợp tác xã",
    "dn": "doanh nghiệp", "gtsx": "giá trị sản xuất", "kcn": "khu công nghiệp",
    "ccn": "cụm công nghiệp",
    "đtpt": "đầu tư phát triển", "xdcb": "xây dựng cơ bản", "bq": "bình quân",
    "gpmb": "giải phóng mặt bằng",
    "sdđ": "sử dụng đất", "xnk": "xuất nhập khẩu", "lđ": "lao động", "gqvl": "giải quyết việc làm",
    "cqg": "chuẩn quốc gia", "tb": "trung bình", "sxcn": "sản xuất công nghiệp", "sx": "sản xuất",
    "hđh": "hiện đại hóa", "tnbq": "thu nhập bình quân", "cnxd": "công nghiệp xây dựng",
    "đtc": "đầu tư công",
    "sl": "sản lượng", "ttcn": "tiểu thủ công nghiệp", "tmđt": "thương mại điện tử",
    "cn": "công nghiệp",
    "sỹ": "sĩ", "bđs": "bất động sản", "hc": "hành chính", "tthc": "thủ tục hành chính",
    "lt": "lương thực",
    "dvc": "dịch vụ công", "đtxh": "đầu tư xã hội", "ktxh": "kinh tế xã hội", "vđt": "vốn đầu tư",
    "đt": "đầu tư",
    "gd": "giáo dục", "kh": "kế hoạch", "đntn": "doanh nghiệp tư nhân",
    "tnđn": "thu nhập doanh nghiệp", "đv": "đơn vị",
    "ctr": "chất thải rắn", "ctrsh": "chất thải rắn sinh hoạt",
}  # fmt: skip
_FILLERS = {"và", "các", "của", "là", "về", "&", "được", "đã"}


@lru_cache(maxsize=32768)
def name_key(text: str) -> str:
    """A key equal for spellings of one name: abbreviations written out, fillers left out."""
    words = same_words_key(re.sub(r"(\w)[.](?=\w)", r"\1 ", text))
    words = re.sub(r"[^\w%/ ]+", " ", words).replace("/", " / ")
    words = re.sub(r"\btỉ\b", "tỷ", words)
    spelled: list[str] = []
    for word in words.split():
        full = _ABBREVIATIONS.get(word, word)
        spelled.extend(part for part in full.split() if part not in _FILLERS)
    return " ".join(spelled)
