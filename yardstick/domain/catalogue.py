"""The catalogue of indicators: `indicators.yaml` as checked values.

Every problem of the file is reported at once, with its line.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import yaml
from pydantic import ValidationError

from yardstick.domain.indicator import FieldOfWork, Indicator, Thresholds
from yardstick.domain.vietnamese import same_words_key
from yardstick.errors import CatalogueError, Problem, UnknownIndicatorError


class Catalogue:
    """All indicators in the order of the file, found by code."""

    def __init__(
        self,
        fields: tuple[FieldOfWork, ...],
        indicators: tuple[Indicator, ...],
        thresholds: Thresholds,
    ) -> None:
        """Index checked entries; use `read_catalogue` to check a file."""
        self.fields = fields
        self.indicators = indicators
        self.default_thresholds = thresholds
        self._by_code = {indicator.code: indicator for indicator in indicators}

    def __getitem__(self, code: str) -> Indicator:
        """The indicator of a code; raises UnknownIndicatorError when there is none."""
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownIndicatorError(code) from None

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators)

    def __len__(self) -> int:
        return len(self.indicators)

    def find(self, code: str | None) -> Indicator | None:
        """The indicator of a code, or None."""
        return self._by_code.get(code) if code else None

    def reported(self, code: str | None) -> str | None:
        """The code a reading is reported under: that of the indicator it is a part of, if any."""
        indicator = self.find(code)
        return indicator.part_of or code if indicator else code

    @cached_property
    def by_field(self) -> dict[str, tuple[Indicator, ...]]:
        """Field code -> its indicators, in the order of the file."""
        return {
            field.code: tuple(item for item in self.indicators if item.field == field.code)
            for field in self.fields
        }

    @cached_property
    def told_with(self) -> dict[str, tuple[Indicator, ...]]:
        """Code -> the counts that are told of with it, in the order of the file."""
        found: dict[str, tuple[Indicator, ...]] = {}
        for item in self.indicators:
            if item.part_of is not None:
                found[item.part_of] = (*found.get(item.part_of, ()), item)
        return found

    def thresholds(self, indicator: Indicator) -> Thresholds:
        """The indicator's own thresholds, or the default ones."""
        return indicator.thresholds or self.default_thresholds


class _Lined(yaml.SafeLoader):
    """A safe loader that remembers the line of each mapping and refuses a key given twice."""


def _construct_mapping(loader: _Lined, node: yaml.MappingNode) -> dict[str, Any]:
    seen: set[str] = set()
    for key_node, _ in node.value:
        if key_node.value in seen:
            raise yaml.constructor.ConstructorError(
                None, None, f"key {key_node.value!r} stands twice", key_node.start_mark
            )
        seen.add(key_node.value)
    mapping: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    mapping["__line__"] = node.start_mark.line + 1
    return mapping


_Lined.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct_mapping)


def _without_lines(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_lines(item) for key, item in value.items() if key != "__line__"}
    if isinstance(value, list):
        return [_without_lines(item) for item in value]
    return value


def _checked(model: type[Any], raw: Any, entry: str, problems: list[Problem]) -> Any | None:
    line = raw.get("__line__", 1) if isinstance(raw, dict) else 1
    if not isinstance(raw, dict):
        problems.append(Problem(line, entry, "is not a mapping"))
        return None
    try:
        return model.model_validate(_without_lines(raw))
    except ValidationError as error:
        for detail in error.errors():
            where = ".".join(str(part) for part in detail["loc"])
            problems.append(
                Problem(line, entry, f"{where}: {detail['msg']}" if where else detail["msg"])
            )
        return None


def _across(indicators: list[tuple[int, Indicator]], fields: set[str]) -> Iterator[Problem]:
    codes: dict[str, int] = {}
    names: dict[str, str] = {}
    for line, item in indicators:
        if item.code in codes:
            yield Problem(line, item.code, f"stands already on line {codes[item.code]}")
        codes.setdefault(item.code, line)
        if item.field not in fields:
            yield Problem(line, item.code, f"field {item.field!r} is not listed under fields")
        for name in {same_words_key(text) for text in (item.name_vi, *item.synonyms)}:
            owner = names.setdefault(name, item.code)
            if owner != item.code:
                yield Problem(line, item.code, f"the name {name!r} belongs to {owner} already")


def read_catalogue(text: str) -> Catalogue:
    """The catalogue written in `indicators.yaml`.

    Raises:
        CatalogueError: Anything is wrong; carries all problems with their lines.
    """
    try:
        raw = yaml.load(text, Loader=_Lined)  # noqa: S506 - a SafeLoader subclass
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogueError([Problem(line, "file", error.problem or "is not YAML")]) from None
    if not isinstance(raw, dict):
        raise CatalogueError([Problem(1, "file", "expected fields, defaults and indicators")])
    problems: list[Problem] = []
    for key in raw.keys() - {"fields", "defaults", "indicators", "__line__"}:
        problems.append(Problem(1, str(key), "is not a part of the catalogue"))
    fields = [
        found
        for item in raw.get("fields") or []
        if (found := _checked(FieldOfWork, item, "fields", problems))
    ]
    defaults = raw.get("defaults") or {}
    thresholds = _checked(Thresholds, defaults.get("thresholds") or {}, "defaults", problems)
    indicators = []
    for number, item in enumerate(raw.get("indicators") or [], 1):
        entry = (
            str(item.get("code", f"entry {number}"))
            if isinstance(item, dict)
            else f"entry {number}"
        )
        found = _checked(Indicator, item, entry, problems)
        if found is not None:
            indicators.append((item["__line__"], found))
    if not indicators and not problems:
        problems.append(Problem(1, "indicators", "is empty"))
    problems += _across(indicators, {field.code for field in fields})
    if problems or thresholds is None:
        raise CatalogueError(sorted(problems, key=lambda problem: problem.line))
    return Catalogue(tuple(fields), tuple(item for _, item in indicators), thresholds)
