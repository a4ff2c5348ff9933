"""The verdict on the words: what counts as a change and what does not."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.check.alignment import alignments
from onrecord.check.edits import Sides, compare
from onrecord.check.pattern import pattern
from onrecord.check.places import ReadText
from onrecord.check.quotation import quotations
from onrecord.check.report import Checked
from onrecord.check.story import plain
from onrecord.check.tokens import tokens
from onrecord.check.verdict import judge_words

Check = Callable[..., Checked]

MAIL = (
    "Leo,\n\nWe have closed the north pier for nine weeks, and I'm not sure that the board\n"
    "knows it - or wants to. It cost $1,600 so far, 15% more than non-urgent work would.\n"
    "Should we tell them? Call me... if you must.\n"
)

VERBATIM = [
    "We have closed the north pier for nine weeks, and I'm not sure that the board knows it",
    "closed the north pier for nine weeks,",
    "closed the north pier for nine weeks.",
    "the north pier for nine weeks, and I'm not",
    "or wants to. It cost $1,600 so far,",
    "sure that the board\nknows it",
    "sure that the *board* knows it",
    "sure that the [board](https://board.example/) knows it",
    "Should we tell them? Call me",
    "Call me... if you must.",
    "Call me … if you must,",
    "15% more than non-urgent work",
]
TYPOGRAPHY = [
    "closed the north pier for nine weeks and I'm not sure",
    "for nine weeks, and I’m not sure",
    "the board knows it — or wants to.",
    "so far — 15% more than non-urgent work",
]
STYLE = [
    ("we have closed the north pier for nine weeks", "first-letter"),
    ("Closed the north pier for nine weeks", "first-letter"),
    ("Should we tell them.", "end-mark"),
    ("Should we tell them!", "end-mark"),
    ("should we tell them?", "first-letter"),
]
MARKED = [
    "We have closed … and I'm not sure that the board knows it",
    "We have closed the north pier . . . and I'm not sure",
    "We have closed the north pier [...] I'm not sure",
    "We have closed the north [dock] for nine weeks",
    "[The authority has] closed the north pier for nine weeks",
    "We have closed the north pier [for repairs] for nine weeks",
    "[w]e have closed the north pier for nine weeks",
    "[i]'m not sure that the board knows it",
    "[N]ot sure that the board knows it",
    "closed the north pier[s] for nine weeks",
    "… closed the north pier for nine weeks",
]
CHANGED = [
    "We have closed the south pier for nine weeks",
    "and I am not sure that the board knows it",
    "We have closed the old north pier for nine weeks",
    "We have closed the north pier for nine weeks, and I'm not certain that the board",
    "We have closed the pier north for nine weeks",
    "closed the north pier … knows it or wants it to. It",
    "I'm not sure that the Board knows it",
    "closed the north [T]ier for nine weeks",
    "[We] have Closed the north pier for nine weeks",
]
LEFT_OUT = [
    "We closed the north pier for nine weeks",
    "We have closed the north pier, and I'm not sure that the board",
    "I'm not sure that the board wants to. It cost $1,600",
]
MEANING = [
    "We have closed the north pier for ten weeks",
    "and I'm sure that the board knows it",
    "It cost $1,500 so far, 15% more than non-urgent",
    "It cost 1,600 so far, 15% more than non-urgent",
    "15 more than non-urgent work would",
    "urgent work would. Should we tell them?",
    "Could we tell them? Call me... if you",
    "We have closed the north pier for [ten] weeks, and I'm",
    "and I'm … sure that the board knows it",
    "closed the north pier for nine weeks, and Mia is not sure",
    "closed the Monday pier for nine weeks",
    "It cost €1,600 so far, 15% more than",
]


@pytest.mark.parametrize(
    ("mail", "quoted"),
    [
        ("It is late. Peter told them all about the pier.", "Susan told them all about the pier"),
        ("John and I saw the old pier fall down.", "Mary and I saw the old pier fall down"),
    ],
)
def test_a_given_name_is_a_name_where_a_sentence_begins(
    check_one: Check, mail: str, quoted: str
) -> None:
    """There every word has a capital; a given name is known all the same."""
    assert check_one(f"“{quoted},” Ana Brook wrote.", mail).words == "meaning-change"


CUT = [
    ("It pays 5 million to us a year", "It pays .5 million to us a year."),
    ("to us it pays a mere 5", "In all to us it pays a mere 5€ a year."),
    ("compliant with all our own rules", "The gate is non-compliant with all our own rules."),
    ("we sail on Monday and", "So we sail on Monday and/or Friday."),
    ("we owe them 1,600 as of now", "Yes, we owe them 21,600 as of now."),
    ("the dock lost 5 percent this year", "But the dock lost -5 percent this year."),
    ("they were here for lunch today", "I hear they we're here for lunch today."),
    ("the dock lost 15 this year", "But the dock lost 15% this year."),
    ("we will resign the paper on Monday", "And we will re-sign the paper on Monday."),
]


@pytest.mark.parametrize(("quoted", "mail"), CUT)
def test_a_word_is_not_cut_out_of_another(check_one: Check, quoted: str, mail: str) -> None:
    """Part of a number or compound is another word, at the edges of a quotation too."""
    assert check_one(f"“{quoted},” Ana Brook wrote.", mail).words in (
        "unmarked-change",
        "meaning-change",
    )


def one(check: Check, quoted: str) -> Checked:
    return check(f"Ana Brook, an engineer, spoke. “{quoted}” Brook wrote.", MAIL)


@pytest.mark.parametrize("quoted", VERBATIM)
def test_verbatim(check_one: Check, quoted: str) -> None:
    """Every word and inner mark stands there; line ends, emphasis and the closing mark are free."""
    assert one(check_one, quoted).words == "verbatim"


@pytest.mark.parametrize("quoted", TYPOGRAPHY)
def test_typography(check_one: Check, quoted: str) -> None:
    """The words are the same; a mark inside is added, dropped or shaped otherwise."""
    assert one(check_one, quoted).words == "typography"


@pytest.mark.parametrize(("quoted", "kind"), STYLE)
def test_style_change(check_one: Check, quoted: str, kind: str) -> None:
    """The first letter's case or the mark at the end: changed as house styles do, and listed."""
    found = one(check_one, quoted)
    assert found.words == "style-change"
    assert [change.kind for change in found.context.style] == [kind]
    assert "House style ap" in " ".join(found.context.sentences)


