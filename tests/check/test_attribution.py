"""The speaker is read off the words around a quotation, or left open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.check.attribution import Attribution, attributions
from onrecord.check.quotation import quotations
from onrecord.check.scene import Scene

NAMED = "Ana Brook, the harbour master, met Leo Castle, a joiner.\n\n"


def said(story: str) -> list[Attribution]:
    found = quotations(story)
    return list(attributions(Scene(story, found), found))


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“The pier is safe,” Ana Brook wrote.", "Ana Brook"),
        ("“The pier is safe,” Ms. Brook wrote.", "Ana Brook"),
        ("“The pier is safe,” Brook said.", "Ana Brook"),
        ("“The pier is safe,” said Brook, who knows.", "Ana Brook"),
        ("“The pier is safe,” said harbour master Ana Brook.", "Ana Brook"),
        ("“The pier is safe,” Brook, the harbour master, replied.", "Ana Brook"),
        ("“The pier is safe,” according to Brook.", "Ana Brook"),
        ("“The pier,” Brook wrote, “is safe.”", "Ana Brook"),
        ("Brook wrote: “The pier is safe.”", "Ana Brook"),
        ("Brook e-mailed Castle that “the pier is safe.”", "Ana Brook"),
        ("Brook took the plan to Castle and added: “The pier is safe.”", "Ana Brook"),
        ("Brook went home, warning Castle that “the pier is safe.”", "Ana Brook"),
        ("Brook’s reply: “The pier is safe.”", "Ana Brook"),
        ("Brook was irritated. “The pier is safe,” she wrote.", "Ana Brook"),
        ("Castle had doubts. “The pier is safe,” he wrote.", "Leo Castle"),
        ("“The pier is safe,” one source said.", ""),
        ("“The pier is safe,” said one source who knows Brook.", ""),
        ("“The pier is safe,” said a spokesman for Ana Brook.", ""),
        ("“The pier is safe,” Brook’s lawyer said.", ""),
        ("Castle was told by letter: “The pier is safe.”", ""),
        ("One letter was blunt: “The pier is safe.”", ""),
        ("Brook spoke to Castle. A letter arrived. “The pier is safe.”", ""),
        ("“The pier is safe,” the Harbour Authority said.", ""),
    ],
)
def test_the_speaker_is_who_the_sentence_says(sentence: str, speaker: str) -> None:
    """A name beside a verb of saying, resolved to the full name; nobody where it is not clear."""
    assert said(NAMED + sentence)[0].speaker == speaker


@pytest.mark.parametrize(
    ("story", "speaker"),
    [
        ("P.J. Crowther, an engineer, left. “It is safe now,” Crowther wrote.", "P.J. Crowther"),
        ("Her deputy, Emil Lang, wrote back: “It is safe now.”", "Emil Lang"),
        ("“It is safe now,” a clerk, Emil Lang, later told the court.", "Emil Lang"),
        ("“It is safe now,” senior pier adviser Emil Lang wrote.", "Emil Lang"),
        ("“It is safe now,” said Brook ally Emil Lang.", "Emil Lang"),
        ("“It is safe now,” said Mr. Emil Lang, who left.", "Emil Lang"),
        ("Emil Lang of Quay Works told her it was “safe for now.”", "Emil Lang"),
        ("Rep. Emil Lang (D-Quay), who has seen it, said it was “safe for now.”", "Emil Lang"),
        ("Wrote Councilman Emil Lang in 2011: “It is safe now.”", "Emil Lang"),
        ("An e-mail from Emil Lang, then a clerk: “It is safe now.”", "Emil Lang"),
        ("It was written by Emil Lang, a clerk, that night: “It is safe now.”", "Emil Lang"),
        ("Emil Lang did not take it well:\n\n> It is safe now, I say.\n", "Emil Lang"),
        ("Emil Lang had written to her in 2012: “It is safe now.”", "Emil Lang"),
        ("“It is safe now,” said Emil Lang, adding that it “was never so.”", "Emil Lang"),
        ("Emil Lang, the treasurer, rose. “It is safe now,” the treasurer said.", "Emil Lang"),
        ("Emil Lang’s first question was about it. “Is it safe now?”", "Emil Lang"),
        ("Emil Lang sent a reply to all. “It is safe now,” it began.", "Emil Lang"),
        ("Emil Lang rose. “It is safe now,” read his message.", "Emil Lang"),
        ("Emil Lang, 34, rose. “It is safe now,” the 34-year-old said.", "Emil Lang"),
        ("Ida C. May, a clerk, rose. “It is safe now,” Ms. May wrote.", "Ida C. May"),
        ("Ida White, a clerk, rose. “It is safe now,” White wrote.", "Ida White"),
        ("Ida I Lang, a clerk, wrote in May 2020: “It is safe now.”", "Ida I Lang"),
        ("“It is safe now,” said an aide to Emil Lang.", ""),
        ("An aide to Emil Lang wrote: “It is safe now.”", ""),
        ("Emil Lang was told in a letter: “It is safe now.”", ""),
        ("A study by Quay Works, which Emil Lang has read, said it was “safe for now.”", ""),
    ],
)
def test_speakers_are_read_in_the_ways_news_is_written(story: str, speaker: str) -> None:
    """Initials, asides, roles, inversions, documents; an aide to somebody is not that somebody."""
    assert said(story)[-1].speaker == speaker


def test_turns_of_a_dialogue_are_taken_in_order() -> None:
    """A paragraph that is only a quotation is the other one's turn, or goes on with the one before."""
    story = NAMED + "“It is safe,” Brook wrote.\n\n“Is it?” wrote Castle.\n\n“It is so.”\n"
    assert [each.speaker for each in said(story)][-1] == "Ana Brook"
    story = NAMED + "Brook rose. “It is safe,” she said. “I saw it.”\n\n“And I know it.”\n"
    assert [each.speaker for each in said(story)] == ["Ana Brook"] * 3


