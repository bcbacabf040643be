"""What indicators.yaml says holds together: codes, names, units, aggregation, look-alikes."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.indicator import Indicator
from yardstick.domain.unit import find_unit
from yardstick.domain.vietnamese import fold, nfc, same_words_key

PROVINCE_ONLY = {
    "EC01", "EC02", "EC03", "EC04", "EC05", "EC06", "EC13", "EC14", "IN01", "GV04", "GV07", "FN04",
}  # fmt: skip
COMPARISONS = ("growth", "index", "rank")


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalogue:
    return read_catalogue((root / "indicators.yaml").read_text(encoding="utf-8"))


def names_of(indicator: Indicator) -> tuple[str, ...]:
    short = (indicator.short_vi,) if indicator.short_vi else ()
    return (indicator.name_vi, *short, *indicator.synonyms, *indicator.abbreviations)


def owners_of(catalogue: Catalogue) -> dict[str, str]:
    return {
        same_words_key(name): indicator.code
        for indicator in catalogue
        for name in names_of(indicator)
    }


def test_codes_of_the_first_catalogue_are_kept(catalogue: Catalogue, shared: Path) -> None:
    text = (shared / "data" / "indicator-catalogue.yaml").read_text(encoding="utf-8")
    first = {entry["code"]: entry for entry in yaml.safe_load(text)}
    added = {indicator.code for indicator in catalogue} - set(first)
    assert set(first) <= {indicator.code for indicator in catalogue}
    # What was told apart of traffic accidents; a reading is reported under the first code.
    assert added == {"SE04", "SE05"}
    assert {catalogue.reported(code) for code in added} == {"SE01"}
    assert all(item.part_of in first for item in catalogue if item.part_of)


def test_every_field_has_indicators_and_codes_of_one_group_share_it(catalogue: Catalogue) -> None:
    assert all(catalogue.by_field[field.code] for field in catalogue.fields)
    fields = {}
    for indicator in catalogue:
        fields.setdefault(indicator.code[:2], set()).add(indicator.field)
    assert {prefix: sorted(found) for prefix, found in fields.items() if len(found) > 1} == {}


def test_a_name_belongs_to_one_indicator_even_without_marks(catalogue: Catalogue) -> None:
    for key in (same_words_key, fold):
        owners: dict[str, set[str]] = {}
        for indicator in catalogue:
            for name in names_of(indicator):
                owners.setdefault(key(name), set()).add(indicator.code)
        assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_no_synonym_is_written_twice(catalogue: Catalogue) -> None:
    for indicator in catalogue:
        keys = Counter(same_words_key(text) for text in indicator.synonyms)
        assert [text for text, count in keys.items() if count > 1] == [], indicator.code


def test_look_alikes_are_no_names_of_the_catalogue(catalogue: Catalogue) -> None:
    names = {same_words_key(name) for indicator in catalogue for name in names_of(indicator)}
    clashes = {
        (indicator.code, text)
        for indicator in catalogue
        for text in indicator.unlike
        if same_words_key(text) in names
    }
    assert clashes == set()


def test_texts_are_composed_and_have_no_stray_spaces(catalogue: Catalogue) -> None:
    for indicator in catalogue:
        for text in (*names_of(indicator), *indicator.unlike, indicator.definition_vi):
            assert text == nfc(text).strip()
            assert not re.search(r"\s{2,}", text), text


def test_units_are_known_and_single(catalogue: Catalogue) -> None:
    for indicator in catalogue:
        for text in (indicator.unit, *indicator.also_units):
            assert find_unit(text) is not None, (indicator.code, text)
            assert not re.search(r";|hoặc|,", text), (indicator.code, text)
        if indicator.count_unit:
            assert indicator.aggregation.method == "ratio"
            assert indicator.measured_in.is_ratio
            assert find_unit(indicator.count_unit) is not None


def test_parts_of_rates_are_codes_or_named_quantities(catalogue: Catalogue) -> None:
    for indicator in catalogue:
        rule = indicator.aggregation
        for part in (rule.numerator, rule.denominator, rule.weight):
            if part is not None and re.fullmatch(r"[A-Z]{2}\d\d", part):
                assert part in catalogue, (indicator.code, part)
                assert part != indicator.code
            elif part is not None:
                assert " " in part, (indicator.code, part)


def test_only_flows_and_counts_are_summed(catalogue: Catalogue) -> None:
    for indicator in catalogue:
        if indicator.aggregation.method == "sum":
            assert indicator.accumulation in ("flow", "flow_season", "stock", "average")
            assert not indicator.measured_in.is_ratio, indicator.code
            assert "/" not in indicator.unit, indicator.code
        if indicator.accumulation in COMPARISONS:
            assert indicator.aggregation.method == "none", indicator.code
        if indicator.measured_in.is_ratio and indicator.accumulation not in COMPARISONS:
            assert indicator.aggregation.method in ("ratio", "weighted_mean"), indicator.code


def test_grdp_and_published_indices_are_kept_for_provinces_only(catalogue: Catalogue) -> None:
    for code in PROVINCE_ONLY:
        assert [str(level) for level in catalogue[code].levels] == ["province"], code
    for code in ("EC10", "EC11", "IN02"):
        assert "district" in catalogue[code].levels


def test_siblings_name_each_other(catalogue: Catalogue) -> None:
    for indicator in catalogue:
        for code in indicator.siblings:
            assert indicator.code in catalogue[code].siblings


def test_direction_agrees_with_the_usual_target(catalogue: Catalogue) -> None:
    for indicator in catalogue:
        if indicator.direction == "up":
            assert indicator.target.comparator != "<=", indicator.code
        if indicator.direction == "down":
            assert indicator.target.comparator in ("<=", "="), indicator.code
    for code in (
        "FN07",
        "FN08",
        "FN10",
        "SO03",
        "SO04",
        "SO09",
        "HE05",
        "EC14",
        "SE01",
        "SE04",
        "SE05",
        "EN03",
    ):
        assert catalogue[code].direction == "down"


def test_headline_and_bands_fit_the_measure(catalogue: Catalogue) -> None:
    for indicator in catalogue:
        if indicator.accumulation in ("growth", "index"):
            assert indicator.headline == "growth", indicator.code
            assert indicator.plausible.growth is not None, indicator.code
        for name in ("level", "growth", "completion", "change"):
            band = getattr(indicator.plausible, name)
            assert band is None or band[0] < band[1], (indicator.code, name)
        if indicator.headline == "rank":
            assert indicator.target.comparator == "rank"
            assert indicator.accumulation == "rank"


def test_everyone_can_read_what_an_indicator_is(catalogue: Catalogue) -> None:
    for indicator in catalogue:
        assert indicator.definition_vi.endswith("."), indicator.code
        assert len(indicator.definition_vi) > 30
        assert indicator.name_en
        assert indicator.synonyms, indicator.code


def test_confusable_names_stand_apart(catalogue: Catalogue) -> None:
    owner = owners_of(catalogue)
    unlike = {
        indicator.code: {same_words_key(t) for t in indicator.unlike} for indicator in catalogue
    }
    assert owner["tỷ lệ lao động qua đào tạo"] == "SO07"
    assert owner["tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ"] == "SO08"
    assert owner["hộ nghèo"] == "SO03"
    assert owner["hộ cận nghèo"] == "SO04"
    assert owner["thu ngân sách nhà nước"] == "FN01"
    assert owner["thu nội địa"] == "FN02"
    assert same_words_key("thu cân đối ngân sách") in unlike["FN01"]
    assert same_words_key("nước hợp vệ sinh") in unlike["EV01"]
    assert owner["xã đạt chuẩn nông thôn mới"] == "NT01"
    assert owner["xã đạt chuẩn nông thôn mới nâng cao"] == "NT02"
    assert owner["xã đạt chuẩn nông thôn mới kiểu mẫu"] == "NT03"
    assert owner["xuất khẩu lao động"] == "SO06"
    assert owner["xuất khẩu"] == "IN04"
    assert owner["nhập khẩu"] == "IN05"


def test_names_used_in_practice_go_to_their_code(catalogue: Catalogue) -> None:
    owner = owners_of(catalogue)
    for name, code in {
        "thu NSNN": "FN01",
        "thu ngân sách trên địa bàn": "FN01",
        "tổng vốn đầu tư toàn xã hội": "IV01",
        "giải ngân vốn đầu tư công": "IV02",
        "TMBL": "IN03",
        "KNXK": "IN04",
        "GQVL": "SO05",
        "BHYT": "HE01",
        "GTSX": "EC10",
        "GRDP": "EC01",
        "quy mô nền kinh tế": "EC02",
    }.items():
        assert owner[same_words_key(name)] == code, name
