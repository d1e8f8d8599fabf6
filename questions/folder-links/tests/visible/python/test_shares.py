import pytest

from shares.access import Access
from shares.links import Links
from shares.log import Log

HOUR = 3600


class Clock:
    def __init__(self):
        self.now = 1_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def access():
    access = Access()
    access.grant("ann", "/team", "write")
    access.grant("ann", "/team/salaries", "none")
    access.grant("bob", "/team/plans", "read")
    return access


@pytest.fixture
def links(access, clock):
    return Links(access, Log(), clock)


def test_a_grant_holds_for_everything_below(access):
    assert access.may("ann", "write", "/team/plans/summer.md")
    assert access.may("bob", "read", "/team/plans/2027/spring.md")
    assert not access.may("bob", "write", "/team/plans/summer.md")


def test_the_grant_on_the_deepest_folder_decides(access):
    assert not access.may("ann", "read", "/team/salaries/2027.csv")


def test_a_link_opens_its_folder_and_no_other(links):
    token = links.make("ann", "/team/plans", "read", HOUR)
    assert links.opens(token, "read", "/team/plans/summer.md")
    assert not links.opens(token, "read", "/team/notes.md")


def test_a_link_for_reading_does_not_write(links):
    token = links.make("ann", "/team/plans", "read", HOUR)
    assert not links.opens(token, "write", "/team/plans/summer.md")


def test_a_link_has_an_end(links, clock):
    token = links.make("ann", "/team/plans", "read", HOUR)
    clock.now += HOUR + 1
    assert not links.opens(token, "read", "/team/plans/summer.md")


def test_a_link_opens_no_more_than_its_maker_could(links, access):
    token = links.make("ann", "/team", "read", HOUR)
    access.grant("ann", "/team", "none")
    assert not links.opens(token, "read", "/team/plans/summer.md")


def test_a_token_cannot_be_guessed(links):
    assert links.make("ann", "/team/plans", "read", HOUR) != "guess"