@pytest.mark.parametrize("quoted", MARKED)
def test_marked_edit(check_one: Check, quoted: str) -> None:
    """All that differs stands at an ellipsis or in brackets."""
    assert one(check_one, quoted).words == "marked-edit"


@pytest.mark.parametrize("quoted", CHANGED)
def test_unmarked_change(check_one: Check, quoted: str) -> None:
    """One word, number, negation or sign more, less or other: the change is shown."""
    found = one(check_one, quoted)
    assert found.words == "unmarked-change"
    assert any(edit.op not in ("same", "left-out") for edit in found.evidence[0].diff)


@pytest.mark.parametrize("quoted", LEFT_OUT)
def test_unmarked_cut(check_one: Check, quoted: str) -> None:
    """Words are left out inside, and no mark shows it."""
    assert one(check_one, quoted).words == "unmarked-cut"


@pytest.mark.parametrize("quoted", MEANING)
def test_meaning_change(check_one: Check, quoted: str) -> None:
    """A negation, modal, number, date, name or currency is put in, taken out or exchanged."""
    found = one(check_one, quoted)
    assert found.words == "meaning-change"
    assert "The change touches a" in " ".join(found.context.sentences)


@pytest.mark.parametrize(
    "quoted",
    [
        "We have closed [it] for nine weeks, and I'm",
        "[Leo] have closed the north pier for nine weeks",
        "We … for nine weeks, and I'm not sure … wants to. … Should we tell them?",
        "We have closed … for nine weeks, … I'm not sure that … wants to. It cost … 15% more",
    ],
)
def test_marked_edits_may_leave_out_and_explain(check_one: Check, quoted: str) -> None:
    """One to four ellipses, and a name that explains a pronoun, change no meaning by themselves."""
    assert one(check_one, quoted).words == "marked-edit"


FAR = " ".join(f"Line {n} of the minutes says nothing much of note." for n in range(12))


