"""The sentences that pages and briefings share, in Vietnamese and English."""

from functools import cache
from pathlib import Path

import yaml

from yardstick.charts.labels import Language


@cache
def sentences() -> dict[str, dict[Language, str]]:
    """Key -> language -> sentence, read once."""
    with Path(__file__).with_name("sentences.yaml").open(encoding="utf-8") as file:
        loaded: dict[str, dict[Language, str]] = yaml.safe_load(file)
    return loaded


def say(key: str, language: Language, /, **values: object) -> str:
    """The sentence of a key with its {names} filled in."""
    return sentences()[key][language].format_map(values)
