"""The sentences of a leader over some standings: what is nearly met is never counted as met."""

from standing_samples import figure, standing

from yardstick.briefing.findings import of_places


def test_nearly_met_is_told_apart_from_met() -> None:
    target = figure("94.4", kind="target", comparator=">=")
    met = standing(figure("94.8"), target, "met", gap="0.4")
    nearly = standing(figure("94.2"), target, "nearly", gap="-0.2")
    assert of_places([met, met]) == "2/2 địa phương có số liệu đạt mục tiêu"
    assert of_places([met, nearly]) == "1/2 địa phương có số liệu đạt mục tiêu, 1 cơ bản đạt"
