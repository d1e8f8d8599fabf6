# canary: ilm-4c9e27d1b6f8035a
import pytest

from shares.access import Access, NotAllowed
from shares.links import Links
from shares.log import Log

HOUR = 3600
INSIDE = ["/team", "/team/", "/team/a.md", "//team/./b/../a.md", "team/a.md"]
OUTSIDE = ["/teamwork", "/teamwork/a.md", "/team.md", "/te", "/", "/other/team"]


class Space:
    """Cleo may do everything, Ann may write the team's folder, Bob may read it."""

    def __init__(self):
        self.time = 1_000_000
        self.access = Access()
        self.log = Log()
        self.links = Links(self.access, self.log, lambda: self.time)
        self.access.grant("cleo", "/", "write")
        self.access.grant("ann", "/team", "write")
        self.access.grant("bob", "/team", "read")


@pytest.fixture
def space():
    return Space()


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_grant_holds_for_nothing_but_its_folder(space, path):
    assert not space.access.may("ann", "read", path)


@pytest.mark.parametrize("path", INSIDE)
def test_a_grant_holds_for_the_folder_and_below(space, path):
    assert space.access.may("ann", "read", path)


@pytest.mark.parametrize("path", ["/", "/a.md", "/team/plans/a.md"])
def test_a_grant_on_the_whole_space_holds_everywhere(space, path):
    assert space.access.may("cleo", "write", path)


def test_a_neighbour_with_a_longer_name_takes_nothing_away(space):
    space.access.grant("cleo", "/team", "none")
    assert space.access.may("cleo", "read", "/teamwork/a.md")


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_link_opens_nothing_but_its_folder(space, path):
    token = space.links.make("cleo", "/team", "read", HOUR)
    assert not space.links.opens(token, "read", path)


@pytest.mark.parametrize("path", INSIDE)
@pytest.mark.parametrize("folder", ["/team", "/team/", "//team/./plans/.."])
def test_a_link_opens_the_folder_and_below_however_they_are_written(space, folder, path):
    token = space.links.make("cleo", folder, "read", HOUR)
    assert space.links.opens(token, "read", path)


def test_a_link_to_the_whole_space_opens_everything(space):
    token = space.links.make("cleo", "/", "write", HOUR)
    for path in ("/", "/a.md", "/team/plans/a.md"):
        assert space.links.opens(token, "write", path)


@pytest.mark.parametrize(
    "path", ["/team/../finance", "/team/plans/../../finance/a.md", "/team/..", "/team/../teamwork"]
)
def test_no_way_leads_up_and_out_of_the_folder(space, path):
    token = space.links.make("cleo", "/team", "read", HOUR)
    assert not space.links.opens(token, "read", path)


@pytest.mark.parametrize("path", ["/..", "/../team", "/team/../../team/a.md"])
def test_a_path_out_of_the_space_is_refused_like_any_other(space, path):
    token = space.links.make("cleo", "/team", "read", HOUR)
    assert not space.links.opens(token, "read", path)
    assert len(space.log.entries) == 1


def test_a_link_ends_at_its_very_moment(space):
    token = space.links.make("ann", "/team", "read", HOUR)
    space.time += HOUR - 1
    assert space.links.opens(token, "read", "/team")
    space.time += 1
    assert not space.links.opens(token, "read", "/team")


def test_a_link_for_writing_reads_too(space):
    token = space.links.make("ann", "/team", "write", HOUR)
    assert space.links.opens(token, "read", "/team/a.md")
    assert space.links.opens(token, "write", "/team/a.md")


@pytest.mark.parametrize(("maker", "level"), [("bob", "write"), ("dan", "read"), ("dan", "write")])
def test_nobody_shares_what_is_not_theirs(space, maker, level):
    with pytest.raises(NotAllowed):
        space.links.make(maker, "/team", level, HOUR)


def test_nobody_shares_what_was_taken_away(space):
    space.access.grant("ann", "/team/salaries", "none")
    with pytest.raises(NotAllowed):
        space.links.make("ann", "/team/salaries", "read", HOUR)


