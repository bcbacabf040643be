"""Briefings over the store that ships, for tests."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from yardstick.briefing.build import build
from yardstick.briefing.facts import Facts
from yardstick.briefing.plan import Plan
from yardstick.briefing.templates import default_plan
from yardstick.charts.deck import Deck
from yardstick.domain.catalogue import read_catalogue
from yardstick.domain.period import parse_period
from yardstick.store.boundaries import read_boundaries
from yardstick.store.database import Store
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parent.parent
PROVINCE, HALF = "33@", "2024-H1"
TODAY = date(2024, 7, 12)


def facts_of(store: Path) -> Facts:
    """The facts of a store with the names that ship."""
    gazetteer = read_places(ROOT / "data" / "places")
    return Facts(
        Store(store),
        read_catalogue((ROOT / "indicators.yaml").read_text("utf-8")),
        gazetteer,
        layers=read_boundaries(ROOT / "data" / "geo", gazetteer),
    )


def plan_of(facts: Facts, period: str = HALF) -> Plan:
    """The default briefing of the province."""
    place = facts.gazetteer[PROVINCE]
    return default_plan(facts, place, parse_period(period), today=TODAY)


def deck_of(facts: Facts, plan: Plan | None = None) -> Deck:
    """What the default briefing, or another one, says."""
    return build(plan or plan_of(facts), facts, is_illustrative=False)


def hostile(deck: Deck) -> Deck:
    """The deck with titles and sources that spreadsheets would run as formulas."""
    attack = '=HYPERLINK("http://example.com";"x")'
    slides = tuple(
        replace(slide, title=f"{attack} {number}", source="+1+1", subtitle="@SUM(A1)")
        for number, slide in enumerate(deck.slides)
    )
    return replace(deck, title="-2+3", slides=slides)
