"""Who writes to whom: letters, not copies; months and roles; the ways between two people."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.correspondence import (
    Correspondence,
    Edge,
    Neighbour,
    Received,
    Step,
    adjacency,
    changes,
    edges,
    months,
    nearby,
    neighbours,
    renamed,
    sent_on_behalf,
    shortest_path,
)

JANUARY, MARCH = 1_421_280_000, 1_426_377_600


def letter(name: str, author: str, *to: str, **more) -> Correspondence:
    return Correspondence(name, more.pop("sent", JANUARY), author, to, **more)


def test_letters_are_counted_by_month_and_role_and_copies_once() -> None:
    found = edges(
        [
            letter("m/1", "ana", "tim", cc=("leo", "tim")),
            letter("m/1", "ana", "tim", cc=("leo", "tim")),
            letter("m/2", "ana", "tim", "ana", sent=MARCH),
            letter("m/3", "ana", "tim", sent=None),
        ]
    )
    assert found == (
        Edge("ana", "leo", "2015-01", Received.CC, 1),
        Edge("ana", "tim", "", Received.TO, 1),
        Edge("ana", "tim", "2015-01", Received.TO, 1),
        Edge("ana", "tim", "2015-03", Received.TO, 1),
    )


def test_mass_mailings_count_only_if_asked_for() -> None:
    mailing = [letter("m/1", "ana", "tim", mass_mailing=True)]
    assert edges(mailing) == ()
    assert len(edges(mailing, mass_mailings=True)) == 1


def test_a_table_of_correspondents_becomes_one_of_persons() -> None:
    table = edges([letter("m/1", "ana@x", "tim"), letter("m/2", "ana@y", "tim", "ana@x")])
    persons = {"ana@x": "p/ana", "ana@y": "p/ana"}
    assert renamed(table, lambda key: persons.get(key, key)) == (
        Edge("p/ana", "tim", "2015-01", Received.TO, 2),
    )


def test_the_busiest_correspondents_come_first_and_months_in_order() -> None:
    table = edges(
        [
            letter("m/1", "ana", "tim"),
            letter("m/2", "tim", "ana", "leo", sent=MARCH),
            letter("m/3", "leo", "ana"),
        ]
    )
    assert neighbours(table, "ana") == (Neighbour("tim", 1, 1), Neighbour("leo", 0, 1))
    assert months(table, "ana") == {"2015-01": (1, 1), "2015-03": (0, 1)}


def chain(*pairs: str) -> tuple[Edge, ...]:
    return tuple(Edge(pair[0], pair[1], "2015-01", Received.TO, 1) for pair in pairs)


def test_a_network_goes_on_from_the_busiest_step_by_step() -> None:
    asked = adjacency(chain("ab", "bc", "cd", "ac", "ac", "ce"))
    assert nearby(asked, "a") == {"a", "b", "c"}
    assert nearby(asked, "a", steps=(1,)) == {"a", "c"}
    assert nearby(asked, "a", steps=(1, 1)) == {"a", "b", "c"}
    assert nearby(asked, "a", steps=(2, 2)) == {"a", "b", "c", "d", "e"}


def test_only_those_opened_are_gone_on_from() -> None:
    asked = adjacency(chain("ab", "ac", "bx", "cy"))
    assert nearby(asked, "a", steps=(5, 5), opened={"c"}) == {"a", "b", "c", "y"}
    assert nearby(asked, "a", steps=(5, 5), opened=set()) == {"a", "b", "c"}


def reached(asked):
    return lambda persons: {other for _, other, _ in asked(persons)}


def test_the_shortest_path_is_found_from_both_ends() -> None:
    asked = reached(adjacency(chain("ab", "bc", "cd", "de", "ax", "xe")))
    assert shortest_path(asked, "a", "e") == ("a", "x", "e")
    assert shortest_path(asked, "a", "a") == ("a",)
    assert shortest_path(asked, "a", "nobody") == ()
    assert (
        shortest_path(reached(adjacency(chain("ab", "bc", "cd", "de"))), "a", "e", longest=2) == ()
    )


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=16))
def test_no_shorter_path_exists_than_the_one_found(pairs) -> None:
    table = tuple(Edge(one, other, "", Received.TO, 1) for one, other in pairs if one != other)
    asked = adjacency(table)
    steps = {"a": 0}
    ring = ["a"]
    while ring:
        fresh = {other for _, other, _ in asked(ring) if other not in steps}
        steps.update(dict.fromkeys(fresh, steps[ring[0]] + 1))
        ring = sorted(fresh)
    for person in "bcdefg":
        path = shortest_path(reached(asked), "a", person)
        assert len(path) == (steps[person] + 1 if person in steps else 0)
        assert all(other in {row[1] for row in asked([one])} for one, other in pairwise(path))


def test_who_was_added_or_dropped_and_by_whom() -> None:
    first = letter("m/1", "ana", "tim", "leo")
    answer = letter("m/2", "tim", "ana", "eva")
    assert changes([(first, answer)]) == (
        Step("m/2", "tim", "eva", added=True),
        Step("m/2", "tim", "leo", added=False),
    )


def test_assistants_are_shown_with_whom_they_send_for() -> None:
    sent = [letter("m/1", "ana", "leo", behalf="tim"), letter("m/1", "ana", "leo", behalf="tim")]
    assert sent_on_behalf(sent) == {("tim", "ana"): 1}
