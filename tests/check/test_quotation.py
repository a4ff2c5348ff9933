"""Quotations are found whatever the marks, and their spans are exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.check.quotation import Form, quotations


def texts(story: str) -> list[str]:
    return [quotation.text for quotation in quotations(story)]


@pytest.mark.parametrize(
    ("story", "found"),
    [
        ("“The pier is safe,” she said.", ["The pier is safe,"]),
        ('"The pier is safe," she said.', ["The pier is safe,"]),
        ('He said "yes" and “no” and “maybe".', ["yes", "no", "maybe"]),
        ("It’s Ana’s pier; the ’90s were good.", []),
        ('A plank 6" wide and 5\'10" long.', []),
        (
            'She said "a plank 6" wide fell on my foot" and left.',
            ['a plank 6" wide fell on my foot'],
        ),
        ('"We need 40" he wrote.', ["We need 40"]),
        ("“”", []),
        ("He wrote “ ” and “…”.", []),
        ("**“The pier *is* safe,”** she said.", ["The pier *is* safe,"]),
        ("*“The pier is safe,”* she said.", ["The pier is safe,"]),
        ("(“The pier is safe.”)", ["The pier is safe."]),
        ('See [the letter](https://pier.example/a "A fine title") now.', []),
        ('Type `say "hello there"` and wait.', []),
        ('---\ntitle: "Gates and piers"\n---\n\nHe said “no.”', ["no."]),
        ("She said “call it ‘safe’ then.”", ["call it ‘safe’ then."]),
    ],
)
def test_marks_are_told_apart(story: str, found: list[str]) -> None:
    """Straight and curly marks pair; apostrophes, inches, code and Markdown titles are none."""
    assert texts(story) == found


@pytest.mark.parametrize(
    ("story", "found"),
    [
        ("« La jetée est sûre », a-t-elle écrit.", ["La jetée est sûre"]),
        ("«La jetée est «très» sûre», a-t-elle écrit.", ["La jetée est «très» sûre"]),
        ("»Der Steg ist sicher«, schrieb sie.", ["Der Steg ist sicher"]),
        ("»Bryggan är säker», skrev hon.", ["Bryggan är säker"]),
        ("„Der Steg ist sicher“, schrieb sie.", ["Der Steg ist sicher"]),
        ("„Der ‚neue‘ Steg ist sicher“, schrieb sie.", ["Der ‚neue‘ Steg ist sicher"]),
        ("Sie schrieb: ‚Der Steg ist sicher.‘", ["Der Steg ist sicher."]),
        ("‘The pier is safe,’ she said. ‘It’s Ana’s.’", ["The pier is safe,", "It’s Ana’s."]),
        ("'The pier is safe,' she said. 'It's Ana's.'", ["The pier is safe,", "It's Ana's."]),
        ("‘The boys’ pier is safe’, she said.", ["The boys’ pier is safe"]),
        ("‘He told me “no” and left,’ she said.", ["He told me “no” and left,"]),
        ("'He told me \"no\" and left,' she said.", ['He told me "no" and left,']),
        ("She called it ‘safe’ and ‘sound’.", ["safe", "sound"]),
        ("The '90s were good; 'twas the players' pier.", []),
        ("The boys’ pier and the dogs’ home.", []),
        ("“The pier is safe,” she said of the ‘new’ pier.", ["The pier is safe,"]),
        ("``The pier is safe,'' she said.", ["The pier is safe,"]),
        ("“The pier is safe“, she said, “and sound“.", ["The pier is safe“, she said, “and sound"]),
        ("”The pier is safe,” she said.", ["The pier is safe,"]),
        ('“The pier is safe," she said. "It is new.”', ["The pier is safe,", "It is new."]),
        ("“She said “go” to me,” he wrote.", ["She said “go” to me,"]),
        ('She said,"The pier is safe." He left.', ["The pier is safe."]),
        ("“Why?” she wrote. “Why now?!”", ["Why?", "Why now?!"]),
    ],
)
def test_every_convention_of_marks_is_read(story: str, found: list[str]) -> None:
    """French, German, Swedish and British marks, typewriter marks, and marks the wrong way round."""
    assert texts(story) == found


def test_single_marks_are_quotations_where_the_story_quotes_so() -> None:
    """Beside double marks, a word or two in single ones is a term; a headline's sentence is quoted."""
    story = "## ‘As designed’\n\n“The pier is safe and sound, I say,” Ana said.\n\n## ‘{}’\n"
    assert texts(story.format("As built")) == ["The pier is safe and sound, I say,"]
    assert texts(story.format("We knew of it")) == [
        "The pier is safe and sound, I say,",
        "We knew of it",
    ]


