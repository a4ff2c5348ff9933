"""Who is one person: each rule with what it joins, and what it must leave apart."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.decisions import Act, Decision
from onrecord.people.grounds import GroundKind
from onrecord.people.judging import People, judge
from onrecord.people.person_permalink import person_permalink, written_person_permalink
from onrecord.people.sightings import (
    Evidence,
    EvidenceKind,
    Sighting,
    Sightings,
    Where,
    correspondent_key,
    gather,
    together,
)


def seen(name: str, address: str = "", times: int = 1, *, printed: bool = False) -> list[Sighting]:
    return [Sighting(name, address, Where.HEADER, 1_000_000, printed)] * times


def page(name: str, address: str = "", times: int = 1) -> list[Sighting]:
    return seen(name, address, times, printed=True)


def people(
    *sighted: Sequence[Sighting],
    evidence: Sequence[Evidence] = (),
    decided: Sequence[Decision] = (),
) -> People:
    return judge(gather([item for part in sighted for item in part], evidence), decided)


def one(found: People, *keys: str) -> bool:
    persons = {id(found.of(correspondent_key(key))) for key in keys}
    assert None not in [found.of(correspondent_key(key)) for key in keys]
    return len(persons) == 1


def grounds(found: People, key: str) -> set[GroundKind]:
    person = found.of(correspondent_key(key))
    assert person is not None
    return {ground.kind for ground in person.grounds}


def test_one_address_in_several_spellings_is_one_person() -> None:
    found = people(
        seen("Ana Brook", "Ana@Harbour.example"), seen("Brook, Ana", "ana@harbour.example")
    )
    assert len(found.persons) == 1


def test_a_printed_name_joins_the_address_it_is_steadily_used_with() -> None:
    found = people(page("Brook, Ana Q", "brookaq@harbour.example", 4), page("Brook, Ana Q", "", 2))
    assert one(found, "Brook, Ana Q", "brookaq@harbour.example")
    assert grounds(found, "Brook, Ana Q") >= {GroundKind.DISPLAY_NAME}


def test_a_name_in_another_style_joins_its_only_bearer() -> None:
    found = people(page("Brook, Ana Q", "brookaq@harbour.example", 4), page("Ana Brook"))
    assert one(found, "Ana Brook", "brookaq@harbour.example")


def test_a_short_form_of_the_given_name_joins_the_only_bearer_of_the_surname() -> None:
    found = people(page("Castle, Robert J", "castlerj@harbour.example", 4), page("Bob Castle"))
    assert one(found, "Bob Castle", "castlerj@harbour.example")


def test_two_people_of_one_name_stay_two() -> None:
    found = people(
        seen("Ana Brook", "ana.brook@harbour.example", 5),
        seen("Ana Brook", "abrook@dockers.example", 5),
        seen("Ana Brook", "", 3),
    )
    assert not one(found, "ana.brook@harbour.example", "abrook@dockers.example")
    assert len(found.persons) == 3  # the name without an address may be either's


def test_two_of_one_name_stay_two_though_a_reply_header_names_each() -> None:
    found = people(
        seen("Ana Brook", "ana.brook@harbour.example", 5),
        seen("Ana Brook", "abrook@dockers.example", 5),
        seen("Ana Brook"),
        evidence=[
            Evidence(EvidenceKind.REPLY_HEADER, "name:ana brook", "ana.brook@harbour.example", 5),
            Evidence(EvidenceKind.REPLY_HEADER, "name:ana brook", "abrook@dockers.example", 4),
        ],
    )
    assert not one(found, "ana.brook@harbour.example", "abrook@dockers.example")


def test_a_middle_initial_or_suffix_keeps_two_apart() -> None:
    found = people(
        page("Brook, Ana Q", "", 5), page("Brook, Ana R", "", 5), page("Brook, Ana", "", 5),
        page("Reed, Tim Jr.", "", 5), page("Reed, Tim", "", 5),
    )  # fmt: skip
    assert len(found.persons) == 5


def test_single_first_names_never_merge() -> None:
    found = people(
        seen("Ana", "ana@home.example", 50), seen("Ana", "", 50), seen("Ana Brook", "ab@dock.example"),
        evidence=[Evidence(EvidenceKind.REPLY_HEADER, "name:ana", "ana@home.example", 50)],
    )  # fmt: skip
    assert not one(found, "Ana", "ana@home.example")
    assert not one(found, "Ana", "ab@dock.example")


def test_initials_steadily_used_with_one_address_join_it() -> None:
    found = people(page("Q", "q17@home.example", 12), page("Q", "", 9))
    assert one(found, "Q", "q17@home.example")
    assert len(people(page("Q", "q17@home.example", 3), page("Q")).persons) == 2
    shared = people(page("Q", "q17@home.example", 12), page("Q", "quay@dock.example", 9), page("Q"))
    assert len(shared.persons) == 3


def test_a_local_part_joins_the_only_name_it_spells() -> None:
    found = people(page("Brook, Ana Q", "", 4), page("abrook"), page("", "brookaq@harbour.example"))
    assert one(found, "abrook", "Brook, Ana Q", "brookaq@harbour.example")
    assert GroundKind.LOCAL_PART in grounds(found, "abrook")


def test_a_local_part_that_spells_two_names_joins_neither() -> None:
    found = people(page("Brook, Ana Q", "", 4), page("Brook, Adam", "", 4), page("abrook"))
    assert not one(found, "abrook", "Brook, Ana Q")
    assert not one(found, "abrook", "Brook, Adam")


def test_a_surname_or_given_name_alone_is_no_local_part() -> None:
    found = people(page("Brook, Ana Q", "", 4), page("brook"), page("ana"))
    assert len(found.persons) == 3


def test_a_house_that_writes_all_initials_means_somebody_else_without_one() -> None:
    staff = [
        page(f"{surname}, Ana Q", f"{surname.lower()}aq@harbour.example", 3)
        for surname in ("Reed", "Castle", "Hill", "Moor", "Lake", "Ford")
    ]
    found = people(*staff, page("Brook, Tim R", "", 3), page("", "brookt@harbour.example"))
    assert not one(found, "Brook, Tim R", "brookt@harbour.example")


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("ana.brook@harbour.example", "abrook@harbour.example", True),
        ("ana.brook@docks.harbour.example", "abrook@harbour.example", True),
        ("ana.brook@harbour.example", "ana.brook2@harbour.example", False),
        ("ana.brook@harbour.example", "brook.ana@harbour.example", False),
        ("ana.brook@gmail.com", "abrook@gmail.com", False),
        ("ana.brook@harbour.example", "quay@harbour.example", False),
    ],
)
def test_aliases_of_one_organisation_join_but_not_a_second_bearer_s(
    first: str, second: str, *, joined: bool
) -> None:
    found = people(seen("Ana Brook", first, 3), seen("Ana Brook", second, 3))
    assert one(found, first, second) is joined


def test_role_and_list_addresses_never_merge() -> None:
    found = people(
        seen("Ana Brook", "press@harbour.example", 9), seen("Ana Brook", "abrook@harbour.example", 9),
        seen("Ana Brook via Docks", "docks@lists.harbour.example", 9), seen("Ana Brook"),
    )  # fmt: skip
    assert not one(found, "press@harbour.example", "abrook@harbour.example")
    assert not one(found, "docks@lists.harbour.example", "abrook@harbour.example")
    person = found.of("press@harbour.example")
    assert person is not None and person.impersonal


def test_a_mailbox_that_several_share_is_nobody_s() -> None:
    found = people(
        seen("Ana Brook", "quay@harbour.example", 3), seen("Tim Reed", "quay@harbour.example", 3),
        seen("Leo Castle", "quay@harbour.example", 3), seen("Tim Reed"),
    )  # fmt: skip
    assert not one(found, "Tim Reed", "quay@harbour.example")


def test_who_sends_under_the_same_name_is_one_who_sends_for_another_is_not() -> None:
    own = Evidence(EvidenceKind.ON_BEHALF, "ana@bb.example", "ana.brook@harbour.example", 3)
    aide = Evidence(EvidenceKind.ON_BEHALF, "tim@harbour.example", "ana.brook@harbour.example", 30)
    found = people(
        seen("Ana Brook", "ana@bb.example"), seen("Ana Brook", "ana.brook@harbour.example", 9),
        seen("Tim Reed", "tim@harbour.example", 9), evidence=[own, aide],
    )  # fmt: skip
    assert one(found, "ana@bb.example", "ana.brook@harbour.example")
    assert not one(found, "tim@harbour.example", "ana.brook@harbour.example")
    assert grounds(found, "ana@bb.example") == {GroundKind.ON_BEHALF}


def test_a_reply_header_that_always_names_the_author_so_joins_the_form() -> None:
    always = Evidence(
        EvidenceKind.REPLY_HEADER, "quay17@home.example", "brookaq@harbour.example", 9
    )
    found = people(
        seen("Q", "quay17@home.example"), seen("", "brookaq@harbour.example"), evidence=[always]
    )
    assert one(found, "quay17@home.example", "brookaq@harbour.example")
    assert grounds(found, "quay17@home.example") == {GroundKind.REPLY_HEADER}


def test_a_reply_header_that_names_several_authors_so_joins_none() -> None:
    found = people(
        seen("Q", "quay17@home.example"), seen("", "brookaq@harbour.example"), seen("", "reed@x.example"),
        evidence=[
            Evidence(EvidenceKind.REPLY_HEADER, "quay17@home.example", "brookaq@harbour.example", 5),
            Evidence(EvidenceKind.REPLY_HEADER, "quay17@home.example", "reed@x.example", 4),
        ],
    )  # fmt: skip
    assert len(found.persons) == 3


def test_evidence_against_the_names_is_refused_and_told() -> None:
    said = Evidence(EvidenceKind.REPLY_HEADER, "ana@harbour.example", "tim@harbour.example", 9)
    found = people(
        seen("Ana Brook", "ana@harbour.example"),
        seen("Tim Reed", "tim@harbour.example"),
        evidence=[said],
    )
    assert len(found.persons) == 2


def test_misread_addresses_on_pages_join_in_mail_they_do_not() -> None:
    names = ("brooklj@harbour.example", "brookl1@harbour.example")
    assert one(people(page("Brook, Lea J", names[0], 9), page("Brook, Lea J", names[1])), *names)
    mail = people(seen("Brook, Lea J", names[0], 9), seen("Brook, Lea J", names[1]))
    assert not one(mail, *names)


def test_misprinted_names_on_pages_join_one_far_commoner_name() -> None:
    found = people(
        page("Brookhart, Ana Q", "", 40), page("Brokhart, Ana Q"), page("Brookhart, Aan Q")
    )
    assert grounds(found, "Brokhart, Ana Q") == {GroundKind.PRINTED_FORMS}
    known = people(page("Brookhart, Joan", "", 40), page("Brookhart, John"))
    assert len(known.persons) == 2  # a name by itself is no misprint
    mail = people(seen("Brookhart, Ana Q", "", 40), seen("Brokhart, Ana Q"))
    assert len(mail.persons) == 2


def test_forms_beside_each_other_join() -> None:
    beside = Evidence(EvidenceKind.BESIDE, "name:sbw17", "name:ana brook")
    assert len(people(page("Ana Brook"), page("sbw17"), evidence=[beside]).persons) == 1


def test_every_correspondent_s_permalink_leads_to_its_person_and_founds_it() -> None:
    found = people(page("Brook, Ana Q", "brookaq@harbour.example", 4), page("Ana Brook"))
    person = found.of("brookaq@harbour.example")
    assert person is not None
    assert person.permalink == person_permalink("brookaq@harbour.example")
    assert found.at(person_permalink("name:ana brook")) is person
    assert written_person_permalink(person.permalink[:10].upper()) == person.permalink[:10]
    assert written_person_permalink("m/abcdefgh") is None


def test_an_old_permalink_survives_what_later_tranches_join() -> None:
    alone = people(page("Ana Brook"))
    old = alone.persons[0].permalink
    later = people(page("Ana Brook"), page("Brook, Ana Q", "brookaq@harbour.example", 4))
    person = later.at(old)
    assert person is not None and len(person.correspondents) == 2


_NAMES = [
    "Ana Brook",
    "Brook, Ana Q",
    "Brook, A",
    "Tim Brook",
    "Bob Castle",
    "Castle, Robert",
    "Q",
    "Ana",
]
_ADDRESSES = [
    "",
    "",
    "abrook@harbour.example",
    "ana.brook@harbour.example",
    "q17@home.example",
    "castler@x.example",
]
_SIGHTING = st.builds(
    Sighting, st.sampled_from(_NAMES), st.sampled_from(_ADDRESSES), st.just(Where.HEADER),
    st.integers(0, 9), st.booleans(),
)  # fmt: skip
_KEYS = st.sampled_from([correspondent_key(name) for name in _NAMES] + _ADDRESSES[2:])
_EVIDENCE = st.builds(Evidence, st.sampled_from(EvidenceKind), _KEYS, _KEYS, st.integers(1, 9))
_DECISION = st.builds(
    Decision, st.sampled_from([Act.MERGE, Act.NOT_SAME, Act.SPLIT]), _KEYS, _KEYS,
    when=st.sampled_from(["2015-01-01", "2015-01-02", "2015-01-03"]),
)  # fmt: skip


def _shape(found: People) -> list[tuple[str, frozenset[str]]]:
    return [(p.permalink, frozenset(item.key for item in p.correspondents)) for p in found.persons]


@given(st.lists(_SIGHTING, max_size=30), st.lists(_EVIDENCE, max_size=8), st.randoms())
def test_the_order_of_what_is_seen_makes_no_difference(sighted, evidence, random) -> None:
    straight = judge(gather(sighted, evidence))
    random.shuffle(sighted)
    random.shuffle(evidence)
    assert _shape(judge(gather(sighted, evidence))) == _shape(straight)
    whole = gather(sighted, evidence)
    parts = list(whole.correspondents)
    random.shuffle(parts)
    assert _shape(judge(Sightings(tuple(parts), tuple(reversed(whole.evidence))))) == _shape(
        straight
    )


@given(st.lists(_SIGHTING, max_size=30), st.lists(_EVIDENCE, max_size=8), st.integers(0, 30))
def test_tranches_one_by_one_give_the_same_as_all_at_once(sighted, evidence, cut) -> None:
    parts = [gather(sighted[:cut], evidence[:3]), gather(sighted[cut:], evidence[3:])]
    assert together(parts) == gather(sighted, evidence)


@given(
    st.lists(_SIGHTING, max_size=30),
    st.lists(_EVIDENCE, max_size=8),
    st.lists(_DECISION, max_size=5),
)
def test_decisions_always_win(sighted, evidence, decided) -> None:
    found = judge(gather(sighted, evidence), decided)
    overruled = {conflict.decision.id for conflict in found.conflicts}
    last = max(decided, key=lambda made: made.when, default=None)
    for made in decided:
        first, second = found.of(made.first), found.of(made.second)
        if made.id in overruled or first is None or second is None or made.first == made.second:
            continue
        if made.act is Act.NOT_SAME and made is last:
            assert first is not second
        if made.act is Act.NOT_SAME:
            assert first is not second
        later = [item for item in decided if item.when >= made.when and item is not made]
        if made.act is Act.MERGE and not later:
            assert first is second


@given(st.lists(_SIGHTING, max_size=20), st.lists(_EVIDENCE, max_size=8), _KEYS)
def test_who_was_split_off_stands_alone(sighted, evidence, key) -> None:
    found = judge(gather(sighted, evidence), [Decision(Act.SPLIT, key)])
    person = found.of(key)
    assert person is None or len(person.correspondents) == 1


def test_an_exchange_alias_joins_the_directory_path_of_its_organisation() -> None:
    path = "/o=harbour/ou=docks/cn=recipients/cn=abrook"
    found = people(
        seen("Brook, Ana", path, 3),
        seen("", "abrook@harbour.example"),
        seen("", "abrook@dock.example"),
    )
    assert one(found, "abrook@harbour.example", path)
    assert not one(found, "abrook@dock.example", path)


@pytest.mark.parametrize(
    ("written", "plain", "joins"),
    [
        ("'ana.brook@port.example", "ana.brook@port.example", True),
        ("ana'.'brook@port.example", "ana.brook@port.example", True),
        ("pat.o'dell@port.example", "pat.odell@port.example", False),
        ("ana'.'brook@port.example", "ana.brook@dock.example", False),
    ],
)
def test_an_address_joins_the_one_that_it_is_but_for_stray_quotation_marks(
    written: str, plain: str, joins: bool
) -> None:
    found = judge(gather([*seen("", written), *seen("", plain)]))
    assert one(found, written, plain) is joins


def test_an_alias_cut_short_in_the_directory_still_spells_its_bearer() -> None:
    path = "/o=harbour/ou=docks/cn=recipients/cn=abrookha"
    found = people(
        seen("Brookhart, Ana", path, 3), seen("Brookhart, Ana", "ana.brookhart@harbour.example")
    )
    assert one(found, "ana.brookhart@harbour.example", path)


def _strangers(number: int = 220) -> list[Sighting]:
    """So many people of different names that an archive knows which names are rare."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [
        f"{first}{second}ip {first}{second} {second}{first}orrel".title()
        for first in letters
        for second in letters
    ]
    return [
        sighting
        for name in names[:number]
        for sighting in seen(name, f"{name.replace(' ', '.').lower()}@town.example", 2)
    ]


