import pytest

from wording.catalog import read_catalog
from wording.checker import Problem, check
from wording.errors import BadMessage
from wording.translator import Translator

EN = """
hello = Hello {name}!
waiting = {count? one=A parcel waits | other={count} parcels wait} for you.
shelf = {count? 0=Nothing here | one=One parcel | other={count} parcels}
"""
PL = """
waiting = {count? one=Czeka paczka | few=Czekają {count} paczki | many=Czeka {count} paczek | other=Czekają paczki}.
"""


@pytest.fixture
def translator():
    return Translator([read_catalog("en", EN), read_catalog("pl", PL)])


def test_a_slot_shows_its_value(translator):
    assert translator.say("en", "hello", name="Ida") == "Hello Ida!"


def test_without_a_translation_the_fallback_is_said(translator):
    assert translator.say("pl", "hello", name="Ida") == "Hello Ida!"


def test_a_choice_says_the_form_for_the_number(translator):
    assert translator.say("en", "waiting", count=1) == "A parcel waits for you."
    assert translator.say("en", "waiting", count=3) == "3 parcels wait for you."


def test_each_language_has_its_own_forms(translator):
    assert translator.say("pl", "waiting", count=1) == "Czeka paczka."
    assert translator.say("pl", "waiting", count=3) == "Czekają 3 paczki."
    assert translator.say("pl", "waiting", count=5) == "Czeka 5 paczek."


def test_an_exact_number_comes_before_the_forms(translator):
    assert translator.say("en", "shelf", count=0) == "Nothing here"
    assert translator.say("en", "shelf", count=1) == "One parcel"


def test_a_choice_needs_the_form_other():
    with pytest.raises(BadMessage):
        read_catalog("en", "waiting = {count? one=A parcel}")


def test_the_checker_tells_which_forms_a_language_lacks():
    en = read_catalog("en", "waiting = {count? one=A parcel | other={count} parcels}")
    pl = read_catalog("pl", "waiting = {count? one=Paczka | many={count} paczek | other=Paczki}")
    assert check([en, pl], reference=en) == [Problem("pl", "waiting", "count has no few")]