@pytest.mark.parametrize("mark", ["“", "‘", '"', "'", "«"])
def test_open_paragraphs_are_one_quotation_in_every_convention(mark: str) -> None:
    """Each paragraph opens, only the last closes."""
    closing = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»"}[mark]
    story = f"Leo wrote: {mark}The first day.\n\n{mark}The boys’ day.{closing} He left."
    (found,) = quotations(story)
    assert [story[s.start : s.end] for s in found.segments] == ["The first day.", "The boys’ day."]


@pytest.mark.parametrize(
    "story",
    [
        "‘The pier’, Ana Brook wrote, ‘is safe for now.’",
        "“The pier” – Ana Brook wrote – “is safe for now.”",
        "« La jetée », Ana Brook wrote, « is safe for now. »",
    ],
)
def test_an_attribution_outside_the_marks_commas_does_not_split_either(story: str) -> None:
    """British and Continental commas stand outside the marks."""
    (found,) = quotations(story)
    assert len(found.segments) == 2


def test_a_tweet_set_as_a_paragraph_is_a_quotation() -> None:
    """Its signature stands for the marks."""
    story = "He tweeted.\n\nThe pier is safe! — Ana Brook (@brook) May 4, 2023\n\nAnd so on."
    (found,) = quotations(story)
    assert (found.text, found.form) == ("The pier is safe!", Form.TWEET)


def test_a_missing_closing_mark_does_not_swallow_the_next_quotation() -> None:
    """A quotation that is not closed ends where the next one opens or the paragraph ends."""
    found = quotations(
        "“The pier is safe, she said. “It is not,” he said.\n\n“Fine by me,” Leo said."
    )
    assert [(each.text, each.form) for each in found] == [
        ("The pier is safe, she said.", Form.UNCLOSED),
        ("It is not,", Form.MARKED),
        ("Fine by me,", Form.MARKED),
    ]


def test_a_stray_closing_mark_is_passed_over() -> None:
    """A closing mark with nothing open costs nothing."""
    assert texts("The end.” Then “a new one” came.") == ["a new one"]


def test_a_quotation_of_several_paragraphs_is_one() -> None:
    """Each paragraph opens, only the last closes: one quotation of several segments."""
    found = quotations("Leo wrote: “The first day.\n\n“The second day.\n\n“The third.” He left.")
    assert len(found) == 1
    assert len(found[0].segments) == 3
    assert found[0].form is Form.MARKED


def test_an_attribution_in_the_middle_does_not_split_a_quotation() -> None:
    """ "A," X wrote, "b" is one quotation in two segments."""
    story = "“The pier,” Ana Brook wrote, “is safe for now.”"
    (found,) = quotations(story)
    assert [story[s.start : s.end] for s in found.segments] == ["The pier,", "is safe for now."]


def test_two_sentences_around_an_attribution_are_two_quotations() -> None:
    """A full stop after the attribution begins a new quotation."""
    assert texts("“The pier is safe,” Ana wrote. “I checked.”") == [
        "The pier is safe,",
        "I checked.",
    ]


def test_a_block_quotation_is_a_quotation_without_its_signature() -> None:
    """Lines that begin with > are a quotation; a line "— Name" at its end is not of it."""
    story = "Ana wrote:\n\n> The pier is safe.\n> I checked it.\n> — Ana Brook\n\nAnd so on."
    (found,) = quotations(story)
    assert found.form is Form.BLOCK
    assert found.text == "The pier is safe.\n> I checked it."


def test_a_wrapped_quotation_is_one() -> None:
    """Hard line ends inside a paragraph do not end a quotation."""
    assert texts("She said “the pier\nis safe” twice.") == ["the pier\nis safe"]


MARKS = st.sampled_from("\"“”„«»‚‘’'>*_[](){}.,… \n\t-—`<!#\\aB6é\u00ad\u0301\r$@/")


@given(st.one_of(st.text(max_size=200), st.text(MARKS, max_size=200)))
def test_no_text_breaks_the_finder_and_spans_are_exact(story: str) -> None:
    """Whatever the text: no error, spans in order, and every text is what stands at its span."""
    last = 0
    for found in quotations(story):
        assert story[found.start : found.end] == found.text
        assert last <= found.start < found.end
        assert found.start == found.segments[0].start
        assert found.end == found.segments[-1].end
        for segment in found.segments:
            assert last <= segment.start < segment.end
            last = segment.end