@pytest.mark.parametrize(
    ("sentence", "medium", "relation"),
    [
        ("“It is safe,” Brook wrote in an e-mail.", "e-mail", ""),
        ("In a separate email, Brook wrote: “It is safe.”", "e-mail", "separate"),
        ("“It is safe,” Brook replied.", "", "reply"),
        ("Brook forwarded it with the comment “it is safe.”", "e-mail", "forward"),
        ("“It is safe,” Brook said in an interview.", "interview", ""),
        ("“It is safe,” Brook told reporters.", "interview", ""),
        ("In a statement, Brook said: “It is safe.”", "statement", ""),
        ("“It is safe,” Brook tweeted.", "post", ""),
        ("“It is safe,” Brook testified.", "testimony", ""),
        ("“It is safe,” Brook told the crowd.", "speech", ""),
        ("In an interview Brook was firm. “It is safe,” she said.", "interview", ""),
        ("In an interview Brook was firm. “It is safe,” she had written.", "", ""),
    ],
)
def test_medium_and_relation_are_read_as_stated(sentence: str, medium: str, relation: str) -> None:
    """What the story says the words stand in, and how that hangs together with other letters."""
    (found,) = said(NAMED + sentence)
    assert (found.medium, found.relation) == (medium, relation)


def test_several_recipients_are_read() -> None:
    """Everyone the sentence says it was written to."""
    story = NAMED + "Mia Stone, a diver, left. “It is safe,” Brook wrote to Castle and Stone."
    assert said(story)[0].recipients == ("Leo Castle", "Mia Stone")


def test_who_is_only_described_is_kept_as_described() -> None:
    """The story's own words for whom it does not name."""
    (found,) = said("“It is safe,” said a senior aide to the harbour board.")
    assert (found.speaker, found.described) == ("", "a senior aide to the harbour board")


