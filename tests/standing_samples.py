"""Standings and figures made by hand, for tests of charts, renderers and components."""

from datetime import date
from decimal import Decimal
from typing import Any

from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.domain.assessment import Assessment, Verdict
from yardstick.domain.indicator import Aggregation, Indicator
from yardstick.domain.place import Level, Place

PROVINCE = Place("33", None, date(2025, 6, 30), Level.PROVINCE, "tỉnh", "Hưng Yên", None)


def number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def figure(value: str | None = None, **more: Any) -> Figure:
    """A figure of 6 tháng đầu năm 2024; numbers as text, so that they stay exact."""
    printed = len(value.partition(".")[2]) if value is not None else None
    plain: dict[str, Any] = {
        "observation_id": f"obs-{value}-{more.get('kind', 'actual')}-{more.get('period', '')}",
        "indicator": "EC01",
        "place": PROVINCE.key,
        "value": number(value),
        "low": number(more.pop("low", None)),
        "high": number(more.pop("high", None)),
        "total": number(more.pop("total", None)),
        "comparator": None,
        "unit": "%",
        "decimals": printed,
        "period": "2024-H1",
        "kind": "actual",
        "measure": "level",
        "status": None,
        "base": None,
        "authority": None,
        "source_id": "s1",
        "source_title": "Báo cáo thử",
        "source_issuer": "Sở thử",
        "source_number": "12/BC",
        "source_date": "2024-06-28",
        "quote": None,
        "locator": "chars 4-9",
    }
    return Figure(**{**plain, **more})


def indicator(name: str = "Chỉ số thử", **more: Any) -> Indicator:
    plain: dict[str, Any] = {
        "code": "EC01",
        "name_vi": name,
        "name_en": "Test index",
        "field": "economy",
        "unit": "%",
        "direction": "up",
        "aggregation": Aggregation(method="none"),
        "accumulation": "rate",
        "levels": (Level.PROVINCE,),
    }
    return Indicator(**{**plain, **more})


def standing(
    actual: Figure | None,
    target: Figure | None = None,
    verdict: str = "no_target",
    *,
    gap: str | None = None,
    bound: str | None = None,
    rule: str = "ratio",
    **more: Any,
) -> Standing:
    plain: dict[str, Any] = {
        "indicator": indicator(),
        "place": PROVINCE,
        "period": "2024-H1",
        "actual": actual,
        "target": target,
        "targets": (target,) if target else (),
        "implied": False,
        "pace": None,
        "completion": None,
        "completion_printed": False,
        "assessment": Assessment(Verdict(verdict), rule, None, number(gap), number(bound)),
        "gap_unit": "điểm %",
        "same_period": None,
        "previous": None,
        "rivals": (),
        "others": (),
        "last_known": None,
        "history": (),
    }
    return Standing(**{**plain, **more})


def growth_behind(**more: Any) -> Standing:
    """6,81 % against a range of 7,5 to 8 %, estimated, with the year before."""
    return standing(
        figure("6.81", measure="growth", kind="estimate"),
        figure(low="7.5", high="8.0", measure="growth", kind="target", period="2024"),
        "missed",
        gap="-0.69",
        bound="7.5",
        same_period=figure("8.21", measure="growth", period="2023-H1"),
        **more,
    )


def revenue_ahead(**more: Any) -> Standing:
    """20.889 tỷ đồng of 32.823 after half a year: 63,6 % against a pace of 50 %."""
    money = {"unit": "tỷ đồng"}
    return standing(
        figure("20889", kind="estimate", **money),
        figure("32823", kind="target", period="2024", **money),
        "exceeded",
        gap="13.64134",
        bound="50",
        rule="pace",
        pace=Decimal(50),
        completion=Decimal("63.64134"),
        indicator=indicator("Thu ngân sách", unit="tỷ đồng", accumulation="flow"),
        **more,
    )


def disbursement(
    name: str, completion: str | None, gap: str | None, verdict: str, **more: Any
) -> Standing:
    """One district's share of its plan against a pace of 50 %."""
    place = Place(name, None, date(2025, 6, 30), Level.DISTRICT, "huyện", name, None)
    kind = "estimate" if more.pop("is_estimate", False) else "actual"
    actual = (
        figure(completion, measure="completion", kind=kind, observation_id=f"obs-{name}")
        if completion
        else None
    )
    return standing(
        actual,
        None,
        verdict,
        gap=gap,
        bound="50" if completion else None,
        rule="pace" if completion else "none",
        pace=Decimal(50),
        completion=number(completion),
        completion_printed=True,
        implied=True,
        place=place,
        indicator=indicator("Giải ngân", unit="tỷ đồng", accumulation="flow"),
        **more,
    )


DISTRICTS = (
    disbursement("Văn Giang", "58.6", "8.6", "exceeded"),
    disbursement("Phù Cừ", None, None, "no_figure"),
    disbursement(
        "Ân Thi",
        "31.2",
        "-18.8",
        "missed",
        is_estimate=True,
        same_period=figure("43.2", measure="completion", period="2023-H1"),
    ),
    disbursement("Khoái Châu", "48.2", "-1.8", "nearly"),
    disbursement("Đông Hồ", None, None, "no_figure"),
)
