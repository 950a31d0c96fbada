"""Phone numbers as listings write them."""

from __future__ import annotations

import pytest

from finder.directory import Phone
from finder.intake.rows.phones import distinct, phone


@pytest.mark.parametrize(
    ("text", "shown", "dial", "extension"),
    [
        # as most listings write them
        ("205-216-0200", "205-216-0200", "+12052160200", ""),
        ("918-682-2841 x233", "918-682-2841 ext. 233", "+19186822841,233", "233"),
        # as people write them
        ("(510) 450-1190", "510-450-1190", "+15104501190", ""),
        ("5104501190", "510-450-1190", "+15104501190", ""),
        ("510.450.1190", "510-450-1190", "+15104501190", ""),
        ("1-510-450-1190", "510-450-1190", "+15104501190", ""),
        ("+1 510 450 1190", "510-450-1190", "+15104501190", ""),
        ("15104501190", "510-450-1190", "+15104501190", ""),
        ("510-450-1190 ext. 7", "510-450-1190 ext. 7", "+15104501190,7", "7"),
        ("510-450-1190, extension 12345", "510-450-1190 ext. 12345", "+15104501190,12345", "12345"),
        ("510-450-1190 #4", "510-450-1190 ext. 4", "+15104501190,4", "4"),
        ("510-450-1190x233", "510-450-1190 ext. 233", "+15104501190,233", "233"),
        # letters stay for people and are dialled by their keys
        ("813-630HOPE", "813-630HOPE", "+18136304673", ""),
        ("888-PARNEXT", "888-PARNEXT", "+18887276398", ""),
        ("800-USA2525", "800-USA2525", "+18008722525", ""),
        ("217-3488DUI", "217-3488DUI", "+12173488384", ""),
        ("1-866-YES-YWCA", "1-866-YES-YWCA", "+18669379922", ""),
        # three digits that have a meaning of their own
        ("988", "988", "988", ""),
        ("211", "211", "211", ""),
        # what cannot be dialled for certain is shown as it stands
        ("207-175-2222", "207-175-2222", "", ""),
        ("555-4123x55", "555-4123x55", "", ""),
        ("450-1190", "450-1190", "", ""),
        ("000-000-0000", "000-000-0000", "", ""),
        ("call the front desk", "call the front desk", "", ""),
        ("510-450-11900", "510-450-11900", "", ""),
        ("٥١٠-450-1190", "٥١٠-450-1190", "", ""),
    ],
)
def test_a_phone_is_shown_and_dialled(text: str, shown: str, dial: str, extension: str) -> None:
    assert phone(text, "main") == Phone("main", shown, dial, extension)


@pytest.mark.parametrize(
    ("text", "state", "dial"),
    [
        ("680-488-2552", "PW", "+6804882552"),
        ("691-320-2213", "FM", "+6913202213"),
        ("692-625-3355", "MH", "+6926253355"),
        # Guam and the Marianas are dialled like a state
        ("670-323-6560", "MP", "+16703236560"),
        ("800-662-4357", "PW", "+18006624357"),
    ],
)
def test_islands_with_a_country_code_are_dialled_by_it(text: str, state: str, dial: str) -> None:
    assert phone(text, "main", state).dial == dial


def test_a_phone_that_repeats_is_kept_where_it_first_stood() -> None:
    main = phone("727-555-0100", "main")
    again = phone("(727) 555-0100", "intake")
    with_extension = phone("727-555-0100 x5", "intake")
    letters = phone("after hours", "intake")
    kept = distinct([main, with_extension, again, letters, letters])
    assert kept == [main, with_extension, letters]