def test_a_pronoun_that_may_mean_two_people_means_nobody() -> None:
    """Two people of whom the story shows no difference: abstain."""
    story = "Robin Vale, an engineer, met Kim Dale, a joiner. “It is safe,” she wrote."
    assert said(story)[0].speaker == ""


def test_a_following_sentence_belongs_to_the_same_speaker() -> None:
    """ "A," X said. "B." – B is X's too; a quoted word later in the paragraph is not."""
    story = NAMED + "“It is safe,” Brook said. “I checked it.” The “pier” is old."
    assert [each.speaker for each in said(story)] == ["Ana Brook", "Ana Brook", ""]


def test_a_block_quotation_belongs_to_the_sentence_before_it() -> None:
    """A paragraph that ends in a colon introduces the block after it."""
    assert (
        said(NAMED + "Castle wrote to Brook:\n\n> The pier is not safe.\n")[0].speaker
        == "Leo Castle"
    )


def test_recipient_and_date_are_read_where_stated() -> None:
    """Told whom and when, as the story says it; the weekday is passed over."""
    story = NAMED + "“It is safe,” Brook wrote to Mr. Castle on Monday, May 8, 2023."
    (found,) = said(story)
    assert found.recipient == "Leo Castle"
    assert found.date is not None
    assert (found.date.year, found.date.month, found.date.day) == (2023, 5, 8)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("on Nov. 18, 2022", (2022, 11, 18)),
        ("on 18 November 2022", (2022, 11, 18)),
        ("in June 2011", (2011, 6, 0)),
        ("on Dec. 8", (0, 12, 8)),
        ("on 2023-05-08", (2023, 5, 8)),
    ],
)
def test_dates_are_read_as_stated(written: str, date: tuple[int, int, int]) -> None:
    """What the story does not state stays open."""
    (found,) = said(NAMED + f"“It is safe,” Brook wrote {written}.")
    assert found.date is not None
    assert (found.date.year, found.date.month, found.date.day) == date


@pytest.mark.parametrize("written", ["on Feb. 31, 2022", "in may", "in the year 2022", ""])
def test_what_is_no_date_is_none(written: str) -> None:
    """A day that does not exist and a verb are no dates."""
    (found,) = said(NAMED + f"“It is safe,” Brook wrote {written}.")
    assert found.date is None


PIECES = st.sampled_from(
    [
        "Ana Brook",
        "Brook",
        " said ",
        " wrote ",
        "“It is",
        " safe,” ",
        "“No.” ",
        "she",
        " he ",
        ", ",
        ". ",
        "\n\n",
        "> ",
        "according to ",
        "Mr. ",
        " told ",
        "that ",
        ": ",
        "on May 4, 2023",
        "’s ",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_story_breaks_the_attribution(story: str) -> None:
    """One attribution for each quotation, the same every time."""
    first = said(story)
    assert first == said(story)
    assert len(first) == len(quotations(story))


@pytest.mark.parametrize(
    "said",
    [
        "According to an e-mail from Ana Brook, {}.",
        "According to a message Ana Brook sent to Leo Castle, {}.",
        "According to Ana Brook’s reply to Leo Castle, {}.",
        "An e-mail from Ana Brook to Leo Castle read: {}",
        "A note to Leo Castle from Ana Brook says {}.",
        "{}, according to an e-mail from Ana Brook, the engineer.",
        "{}, according to a message Ana Brook sent Leo Castle.",
        "{}, reads a letter from Ana Brook to Leo Castle.",
        "{}, a memo by Ana Brook said.",
        "{}, Ana Brook wrote in reply to an e-mail from Leo Castle.",
        "Replying to an e-mail from Leo Castle, Ana Brook said {}.",
    ],
)
def test_a_message_speaks_for_its_writer(said: str) -> None:
    """ "An e-mail from X", "a note X sent": X, not whom it went to or whose message it answers."""
    story = said.format("“the pier is quite safe for now”")
    found = quotations(story)
    (given,) = attributions(Scene(story, found), found)
    assert given.speaker == "Ana Brook"