def test_words_far_apart_in_one_message_are_spliced(check_one: Check) -> None:
    """What stands between is more than a cut; the same in the wrong order."""
    mail = f"The pier is rotten to its core. {FAR} The board will hear it from me on Friday."
    for quoted in (
        "The pier is rotten to its core. The board will hear it from me",
        "The board will hear it from me. The pier is rotten to its core",
    ):
        assert check_one(f"“{quoted},” Ana Brook wrote.", mail).words == "spliced"


@pytest.mark.parametrize("joint", [" ", " … "])
@pytest.mark.parametrize(
    ("threads", "told"), [(("t", "t"), "one thread"), (("t", "u"), "no thread")]
)
def test_words_of_two_messages_are_spliced(
    check_one: Check, letter: Any, joint: str, threads: tuple[str, str], told: str
) -> None:
    """Joined without or with an ellipsis; the report says whether a thread joins the messages."""
    first = letter("Ana, the pier is rotten to its core and you know it.", thread=threads[0])
    second = letter("I told the whole board about it on Friday.", thread=threads[1])
    quoted = f"the pier is rotten to its core{joint}I told the whole board about it"
    found = check_one(f"“{quoted},” Ana Brook wrote.", first, second)
    assert (found.words, found.whose) == ("spliced", "speaker-confirmed")
    assert {each.permalink for each in found.evidence} == {"m/letter0", "m/letter1"}
    assert told in " ".join(found.context.sentences)


def test_places_of_one_thread_are_taken_before_others(check_one: Check, letter: Any) -> None:
    """Where another letter quotes one of the parts, the parts are still told to be of one thread."""
    first = "Ana, the pier is rotten to its core and you know it."
    found = check_one(
        "“the pier is rotten to its core I told the whole board about it,” Ana Brook wrote.",
        letter(first, thread="other"),
        letter(first, thread="t"),
        letter("I told the whole board about it on Friday.", thread="t"),
    )
    assert found.words == "spliced"
    assert "one thread" in " ".join(found.context.sentences)


def test_a_splice_is_told_where_a_word_between_may_be_of_either_part(check_one: Check) -> None:
    """ "by having the" and "The hardware": the capital belongs to the second part."""
    mail = f"It might be possible to limit the abuse by having the keys. {FAR} The hardware is in place."
    quoted = "might be possible to limit the abuse by having The hardware is in place"
    assert check_one(f"“{quoted},” Ana Brook wrote.", mail).words == "spliced"


def test_a_part_that_stands_is_told_from_one_that_does_not(check_one: Check) -> None:
    """A sentence of the mail with an invented one behind it."""
    found = one(
        check_one,
        "We have closed the north pier for nine weeks, gulls moved in and opened a bakery with"
        " fresh herring rolls every morning",
    )
    assert found.words == "partly-found"
    assert found.evidence[0].text == "We have closed the north pier for nine weeks"


def test_words_said_elsewhere_need_not_be_in_an_archive(check_one: Check) -> None:
    """The story says that it was an interview; the archive was asked all the same."""
    story = "“Gulls have eaten all our sandwiches,” Ana Brook said in an interview."
    assert check_one(story, MAIL).words == "not-from-archive"
    assert check_one(story, "Gulls have eaten all our sandwiches.").words == "verbatim"


def test_misread_letters_are_named_on_printed_pages_only(check_one: Check, letter: Any) -> None:
    """What print explains is no change of a word there; in mail that was never printed it is one."""
    story = "“The government office is classified as a common room,” Ana Brook wrote."
    text = "The govemment 0ffice is c1assified as a cornmon room."
    found = check_one(story, letter(text, printed=True))
    assert found.words == "typography"
    assert "“0ffice” for “office”" in " ".join(found.context.sentences)
    assert check_one(story, letter(text)).words not in ("verbatim", "typography")
    numbers = letter("The office has 100 rooms and 1OO doors.", printed=True)
    assert check_one(
        "“The office has 180 rooms and 100 doors,” Brook wrote.", numbers
    ).words not in (
        "verbatim",
        "typography",
    )


@pytest.mark.parametrize(
    ("quoted", "printed"),
    [
        ("the prices fall again in our harbour", "the prices fail again in our harbour"),
        ("the modern one is in our harbour", "the modem one is in our harbour"),
        ("we turn to them in our harbour", "we tum to them in our harbour"),
        ("we paid 1,000 for it in our harbour", "we paid 1,800 for it in our harbour"),
    ],
)
def test_a_word_that_may_be_meant_is_no_misreading(
    check_one: Check, letter: Any, quoted: str, printed: str
) -> None:
    """Short words of like shape may both be words: the change is shown."""
    found = check_one(f"“{quoted},” Ana Brook wrote.", letter(f"I say {printed}.", printed=True))
    assert found.words in ("unmarked-change", "meaning-change")


