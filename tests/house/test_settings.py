"""The settings of an operator: all optional, each refused by name when it is not understood."""

from __future__ import annotations

import pytest

from finder.geocoding import STANDARD_GEOCODER
from finder.map.tiles import STANDARD_TILES
from finder.settings import Settings


def test_without_any_setting_the_defaults_hold() -> None:
    settings = Settings.from_environment({})
    assert settings.directory is None
    assert settings.tiles is not None
    assert settings.tiles.template == STANDARD_TILES
    assert settings.geocoder == STANDARD_GEOCODER
    assert settings.contact is None
    assert settings.contact_link is None
    assert settings.allow_index is False
    assert settings.languages == ()


def test_every_setting_is_read() -> None:
    settings = Settings.from_environment(
        {
            "FINDER_DIRECTORY": " s3://bucket/national ",
            "FINDER_TILES": "https://tiles.example/{z}/{x}/{y}.png",
            "FINDER_GEOCODER": "https://nominatim.example",
            "FINDER_OPERATOR": " Example County ",
            "FINDER_CONTACT": "listings@county.example",
            "FINDER_ALLOW_INDEX": "1",
            "FINDER_LANGUAGES": "es, EN",
            "FINDER_URL": " https://finder.example/care/ ",
            "FINDER_ROUTER": "http://router.internal:5000/",
        }
    )
    assert settings.directory == "s3://bucket/national"
    assert settings.tiles is not None
    assert settings.tiles.host == "tiles.example"
    assert settings.geocoder == "https://nominatim.example"
    assert settings.contact == "listings@county.example"
    assert settings.operator == "Example County"
    assert settings.allow_index is True
    assert settings.languages == ("es", "en")
    assert settings.url == "https://finder.example/care"
    assert settings.router == "http://router.internal:5000"


def test_none_turns_a_service_off() -> None:
    settings = Settings.from_environment({"FINDER_TILES": "none", "FINDER_GEOCODER": "None"})
    assert settings.tiles is None
    assert settings.geocoder is None


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ("listings@county.example", "mailto:listings@county.example"),
        ("mailto:listings@county.example", "mailto:listings@county.example"),
        ("a.b+c@county.example", "mailto:a.b+c@county.example"),
        ("https://county.example/report", "https://county.example/report"),
    ],
)
def test_a_contact_is_a_mail_address_or_a_web_address(given: str, link: str) -> None:
    assert Settings.from_environment({"FINDER_CONTACT": given}).contact_link == link


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("FINDER_CONTACT", "call us"),
        ("FINDER_CONTACT", "javascript:alert(1)"),
        ("FINDER_CONTACT", 'x"@county.example'),
        ("FINDER_GEOCODER", "nominatim"),
        ("FINDER_GEOCODER", "file:///etc/passwd"),
        ("FINDER_TILES", "https://tiles.example/"),
        ("FINDER_ALLOW_INDEX", "perhaps"),
        ("FINDER_LANGUAGES", "es, xx"),
    ],
)
def test_a_setting_that_is_not_understood_is_named(name: str, given: str) -> None:
    with pytest.raises(ValueError, match=name):
        Settings.from_environment({name: given})


@pytest.mark.parametrize("given", ["", "0", "no", "False", "off"])
def test_search_engines_are_kept_out_unless_they_are_let_in(given: str) -> None:
    assert Settings.from_environment({"FINDER_ALLOW_INDEX": given}).allow_index is False