def test_a_reader_shares_for_reading(space):
    token = space.links.make("bob", "/team/plans", "read", HOUR)
    assert space.links.opens(token, "read", "/team/plans/a.md")


def test_a_link_follows_what_its_maker_may_do(space):
    token = space.links.make("ann", "/team", "write", HOUR)
    space.access.grant("ann", "/team", "read")
    assert space.links.opens(token, "read", "/team/a.md")
    assert not space.links.opens(token, "write", "/team/a.md")
    space.access.grant("ann", "/team", "write")
    assert space.links.opens(token, "write", "/team/a.md")


def test_what_is_closed_to_the_maker_further_down_is_closed_to_the_link(space):
    token = space.links.make("ann", "/team", "write", HOUR)
    space.access.grant("ann", "/team/salaries", "none")
    assert not space.links.opens(token, "read", "/team/salaries/2027.csv")
    assert space.links.opens(token, "read", "/team/a.md")


def test_every_link_has_a_token_of_its_own(space):
    tokens = [space.links.make("ann", "/team", "read", HOUR) for _ in range(20)]
    assert len(set(tokens)) == 20
    assert all(len(token) >= 16 for token in tokens)


def test_tokens_do_not_follow_from_what_others_know():
    tokens = {Space().links.make("ann", "/team", "read", HOUR) for _ in range(5)}
    assert len(tokens) == 5


def test_links_to_one_folder_end_one_by_one(space):
    short = space.links.make("ann", "/team", "read", 60)
    long = space.links.make("ann", "/team", "read", HOUR)
    gone = space.links.make("ann", "/team", "read", HOUR)
    space.links.revoke("ann", gone)
    space.time += 60
    opened = [space.links.opens(each, "read", "/team") for each in (short, long, gone)]
    assert opened == [False, True, False]


@pytest.mark.parametrize("by", ["bob", "dan"])
def test_strangers_and_readers_end_no_links(space, by):
    token = space.links.make("ann", "/team", "read", HOUR)
    with pytest.raises(NotAllowed):
        space.links.revoke(by, token)
    assert space.links.opens(token, "read", "/team")


@pytest.mark.parametrize(("maker", "by"), [("ann", "cleo"), ("bob", "bob"), ("bob", "ann")])
def test_makers_and_writers_end_links(space, maker, by):
    token = space.links.make(maker, "/team", "read", HOUR)
    space.links.revoke(by, token)
    assert not space.links.opens(token, "read", "/team")


def test_a_maker_without_rights_still_ends_the_link(space):
    token = space.links.make("ann", "/team", "read", HOUR)
    space.access.grant("ann", "/team", "none")
    space.links.revoke("ann", token)
    space.access.grant("ann", "/team", "read")
    assert not space.links.opens(token, "read", "/team")


def test_there_is_nothing_to_end_where_no_link_is(space):
    space.links.revoke("dan", "no such token")
    assert not space.links.opens("no such token", "read", "/team")


def test_every_question_is_noted_without_its_secret(space):
    token = space.links.make("ann", "/team", "read", HOUR)
    for action, path in (("read", "/team/a.md"), ("write", "/team/a.md"), ("read", "/finance")):
        space.links.opens(token, action, path)
    space.links.opens("made-up", "read", "/team/a.md")
    assert space.log.entries == [
        f"{token[:4]}... read /team/a.md: allowed",
        f"{token[:4]}... write /team/a.md: refused",
        f"{token[:4]}... read /finance: refused",
        "made... read /team/a.md: refused",
    ]


def test_an_entry_is_one_line(space):
    token = space.links.make("ann", "/team", "read", HOUR)
    space.links.opens(token, "read", "/team/a\nabcd... read /finance: allowed\r")
    [entry] = space.log.entries
    assert entry == f"{token[:4]}... read /team/a?abcd... read /finance: allowed?: allowed"
