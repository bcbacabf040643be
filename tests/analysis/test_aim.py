"""A state today against a target of a later year."""

from dataclasses import replace
from pathlib import Path

import pytest
import standing_samples as samples

from yardstick.analysis.aim import against, is_judged
from yardstick.analysis.standing import Standing
from yardstick.domain.assessment import Assessment, Verdict
from yardstick.domain.catalogue import Catalogue, read_catalogue


@pytest.fixture
def catalogue(root: Path) -> Catalogue:
    return read_catalogue((root / "indicators.yaml").read_text("utf-8"))


def untargeted(catalogue: Catalogue, code: str, value: str | None, **more: str) -> Standing:
    """A standing without a target, its figure in the indicator's own unit."""
    indicator = catalogue[code]
    actual = None
    if value is not None:
        actual = samples.figure(value, indicator=code, **{"unit": indicator.unit, **more})
    verdict = Verdict.NO_TARGET if actual else Verdict.NO_FIGURE
    plain = samples.standing(actual=actual, verdict=verdict)
    return replace(
        plain,
        indicator=indicator,
        actual=actual,
        target=None,
        targets=(),
        assessment=Assessment(verdict, "none"),
    )


@pytest.mark.parametrize(("value", "verdict"), [("0.92", Verdict.MISSED), ("0.40", Verdict.MET)])
def test_a_rate_is_judged_by_a_later_years_target(
    catalogue: Catalogue, value: str, verdict: Verdict
) -> None:
    target = samples.figure("0.5", indicator="SO03", kind="target", period="2028", comparator="<=")
    found = against(untargeted(catalogue, "SO03", value), target, catalogue)
    assert found.target == target
    assert found.verdict is verdict
    assert is_judged(found)


def test_a_flow_of_another_year_is_shown_but_not_judged(catalogue: Catalogue) -> None:
    target = samples.figure("30000", indicator="FN01", kind="target", period="2028", unit="tỷ đồng")
    found = against(untargeted(catalogue, "FN01", "20889"), target, catalogue)
    assert found.target == target
    assert not is_judged(found)


@pytest.mark.parametrize("more", [{"measure": "change"}, {"unit": "hộ"}])
def test_unlike_figures_are_not_compared(catalogue: Catalogue, more: dict[str, str]) -> None:
    target = samples.figure("0.5", indicator="SO03", kind="target", period="2028")
    found = against(untargeted(catalogue, "SO03", "0.92", **more), target, catalogue)
    assert not is_judged(found)


def test_a_target_of_its_own_stays_and_a_missing_figure_stays_missing(
    catalogue: Catalogue,
) -> None:
    own = samples.figure("0.9", indicator="SO03", kind="target", period="2025")
    later = samples.figure("0.5", indicator="SO03", kind="target", period="2028")
    plain = untargeted(catalogue, "SO03", "0.92")
    assert against(replace(plain, target=own), later, catalogue).target == own
    missing = against(untargeted(catalogue, "SO03", None), later, catalogue)
    assert missing.target == later
    assert missing.verdict is Verdict.NO_FIGURE
