"""What a Vietnamese syllable can look like, so that glued words come apart again."""

import unicodedata
from functools import lru_cache

# Letters for character classes: a range like À-Ỹ would take both cases.
MARKED_LOWER = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
MARKED_UPPER = "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
LOWER = "a-z" + MARKED_LOWER
UPPER = "A-Z" + MARKED_UPPER

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSETS = [
    "ngh",
    "ng",
    "nh",
    "kh",
    "th",
    "tr",
    "ch",
    "gh",
    "gi",
    "ph",
    "qu",
    "b",
    "c",
    "d",
    "đ",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "q",
    "r",
    "s",
    "t",
    "v",
    "x",
]
_RHYMES = frozenset(
    [
        "a",
        "ac",
        "ach",
        "ai",
        "am",
        "an",
        "ang",
        "anh",
        "ao",
        "ap",
        "at",
        "au",
        "ay",
        "ăc",
        "ăm",
        "ăn",
        "ăng",
        "ăp",
        "ăt",
        "âc",
        "âm",
        "ân",
        "âng",
        "âp",
        "ât",
        "âu",
        "ây",
        "e",
        "ec",
        "em",
        "en",
        "eng",
        "eo",
        "ep",
        "et",
        "ê",
        "êch",
        "êm",
        "ên",
        "ênh",
        "êp",
        "êt",
        "êu",
        "i",
        "ia",
        "ich",
        "iêc",
        "iêm",
        "iên",
        "iêng",
        "iêp",
        "iêt",
        "iêu",
        "im",
        "in",
        "inh",
        "ip",
        "it",
        "iu",
        "o",
        "oa",
        "oac",
        "oach",
        "oai",
        "oam",
        "oan",
        "oang",
        "oanh",
        "oao",
        "oap",
        "oat",
        "oay",
        "oăc",
        "oăm",
        "oăn",
        "oăng",
        "oăt",
        "oc",
        "oe",
        "oen",
        "oeo",
        "oet",
        "oi",
        "om",
        "on",
        "ong",
        "op",
        "ot",
        "ô",
        "ôc",
        "ôi",
        "ôm",
        "ôn",
        "ông",
        "ôp",
        "ôt",
        "ơ",
        "ơi",
        "ơm",
        "ơn",
        "ơp",
        "ơt",
        "u",
        "ua",
        "uân",
        "uât",
        "uây",
        "uc",
        "uê",
        "uêch",
        "uênh",
        "ui",
        "um",
        "un",
        "ung",
        "uôc",
        "uôi",
        "uôm",
        "uôn",
        "uông",
        "uôt",
        "uơ",
        "up",
        "ut",
        "uy",
        "uya",
        "uych",
        "uyên",
        "uyêt",
        "uynh",
        "uyt",
        "uyu",
        "ư",
        "ưa",
        "ưc",
        "ưi",
        "ưm",
        "ưn",
        "ưng",
        "ươc",
        "ươi",
        "ươm",
        "ươn",
        "ương",
        "ươp",
        "ươt",
        "ươu",
        "ưt",
        "ưu",
        "y",
        "yêm",
        "yên",
        "yêt",
        "yêu",
        "yêng",
    ]
)
_STOPS = ("c", "p", "t", "ch")
_FRONT = "eêiy"


def _toneless(word: str) -> tuple[str, str]:
    letters, tones = [], ""
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            tones += letter
        else:
            letters.append(letter)
    return unicodedata.normalize("NFC", "".join(letters)), tones


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """True when the lower-case word is spelled as one Vietnamese syllable can be."""
    bare, tones = _toneless(word)
    if len(tones) > 1:
        return False
    for onset in ("", *_ONSETS):
        if not bare.startswith(onset):
            continue
        rhyme = bare[len(onset) :]
        if onset == "gi" and not rhyme:
            return True
        if rhyme not in _RHYMES:
            continue
        if rhyme.endswith(_STOPS) and tones not in ("\u0301", "\u0323"):
            continue
        front = rhyme[0] in _FRONT
        if (onset in ("c", "ng") and front) or (onset in ("k", "gh", "ngh") and not front):
            continue
        return True
    return False


@lru_cache(maxsize=16384)
def glued_syllables(word: str) -> tuple[str, ...] | None:
    """The syllables of a lower-case word that is several written without spaces, else None.

    Only words with a Vietnamese letter are taken apart, into as few syllables as will do; foreign
    words and abbreviations stay whole.
    """
    if len(word) < 4 or word.isascii() or not word.isalpha() or is_syllable(word):
        return None
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 7), end):
            before = best[start]
            if before is None or not is_syllable(word[start:end]):
                continue
            taken = (*before, word[start:end])
            current = best[end]
            if current is None or len(taken) < len(current):
                best[end] = taken
    found = best[len(word)]
    return found if found and 1 < len(found) <= 5 else None
