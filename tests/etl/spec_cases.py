"""Sentences with their expected readings, compared field by field.

For tests/spec and for ../shared/gold/phrases.yaml.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from etl.extract.mention import Mention
from etl.extract.prose import extract
from etl.read.document import read_document
from yardstick.domain.catalogue import Catalogue

_STOP = frozenset(
    [
        "tỷ",
        "lệ",
        "số",
        "tổng",
        "của",
        "các",
        "trên",
        "địa",
        "bàn",
        "đạt",
        "tốc",
        "độ",
        "tăng",
        "trưởng",
        "và",
        "theo",
        "đã",
        "được",
        "hàng",
        "cả",
        "trong",
        "nước",
    ]
)


@dataclass(frozen=True)
class Case:
    """One sentence of a specification."""

    id: str
    text: str
    context: dict[str, Any]
    expect: list[dict[str, Any]]


def read_cases(path: Path) -> list[Case]:
    raw = yaml.safe_load(path.read_text("utf-8"))
    return [
        Case(item["id"], item["text"], item.get("context") or {}, item["expect"]) for item in raw
    ]


def mentions_of(case: Case, catalogue: Catalogue) -> tuple[Mention, ...]:
    day = case.context.get("date")
    if isinstance(day, str):
        day = date.fromisoformat(day)
    document = read_document(case.text.encode("utf-8"), f"{case.id}.txt")
    found = extract(
        document,
        catalogue,
        place=case.context.get("place"),
        date=day,
        title=case.context.get("title"),
    )
    return found.mentions


def _fold(text: str | None) -> str:
    return re.sub(
        r"\s+",
        " ",
        (text or "").lower().replace("tỉ ", "tỷ ").replace("ngàn", "nghìn").replace("ƣ", "ư"),
    ).strip()


def _words(text: str) -> set[str]:
    return set(re.sub(r"[^\w%]+", " ", _fold(text)).split()) - _STOP


def _canonical(code: str | None) -> str | None:
    for months, name in (("-3M", "-Q1"), ("-6M", "-H1"), ("-12M", "")):
        if code and code.endswith(months):
            return code.removesuffix(months) + name
    return code or None


def _bare(text: str | None) -> str:
    return re.sub(
        r"\b(tỉnh|huyện|thành phố|tp|thị xã|xã|phường|thị trấn|đặc khu)\b\.? *", "", _fold(text)
    )


def differences(
    want: dict[str, Any], got: Mention, catalogue: Catalogue
) -> dict[str, tuple[Any, Any]]:
    """The fields that differ, as (wanted, got)."""
    wrong: dict[str, tuple[Any, Any]] = {}
    numbers = tuple(float(n) for n in got.numbers)
    expected = (want["value_low"], want["value_high"]) if "value_low" in want else (want["value"],)
    if tuple(map(float, expected)) != numbers and not (
        "value_alt" in want and numbers == (float(want["value_alt"]),)
    ):
        wrong["value"] = (expected, numbers)
    total = want.get("total")
    if (Decimal(str(total)) if total is not None else None) != got.total:
        wrong["total"] = (total, got.total)
    a, b = _fold(want["unit"]), _fold(got.unit)
    if not (a == b or (a and b and (a.startswith(b) or b.startswith(a)))):
        wrong["unit"] = (want["unit"], got.unit)
    for name in ("kind", "measure"):
        if want[name] != getattr(got, name):
            wrong[name] = (want[name], getattr(got, name))
    for name in ("comparator", "base", "deadline", "version"):
        expected_value = want.get(name)
        if (str(expected_value) if expected_value is not None else None) != getattr(got, name):
            wrong[name] = (expected_value, getattr(got, name))
    if want.get("period") is not None and _canonical(want["period"]) != _canonical(got.period):
        wrong["period"] = (want["period"], got.period)
    indicator = catalogue.find(got.indicator)
    g = _words(want["indicator"])
    p = _words(f"{got.indicator_text} {indicator.name_vi if indicator else ''}")
    if not (g and p and (len(g & p) / len(g) >= 0.5 or p <= g)):
        wrong["indicator"] = (want["indicator"], got.indicator_text)
    if "code" in want and want["code"] not in (got.indicator, catalogue.reported(got.indicator)):
        wrong["code"] = (want["code"], got.indicator, got.indicator_text)
    place, found = _bare(want.get("place")), _bare(got.place_text)
    if place and not (place in found or (found and found in place)):
        wrong["place"] = (want["place"], got.place_text)
    return wrong


def _starts(case: Case) -> list[int]:
    places = []
    for want in case.expect:
        at = -1
        for _ in range(want.get("nth", 1)):
            at = case.text.index(want["quote"], at + 1)
        places.append(at)
    return places


def problems(case: Case, catalogue: Catalogue) -> list[str]:
    """What is wrong with the reading of a case; empty when every field is right."""
    mentions = list(mentions_of(case, catalogue))
    found = []
    for want, start in zip(case.expect, _starts(case), strict=True):
        end = start + len(want["quote"])
        near = [m for m in mentions if m.start < end and m.end > start]
        if not near:
            if not want.get("borderline"):
                found.append(f"missed {want['quote']!r}")
            continue
        got = near[0]
        mentions.remove(got)
        wrong = differences(want, got, catalogue)
        if wrong and not want.get("borderline"):
            found.append(f"{want['quote']!r}: {wrong}")
    found += [f"extra {m.quote!r} ({m.indicator_text})" for m in mentions]
    return found
