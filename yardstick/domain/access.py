"""Who may do what: a user with a name and, for a reporting unit, what it may store."""

from collections.abc import Iterable
from dataclasses import dataclass

from yardstick.domain.catalogue import Catalogue
from yardstick.domain.place import Gazetteer, Place


@dataclass(frozen=True)
class Scope:
    """What an author may store: place keys and indicator codes; None leaves a side open."""

    places: frozenset[str] | None = None
    indicators: frozenset[str] | None = None

    def outside(
        self, places: Iterable[str | None], indicators: Iterable[str | None]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys and codes that lie outside, sorted; unknown ones (None) lie nowhere."""
        keys = {key for key in places if key}
        codes = {code for code in indicators if code}
        return (
            () if self.places is None else tuple(sorted(keys - self.places)),
            () if self.indicators is None else tuple(sorted(codes - self.indicators)),
        )

    def allows(self, place: str | None, indicator: str | None) -> bool:
        """True when neither the place nor the indicator lies outside."""
        return self.outside((place,), (indicator,)) == ((), ())


@dataclass(frozen=True)
class User:
    """A person at the screen.

    Attributes:
        name: Who answers for what is stored.
        unit: The place whose figures a reporting unit sends; None for the office itself.
        scope: What the user may store; None for everything.
    """

    name: str
    unit: Place | None = None
    scope: Scope | None = None

    @property
    def sender(self) -> str:
        """Whose uploads replace each other: the unit's, whoever of it sends them."""
        return self.unit.key if self.unit is not None else self.name


def reporting_unit(
    name: str,
    unit: Place | None,
    gazetteer: Gazetteer,
    indicators: Iterable[str],
    catalogue: Catalogue,
) -> User:
    """A user who stores for one unit: its place, all places ever inside it, some indicators.

    Args:
        name: Who answers for it.
        unit: The unit's place; None leaves places open.
        gazetteer: All places.
        indicators: Catalogue codes or codes of fields; none leaves indicators open.
        catalogue: Where they are looked up.

    Raises:
        UnknownIndicatorError: A code names neither an indicator nor a field.
    """
    codes: set[str] = set()
    for code in indicators:
        codes.update(item.code for item in catalogue.by_field.get(code, ()) or (catalogue[code],))
    places = None if unit is None else frozenset(_with_parts(unit, gazetteer))
    if places is None and not codes:
        return User(name)
    return User(name, unit, Scope(places, frozenset(codes) or None))


def _with_parts(place: Place, gazetteer: Gazetteer) -> Iterable[str]:
    yield place.key
    for child in gazetteer.children(place):
        yield from _with_parts(child, gazetteer)