def test_debris_of_transport_is_no_change(check_one: Check) -> None:
    """Quoted-printable that nobody decoded, in printed mail: soft line ends, spaces, apostrophes."""
    mail = "I don=E2=80=99t think that the impor=\ntant gate is=20\nsafe for=\n anybody=20\nat all."
    story = "“I don’t think that the important gate is safe for anybody at all,” Ana Brook wrote."
    assert check_one(story, mail).words in ("verbatim", "typography")


@pytest.mark.parametrize(
    "quoted",
    ["The gulls have taken over the fish market again", "and that is what I have for you"],
)
def test_not_found(check_one: Check, quoted: str) -> None:
    """Nothing like it stands there: no evidence, and how much was searched."""
    found = one(check_one, quoted)
    assert found.words == "not-found"
    assert found.evidence == ()
    assert "1 message and 0 attachments were searched" in found.context.sentences[0]


def test_the_diff_gives_both_sides_back(check_one: Check) -> None:
    """The edits' evidence, joined, is the evidence; their story is the quotation."""
    quoted = "We have closed the [old] pier … sure that the board saw it"
    best = one(check_one, quoted).evidence[0]
    assert "".join(edit.evidence for edit in best.diff) == best.text
    assert "".join(edit.story for edit in best.diff) == quoted
    assert MAIL[best.start : best.end] == best.text


def test_a_bracket_shows_what_it_stands_for(check_one: Check) -> None:
    """A word in brackets is told with the word of the mail that it replaces."""
    found = check_one(
        "“Print it w[ith] no heading, turn it into plain [paper with] no name,” Ana Brook wrote.",
        "If they can't, print it w no heading, turn it into plain ppr w no name and send.",
    )
    assert found.words == "marked-edit"
    bracketed = [
        (e.story.strip(), e.evidence.strip()) for e in found.evidence[0].diff if e.op == "bracketed"
    ]
    assert bracketed == [("w[ith]", "w"), ("[paper with]", "ppr w")]


def test_an_interrupted_quotation_must_be_continuous(check_one: Check) -> None:
    """Words left out where the attribution stands are not marked by it."""
    story = "“We have closed the north pier,” Ana Brook wrote, “{}.”"
    assert check_one(story.format("for nine weeks"), MAIL).words == "verbatim"
    assert check_one(story.format("I'm not sure that the board"), MAIL).words == "unmarked-cut"


def test_marks_of_the_mail_itself_are_no_edits(check_one: Check) -> None:
    """An ellipsis or bracket that stands in the mail too is quoted, not marked."""
    mail = "I asked them [twice] about the pier ... and got no answer."
    found = check_one(
        "“I asked them [twice] about the pier … and got no answer,” Ana Brook wrote.", mail
    )
    assert found.words == "verbatim"


def test_transport_is_not_a_change(check_one: Check) -> None:
    """Quoting marks, soft hyphens, no-break spaces, ligatures and composed letters are transport."""
    mail = "> The of\u00adfice of the\u00a0har\u00adbour is\n> on fi\u0301rst \ufb02oor, cafe\u0301 side."
    found = check_one(
        "“The office of the harbour is on fírst floor, café side,” Ana Brook wrote.", mail
    )
    assert found.words == "verbatim"


def test_words_that_stand_in_nearly_every_letter_are_found_all_the_same(check_one: Check) -> None:
    """A quotation of none but the commonest words is held against the text as any other."""
    assert check_one("“This is not a,” Ana Brook wrote.", "Leo, this is not a pier.").words in (
        "verbatim",
        "style-change",
    )


def test_too_short_counts_its_rivals(check_one: Check, letter: Any) -> None:
    """Three words or fewer: the exact number of messages that hold them, and no verdict on whose."""
    letters = [letter(f"Day {i}: the north pier is shut.", permalink=f"m/{i}") for i in range(12)]
    found = check_one("They shut “the north pier,” she said.", *letters)
    assert (found.words, found.context.rivals, found.evidence) == ("too-short", 12, ())
    assert "12 messages hold them" in found.context.sentences[0]


