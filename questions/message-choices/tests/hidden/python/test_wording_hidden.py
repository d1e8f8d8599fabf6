# canary: ilm-f7273cd685c3ec8a
import pytest

from wording.catalog import read_catalog
from wording.checker import check
from wording.errors import BadMessage, BadValue, MissingMessage, MissingValue
from wording.translator import Translator


def say(template: str, language: str = "en", **values: object) -> str:
    return Translator([read_catalog(language, f"key = {template}")], fallback=language).say(language, "key", **values)


def problems(reference: str, **others: str) -> list[tuple[str, str, str]]:
    en = read_catalog("en", reference)
    catalogs = [read_catalog(language, text) for language, text in others.items()]
    return [tuple(problem) for problem in check([*catalogs, en], reference=en)]


def test_a_message_is_counted_in_the_language_it_is_written_in():
    en = read_catalog("en", "left = {count? one=one left | other={count} left}")
    fr = read_catalog("fr", "other = autre")
    assert Translator([en, fr]).say("fr", "left", count=0) == "0 left"
    fr = read_catalog("fr", "left = {count? one=reste {count} | other=restent {count}}")
    assert Translator([en, fr]).say("fr", "left", count=0) == "reste 0"
    assert Translator([fr], fallback="fr").say("en", "left", count=0) == "reste 0"


@pytest.mark.parametrize("count, form", [(0, "c"), (1, "a"), (2, "b"), (12, "c"), (21, "c"), (22, "b"), (112, "c")])
def test_the_forms_of_larger_numbers(count, form):
    assert say("{n? one=a | few=b | many=c | other=d}", "pl", n=count) == form


def test_a_form_that_is_not_there_is_said_as_other():
    assert say("{n? one=a | other=d}", "pl", n=3) == "d"
    assert say("{n? few=b | other=d}", n=1) == "d"
    assert say("{n? one=a | few=b | other=d}", "xx", n=1) == "d"


def test_exact_numbers_stand_anywhere_and_match_only_themselves():
    template = "{n? other={n} of many | 12=a dozen | one=one | 1=just one}"
    assert [say(template, n=n) for n in (1, 2, 12, 120)] == ["just one", "2 of many", "a dozen", "120 of many"]


def test_forms_may_hold_other_slots():
    template = "{n? one={name} has a parcel in {box} | other={name} has {n}}, {name}."
    assert say(template, n=1, name="Ida", box="B7") == "Ida has a parcel in B7, Ida."
    assert say(template, n=2, name="Ida") == "Ida has 2, Ida."


def test_a_message_may_hold_several_choices():
    template = "{n? one=a parcel | other={n} parcels} in {m? one=a box|other={m} boxes}"
    assert say(template, n=3, m=1) == "3 parcels in a box"


def test_outer_spaces_of_a_form_do_not_count_and_inner_ones_do():
    assert say("<{n?0=|one=  a  b  |  other  =c}>", n=1) == "<a  b>"
    assert say("<{ n ? 0 = | other = c }>", n=0) == "<>"
    assert say("<{ n ? 0 = | other = c }>", n=7) == "<c>"


def test_signs_mean_something_only_in_their_place():
    assert say("Ready? Go | 1 = 1") == "Ready? Go | 1 = 1"
    assert say("{n? one=really? a=b | other=x}", n=1) == "really? a=b"


@pytest.mark.parametrize(
    "template",
    [
        "{n?}",
        "{n? one=a | 0=b}",
        "{n? one=a | one=b | other=c}",
        "{n? 3=a | 3=b | other=c}",
        "{n? two=a | other=c}",
        "{n? One=a | other=c}",
        "{n? -1=a | other=c}",
        "{n? one | other=c}",
        "{n? one=a | other=c | }",
        "{N? other=c}",
        "{? other=c}",
        "{n? other={M}}",
        "{n? other={m? other=c}}",
        "{n? one={m? one=a | other=b} | other=c}",
        "{n? other=c",
        "{n? other=c}}",
        "{n? other={m}",
    ],
)
def test_other_choices_are_bad_messages(template):
    with pytest.raises(BadMessage):
        read_catalog("en", f"key = {template}")


@pytest.mark.parametrize("value", ["3", -1, 1.5, None])
def test_a_choice_needs_a_whole_number(value):
    with pytest.raises(BadValue):
        say("{n? other=c}", n=value)


def test_a_choice_needs_a_value():
    with pytest.raises(MissingValue):
        say("{n? other=c}")
    with pytest.raises(MissingValue):
        say("{n? one=a | other={name}}", n=2)
    with pytest.raises(MissingMessage):
        Translator([]).say("en", "key", n=2)


def test_choices_and_the_slots_in_their_forms_are_compared():
    assert problems("a = {n} for {name}", de="a = {n? one=eins | other={n} für {name}}") == []
    assert problems("a = {n? one={name} | other={box}}", de="a = {box}") == [
        ("de", "a", "leaves out n"),
        ("de", "a", "leaves out name"),
    ]
    assert problems("a = {n}", de="a = {m? one={n} | other={n} {box}}") == [
        ("de", "a", "asks for box"),
        ("de", "a", "asks for m"),
    ]


def test_neither_other_nor_exact_numbers_stand_in_for_a_form():
    assert problems("a = {n? 1=one | other=c}", pl="a = {n? 1=a | few=b | other=c}") == [
        ("en", "a", "n has no one"),
        ("pl", "a", "n has no many"),
        ("pl", "a", "n has no one"),
    ]


def test_every_choice_is_checked_also_without_a_reference():
    reference = "a = {n? one=a | other=b} {m? one=a | other=b}"
    assert problems(reference, fr="a = {n? other=b} {m? other=b} {m? one=a | other=b}\nb = {n? other=c}") == [
        ("fr", "a", "m has no one"),
        ("fr", "a", "n has no one"),
        ("fr", "b", "is not in the reference"),
        ("fr", "b", "n has no one"),
    ]


def test_nothing_more_is_asked_of_a_language_we_do_not_know():
    assert problems("a = {n? one=a | other=b}", xx="a = {n? other=c}") == []
