"""Reading indicators.yaml: every problem at once, each with its line."""

import pytest

from yardstick.domain.catalogue import read_catalogue
from yardstick.errors import CatalogueError, UnknownIndicatorError

GOOD = """\
fields:
  - {code: economy, name_vi: Kinh tế, name_en: Economy}
indicators:
  - code: EC01
    name_vi: Tốc độ tăng trưởng GRDP
    name_en: GRDP growth
    field: economy
    unit: "%"
    headline: growth
    direction: up
    aggregation: {method: none}
    accumulation: growth
    levels: [province]
    synonyms: [tăng trưởng kinh tế]
    not: [tăng trưởng tín dụng]
"""


def test_a_sound_file_becomes_a_catalogue() -> None:
    catalogue = read_catalogue(GOOD)
    assert catalogue["EC01"].unlike == ("tăng trưởng tín dụng",)
    assert [i.code for i in catalogue.by_field["economy"]] == ["EC01"]
    assert catalogue.thresholds(catalogue["EC01"]).met == 100
    with pytest.raises(UnknownIndicatorError):
        catalogue["XX99"]


def test_all_problems_are_reported_at_once_with_their_lines() -> None:
    text = (
        GOOD
        + GOOD.split("indicators:\n")[1].replace("economy", "nowhere").replace('"%"', '"12 xã"')
        + "  - {code: ec9, name_vi: a}\n"
    )
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(text)
    problems = caught.value.problems
    assert {(p.line, p.entry) for p in problems} == {(16, "EC01"), (28, "ec9")}
    assert any("unit" in p.what for p in problems)
    assert [p.line for p in problems] == sorted(p.line for p in problems)


def test_codes_and_names_stand_once() -> None:
    twice = GOOD + GOOD.split("indicators:\n")[1]
    with pytest.raises(CatalogueError, match="stands already on line 4"):
        read_catalogue(twice)
    renamed = GOOD + GOOD.split("indicators:\n")[1].replace("EC01", "EC02").replace(
        "name_vi: Tốc độ tăng trưởng GRDP", "name_vi: Khác"
    )
    with pytest.raises(CatalogueError, match="belongs to EC01"):
        read_catalogue(renamed)


@pytest.mark.parametrize(
    "text", ["", "[]", "indicators: []", "a: [", "fields: 3\nfields: 4", "extra: 1\nindicators: []"]
)
def test_what_is_no_catalogue_is_refused(text: str) -> None:
    with pytest.raises(CatalogueError):
        read_catalogue(text)
