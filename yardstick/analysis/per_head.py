"""Amounts divided by the people they are for, so that large and small places can be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.domain.assessment import Assessment, Verdict
from yardstick.domain.observation import Measure

POPULATION = "SO01"
# Amounts of money are told in the unit in which a person's share is a readable number.
_MONEY, _PERSON = ("triệu đồng", "USD"), "người"
_FLOWS = ("flow", "flow_season", "stock")
# Other counts are told for so many people.
_MANY = Decimal(10000)
_OF_MANY = "vạn dân"


def per_head(
    standings: Sequence[Standing], populations: Mapping[str, Figure]
) -> tuple[Standing, ...]:
    """Each place's amount per person, or per 10.000 people for counts; others are left out.

    The derived figure keeps the record of the amount; nothing is judged, for targets are set for
    amounts.

    Args:
        standings: One indicator in several places.
        populations: Place key -> people, of the year of the figure.
    """
    found = []
    for standing in standings:
        derived = _derived(standing, populations.get(standing.place.key))
        if derived is not None:
            found.append(
                replace(
                    standing,
                    actual=derived,
                    target=None,
                    targets=(),
                    implied=False,
                    completion=None,
                    assessment=Assessment(Verdict.NO_TARGET, "none"),
                    same_period=None,
                    previous=None,
                    rivals=(),
                    others=(),
                )
            )
    return tuple(found)


def _derived(standing: Standing, people: Figure | None) -> Figure | None:
    actual = standing.actual
    if actual is None or people is None or actual.measure != Measure.LEVEL:
        return None
    count = people.number_in(_PERSON)
    if standing.indicator.accumulation not in _FLOWS or count is None or count <= 0:
        return None
    for money in _MONEY:
        amount = actual.number_in(money)
        if amount is not None:
            value, text = amount / count, f"{money}/{_PERSON}"
            break
    else:
        if actual.number_in(_PERSON) is not None:
            return None
        value, text = actual.number / count * _MANY, f"{actual.unit}/{_OF_MANY}"
    return replace(actual, value=round(value, 1), low=None, high=None, unit=text, decimals=1)