def test_a_home_address_that_spells_a_rare_name_joins_its_only_bearer() -> None:
    found = people(
        _strangers(),
        seen("Ana Zubiri", "ana.zubiri@port.example", 9),
        seen("Ana Zubiri", "ana_zubiri61@yahoo.com"),
        seen("Ana Zubiri", "azubiri@gmail.com"),
    )
    assert one(found, "ana.zubiri@port.example", "ana_zubiri61@yahoo.com", "azubiri@gmail.com")


def test_a_home_address_that_could_be_another_s_of_the_family_joins_nobody() -> None:
    """Initial and surname fit Ana as well as Asa; and where few names are known, none is rare."""
    home = seen("Ana Zubiri", "azubiri@gmail.com")
    office = seen("Ana Zubiri", "ana.zubiri@port.example", 9)
    family = seen("Asa Zubiri", "asa.zubiri@port.example", 9)
    among = people(_strangers(), home, office, family)
    assert not one(among, home[0].address, office[0].address)
    assert not one(people(home, office), home[0].address, office[0].address)


def test_a_name_hardly_ever_shown_with_an_address_is_not_its_steady_name() -> None:
    """A printed page ran the next line into one name among many: that is nobody's name."""
    found = people(page("Q", "q@port.example", 60), page("Sally Saturday", "q@port.example"))
    assert found.of("q@port.example") is not found.of("name:sally saturday")
