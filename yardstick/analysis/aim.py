"""A figure against one target set for a later time, where a state may be compared with it today."""

from dataclasses import replace

from yardstick.analysis.figure import Figure
from yardstick.analysis.judgement import Case, judged
from yardstick.analysis.standing import Standing
from yardstick.domain.assessment import Verdict
from yardstick.domain.catalogue import Catalogue

# What is a state at any moment; a flow of one year says nothing about another year's.
_STATES = ("stock", "average", "rate", "share")


def against(standing: Standing, target: Figure, catalogue: Catalogue) -> Standing:
    """The standing set against a target of another period: poverty today against 2030's.

    Only states are compared, and only like with like: the same measure in units that convert. A
    standing that has a target of its own, or a figure that cannot be compared, has the verdict it
    had; the target is shown all the same.
    """
    if standing.target is not None:
        return standing
    bound = replace(standing, target=target, targets=(target,))
    actual = standing.actual
    comparable = (
        actual is not None
        and standing.indicator.accumulation in _STATES
        and actual.measure == target.measure
        and target.number_in(actual.unit) is not None
    )
    if not comparable:
        return bound
    assessment, _ = judged(standing.indicator, catalogue, Case(actual, target))
    return replace(bound, assessment=assessment)


def is_judged(standing: Standing) -> bool:
    """True when the standing's figure was set against a target."""
    return standing.verdict not in (Verdict.NO_TARGET, Verdict.NO_FIGURE)