def test_too_short_is_narrowed_by_the_speaker(check_one: Check, letter: Any, people: Any) -> None:
    """If only one message is by the speaker it is shown, but the verdict stays too-short."""
    letters = [letter(f"Day {i}: the north pier is shut.", permalink=f"m/{i}") for i in range(12)]
    letters.append(letter("Close the north pier.", from_=people["mia"], permalink="m/mia"))
    found = check_one("They shut “the north pier,” Mia Stone wrote.", *letters)
    assert found.words == "too-short"
    assert [each.permalink for each in found.evidence] == ["m/mia"]
    assert found.context.narrowed


def test_the_nearest_text_is_shown_for_what_is_not_there(check_one: Check) -> None:
    """A text that shares some words is shown for comparison, and is not evidence."""
    found = one(
        check_one, "We have closed the north gate because gulls ate every single plank there"
    )
    assert found.words == "not-found"
    assert found.context.nearest is not None
    assert found.context.nearest.permalink == "m/letter0"


WORDS = MAIL.replace("\n", " ").split()
VOCABULARY = ["pier", "not", "seven", "never", "gulls", "may", "$5", "I", "x"]


def judged(quoted: str, text: str) -> list[str]:
    story = f"“{quoted}”"
    read = plain(story)
    items = pattern(read, quotations(story)[0])
    found = ReadText(text)
    sides = Sides(read, items, text, found.tokens)
    laid = alignments(items, found, sure=False)
    return [str(judge_words(sides, compare(sides, each))) for each in laid]


@given(st.data())
def test_one_changed_word_is_never_called_the_same(data: st.DataObject) -> None:
    """Replace, drop or add one word inside a verbatim quotation: it is never verbatim again."""
    start = data.draw(st.integers(0, len(WORDS) - 8))
    length = data.draw(st.integers(6, min(20, len(WORDS) - start)))
    quoted = WORDS[start : start + length]
    at = data.draw(st.integers(1, length - 2))
    word = data.draw(st.sampled_from(VOCABULARY))
    how = data.draw(st.sampled_from(["replace", "drop", "add"]))
    changed = quoted[:at] + ([] if how == "drop" else [word]) + quoted[at + (how != "add") :]
    plain_words = [token.key for token in tokens(" ".join(changed)) if token.word]
    if plain_words == [token.key for token in tokens(" ".join(quoted)) if token.word]:
        return
    if not all(word[0].isalnum() or word[0] == "$" for word in (quoted[0], quoted[at], quoted[-1])):
        return
    assert not {"verbatim", "typography"} & set(judged(" ".join(changed), MAIL))


@given(st.integers(0, len(WORDS) - 5), st.integers(4, 25))
def test_every_stretch_of_a_letter_is_found_in_it(start: int, length: int) -> None:
    """What is copied from a letter between words is verbatim, wherever it is cut."""
    quoted = " ".join(WORDS[start : start + length]).rstrip(".-,")
    if any(mark in quoted for mark in "…") or "..." in quoted or quoted.endswith("?"):
        return
    assert set(judged(quoted, MAIL)) & {"verbatim"}


@given(
    st.text("ab… []().,>-'’\"\n$%/\u00ad", max_size=40),
    st.text("ab… []().,>-'’\"\n$%/\u00ad", max_size=60),
)
@example("a/", "//\u00ad>")
@example("a", "a\u00ad/b")
@example("a", "a\u00ad!")
@example("a", "b/\u00ada")
def test_no_pair_of_texts_breaks_the_comparison(quoted: str, text: str) -> None:
    """Whatever the two texts: edits give both back, and "verbatim" means the same tokens."""
    story = "“" + quoted.replace('"', "'") + "”"
    for quotation in quotations(story):
        read = plain(story)
        items = pattern(read, quotation)
        found = ReadText(text, printed=text.count("b") > 5)
        sides = Sides(read, items, text, found.tokens, found.printed)
        for alignment in alignments(items, found, sure=False):
            comparison = compare(sides, alignment)
            joined = "".join(edit.evidence for edit in comparison.edits)
            assert joined == text[comparison.start : comparison.end]
            judge_words(sides, comparison)
