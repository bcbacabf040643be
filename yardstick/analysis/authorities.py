"""One figure against every target set for it: by the centre, the province, the council, a congress.

They may disagree: 285,3 tỷ is 60 % of what the province asked and 58 % of the council's plan.
"""

from dataclasses import dataclass, replace

from yardstick.analysis.figure import Figure
from yardstick.analysis.judgement import Case, completion_of, gap_unit, judged, share_asked
from yardstick.analysis.standing import Standing
from yardstick.domain.assessment import Verdict
from yardstick.domain.catalogue import Catalogue


@dataclass(frozen=True)
class Judgement:
    """The standing as one target sees it."""

    target: Figure
    standing: Standing

    @property
    def verdict(self) -> Verdict:
        """The verdict against this target."""
        return self.standing.verdict


def by_authority(standing: Standing, catalogue: Catalogue) -> tuple[Judgement, ...]:
    """The verdict against each target of the standing, in its order; the binding one first.

    Targets of another measure than the figure are judged by the figure printed in that measure,
    where there is one.
    """
    found = []
    usual = standing.pace
    if usual is not None:
        usual /= share_asked(standing.actual, standing.target)
    for target in standing.targets:
        actual = _figure_for(standing, target)
        others = [f for f in (standing.actual, *standing.others) if f is not None and f != actual]
        pace = None if usual is None else usual * share_asked(actual, target)
        completion, printed = completion_of(actual, target, others, pace)
        case = Case(actual, target, completion, pace, standing.elapsed, standing.same_period)
        assessment, implied = judged(standing.indicator, catalogue, case)
        found.append(
            Judgement(
                target,
                replace(
                    standing,
                    actual=actual,
                    target=target,
                    implied=implied,
                    pace=pace,
                    completion=completion,
                    completion_printed=printed,
                    assessment=assessment,
                    gap_unit=gap_unit(actual, assessment),
                ),
            )
        )
    return tuple(found)


def _figure_for(standing: Standing, target: Figure) -> Figure | None:
    """The period's figure of the target's own measure, else the one that counts."""
    known = [f for f in (standing.actual, *standing.others) if f is not None]
    same = [
        f for f in known if f.measure == target.measure and f.number_in(target.unit) is not None
    ]
    return same[0] if same else standing.actual
