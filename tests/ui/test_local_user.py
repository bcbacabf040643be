"""Who sits at this machine, by the environment the server started with."""

import pytest

from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.place import Gazetteer
from yardstick.errors import PlaceError, UnknownIndicatorError
from yardstick.store.places import read_places
from yardstick.ui.session import local_user


@pytest.fixture(scope="module")
def known(root) -> tuple[Gazetteer, Catalogue]:
    catalogue = read_catalogue((root / "indicators.yaml").read_text("utf-8"))
    return read_places(root / "data" / "places"), catalogue


def test_without_settings_the_office_itself_sits_here(known) -> None:
    user = local_user(*known, {"YARDSTICK_USER": "An"})
    assert (user.name, user.unit, user.scope, user.sender) == ("An", None, None, "An")


def test_a_unit_stores_for_its_place_and_those_inside_it(known) -> None:
    gazetteer, _ = known
    for named in ("325@", "huyện Văn Lâm"):
        settings = {"YARDSTICK_USER": "An", "YARDSTICK_UNIT": named}
        user = local_user(*known, {**settings, "YARDSTICK_UNIT_INDICATORS": "finance, SO01"})
        assert user.unit == gazetteer["325@"]
        assert user.sender == "325@"
        assert user.scope is not None
        commune = gazetteer.children(gazetteer["325@"])[0]
        assert user.scope.allows(commune.key, "FN01")
        assert user.scope.allows("325@", "SO01")
        assert not user.scope.allows("327@", "FN01")
        assert not user.scope.allows("325@", "SO02")


def test_a_unit_nobody_knows_stops_the_start(known) -> None:
    with pytest.raises(PlaceError):
        local_user(*known, {"YARDSTICK_UNIT": "huyện Không Có"})
    with pytest.raises(UnknownIndicatorError):
        local_user(*known, {"YARDSTICK_UNIT_INDICATORS": "XX"})
