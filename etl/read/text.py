"""Plain text files -> their characters, line ends included, or the reason why not."""

import re

from yardstick.errors import DocumentRefused

LARGEST = 20_000_000
_STAMP = re.compile(
    r"^[ \t*_\[(]*(?:(?i:độ|mức độ) (?i:mật)\s*:\s*)?(?P<stamp>TUYỆT MẬT|TỐI MẬT|MẬT)[ \t*_\])]*$",
    re.MULTILINE,
)
_MARKS = re.compile(
    r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE
)


def decode(data: bytes, name: str) -> str:
    """The characters of a text file.

    UTF-8 (with or without mark) and UTF-16 with a mark are read; windows-1258 only when the
    result is certainly Vietnamese, since a wrong guess would change letters unseen.

    Raises:
        DocumentRefused: empty, too_large, or not_text.
    """
    if not data:
        raise DocumentRefused("empty", name)
    if len(data) > LARGEST:
        raise DocumentRefused("too_large", name, f"{len(data)} bytes, at most {LARGEST}")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _checked(_strict(data, "utf-16", name), name)
    if b"\x00" in data[:4096]:
        raise DocumentRefused("not_text", name, "holds zero bytes")
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        legacy = _legacy(data)
        if legacy is not None:
            return _checked(legacy, name)
        raise DocumentRefused("not_text", name, f"no UTF-8 at byte {error.start}") from None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentRefused("not_text", name, f"no {encoding} at byte {error.start}") from None


def _legacy(data: bytes) -> str | None:
    """Windows-1258 text when it is certain: many Vietnamese letters and no odd ones."""
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return None
    letters = sum(c.isalpha() for c in text)
    odd = len(re.findall(r"[\x00-\x08\x0e-\x1f\x80-\x9f¤¥§¨©ª«¬®°±²³µ¶·¸¹º»¼½¾¿×÷]", text))
    marked = len(_MARKS.findall(text))
    return text if letters > 80 and marked > letters * 0.12 and odd <= letters * 0.002 else None


def _checked(text: str, name: str) -> str:
    if not text.strip(" \t\r\n\ufeff"):
        raise DocumentRefused("empty", name)
    control = sum(1 for c in text[:20000] if ord(c) < 32 and c not in "\t\r\n\x0b\x0c")
    if control > 20:
        raise DocumentRefused("not_text", name, "holds control characters")
    return text


def refuse_secret(text: str, name: str) -> None:
    """Refuse a document that carries a secrecy stamp on a line of its own near its head.

    The word inside a sentence, and "bí mật nhà nước", is no stamp.
    Source: Luật Bảo vệ bí mật nhà nước.

    Raises:
        DocumentRefused: secret.
    """
    found = _STAMP.search(text)
    if found is not None:
        raise DocumentRefused("secret", name, f"stamped {found['stamp']}")
