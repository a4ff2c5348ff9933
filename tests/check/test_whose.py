"""The verdict on the speaker: whose words the message shows them to be."""

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.check.report import Checked
from onrecord.message.structure import Mailbox
from onrecord.text.passage import Origin

Check = Callable[..., Checked]

WORDS = "The north pier will not survive another winter."
STORY = "“The north pier will not survive another winter,” Ana Brook wrote."


def test_the_senders_own_words_confirm_the_sender(check_one: Check) -> None:
    """Own words, and the From field names the stated speaker."""
    found = check_one(STORY, f"Leo,\n\n{WORDS}\n")
    assert (found.words, found.whose) == ("verbatim", "speaker-confirmed")
    assert found.evidence[0].passage == "own"


def test_own_words_of_somebody_else_are_a_wrong_speaker(
    check_one: Check, letter: Any, people: Any
) -> None:
    """Own words, and the From field names another full name."""
    found = check_one(STORY, letter(WORDS, from_=people["leo"]))
    assert found.whose == "wrong-speaker"
    assert "Leo Castle" in found.context.sentences[1]


def test_a_quoted_passage_is_its_authors(check_one: Check, letter: Any, people: Any) -> None:
    """Words quoted in a reply belong to whom the reply header names, not to the sender."""
    quoted = ((Origin.OWN, "Indeed.\n", ""), (Origin.QUOTED, f"> {WORDS}\n", "Ana Brook"))
    found = check_one(STORY, letter(from_=people["leo"], passages=quoted))
    assert (found.whose, found.evidence[0].passage) == ("only-in-quoted-copy", "quoted")
    assert "the letter itself is not in the archive" in found.context.sentences[1]


def test_words_the_sender_only_quotes_are_other_words(check_one: Check, letter: Any) -> None:
    """The story's speaker sent the message, but the passage is by somebody else."""
    quoted = ((Origin.OWN, "I disagree.\n", ""), (Origin.QUOTED, f"> {WORDS}\n", "Leo Castle"))
    assert check_one(STORY, letter(passages=quoted)).whose == "other-words"


def test_a_pasted_article_is_not_the_senders_view(check_one: Check, letter: Any) -> None:
    """A pasted passage without a known author, sent by the story's speaker: other words."""
    pasted = ((Origin.OWN, "See this:\n", ""), (Origin.PASTED, f"{WORDS}\n", ""))
    found = check_one(STORY, letter(passages=pasted))
    assert found.whose == "other-words"
    assert "pasted" in found.context.sentences[1]


def test_a_pasted_passage_sent_by_another_is_unclear(
    check_one: Check, letter: Any, people: Any
) -> None:
    """Nobody's authorship is known, and the speaker did not send it."""
    pasted = ((Origin.PASTED, f"{WORDS}\n", ""),)
    assert check_one(STORY, letter(from_=people["leo"], passages=pasted)).whose == "speaker-unclear"


@pytest.mark.parametrize(
    "text",
    [
        f"Pier Doomed\nBy Robin Vale\n\n{WORDS}\n",
        f"Pier Doomed\nBY ROBIN VALE, Staff Writer\n\n{WORDS}\n",
        f"{WORDS}\n\nCopyright 2023 The Paper\n",
        f"{WORDS}\n\n© The Paper. All rights reserved.\n",
    ],
)
@pytest.mark.parametrize("sender", ["ana", "leo"])
def test_one_sign_of_an_article_confirms_and_contradicts_nobody(
    check_one: Check, letter: Any, people: Any, text: str, sender: str
) -> None:
    """A byline above or a copyright line below: whose words they are is open, and the line is shown."""
    found = check_one(STORY, letter(text, from_=people[sender]))
    assert (found.words, found.whose) == ("verbatim", "speaker-unclear")
    assert "may frame an article" in found.context.sentences[1]


@pytest.mark.parametrize("text", [f'He said: "{WORDS}" So.', f"“{WORDS}”\n", f'"Well. {WORDS}"'])
def test_words_in_the_mails_own_quotation_marks_may_be_anybodys(
    check_one: Check, text: str
) -> None:
    """The sender may quote somebody: nobody is confirmed, and the report says why."""
    found = check_one(STORY, text)
    assert (found.words, found.whose) == ("verbatim", "speaker-unclear")
    assert "between quotation marks" in found.context.sentences[1]


@pytest.mark.parametrize("text", [f'He said "no". {WORDS} "Yes."', f'A 6" plank. {WORDS} 6" more.'])
def test_marks_around_other_words_matter_not(check_one: Check, text: str) -> None:
    """Only a pair of marks that holds all of the words."""
    assert check_one(STORY, text).whose == "speaker-confirmed"


@pytest.mark.parametrize(
    "text",
    [
        f"By Ana Brook\n\n{WORDS}\n",
        f"By Friday Morning\n\n{WORDS}\n",
        f"by the way, Robin Vale called.\n\n{WORDS}\n",
        f"{WORDS}\n\nBy Robin Vale\n",
        f"Copyright 2023 The Paper\n\n{WORDS}\n",
    ],
)
def test_a_line_that_frames_nothing_leaves_own_words_alone(check_one: Check, text: str) -> None:
    """The sender's own byline, a day, running text, and signs on the wrong side of the words."""
    assert check_one(STORY, text).whose == "speaker-confirmed"


def test_no_speaker_in_the_story_is_unclear(check_one: Check) -> None:
    """A story that does not say whose words they are gets no verdict on it."""
    assert (
        check_one("“The north pier will not survive another winter.”", WORDS).whose
        == "speaker-unclear"
    )


@pytest.mark.parametrize("printed", ["H", "B", ""])
def test_single_letters_neither_confirm_nor_contradict(
    check_one: Check, letter: Any, printed: str
) -> None:
    """A printed name of one letter decides nothing."""
    found = check_one(STORY, letter(WORDS, from_=Mailbox(printed, "")))
    assert found.whose == "speaker-unclear"


def test_words_repeated_from_a_quoted_passage_are_not_confirmed(
    check_one: Check, letter: Any, people: Any
) -> None:
    """What stands above a quoted letter that says the same may be copied from it."""
    echo = ((Origin.OWN, f"{WORDS}\n", ""), (Origin.QUOTED, f"> {WORDS}\n", "Leo Castle"))
    found = check_one(STORY, letter(passages=echo))
    assert (found.words, found.whose) == ("verbatim", "speaker-unclear")
    assert "somebody else's" in found.context.sentences[1]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        (f"{WORDS}\n\n##### I responded: #####\n\nBrad, no.\n", "speaker-unclear"),
        (f"Leo Castle wrote:\n\n{WORDS}\n", "speaker-unclear"),
        (f"He replied on Monday:\n\n{WORDS}\n", "speaker-unclear"),
        (f"Leo wrote:\n\nIs it safe?\n\nI replied:\n\n{WORDS}\n", "speaker-confirmed"),
        (f"Ana Brook wrote:\n\n{WORDS}\n", "speaker-confirmed"),
    ],
)
def test_letters_pasted_into_own_words_are_doubted(check_one: Check, text: str, whose: str) -> None:
    """A line gives what follows to another; "I responded" gives it back."""
    assert check_one(STORY, text).whose == whose


def test_the_archives_people_may_tell_who_a_letter_is(check_one: Check, letter: Any) -> None:
    """A name that tells nothing is the person's by whose full name the archive knows it; it is said."""
    sender = Mailbox("A", "a17@home.example")
    found = check_one(STORY, letter(WORDS, from_=sender, known_as={"A": ("Ana Brook",)}))
    assert found.whose == "speaker-confirmed"
    assert "The archive's list of people gives A as Ana Brook." in found.context.sentences[1]
    other = letter(WORDS, from_=sender, known_as={"a17@home.example": ("Leo Castle",)})
    assert check_one(STORY, other).whose != "speaker-confirmed"


def test_names_that_contradict_one_another_tell_nobody(check_one: Check, letter: Any) -> None:
    """Where the archive gives one sender several people's names, it confirms none and accuses none."""
    sender = Mailbox("A", "a17@home.example")
    names = ("Ana Brook", "Leo Castle", "Eastern Standard Time")
    for speaker in ("Ana Brook", "Mia Stone"):
        story = STORY.replace("Ana Brook", speaker)
        found = check_one(story, letter(WORDS, from_=sender, known_as={"A": names}))
        assert found.whose == "speaker-unclear"


def test_an_attachment_does_not_outrank_a_letter(
    check_one: Check, letter: Any, people: Any
) -> None:
    """Words quoted in a letter are not the sender's because they also stand in an attachment."""
    quoted = ((Origin.OWN, "See below.\n", ""), (Origin.QUOTED, f"> {WORDS}\n", "Leo Castle"))
    found = check_one(
        STORY,
        letter(passages=quoted, permalink="m/one"),
        letter(WORDS, place="attachment 2 (memo.txt)", permalink="m/one"),
    )
    assert found.whose == "other-words"


def test_an_attachment_contradicts_nobody(check_one: Check, letter: Any, people: Any) -> None:
    """Who sent an attachment need not have written it."""
    found = check_one(STORY, letter(WORDS, from_=people["leo"], place="attachment 2 (memo.txt)"))
    assert (found.whose, found.evidence[0].passage) == (
        "speaker-unclear",
        "attachment 2 (memo.txt)",
    )


def test_an_attachment_is_not_its_senders_own_words(check_one: Check, letter: Any) -> None:
    """The message says who sent it, not who wrote it; and the report says just that."""
    found = check_one(STORY, letter(WORDS, place="attachment 2 (memo.txt)"))
    assert found.whose == "other-words"
    assert "Who wrote the attachment, the message does not say." in found.context.sentences[1]


def test_an_attachment_may_name_its_writer(check_one: Check, letter: Any, people: Any) -> None:
    """A memorandum's own head counts, whoever sent it; another's name in it confirms nobody."""
    memo = f"MEMORANDUM\n\nTo: Leo Castle\nFrom: {{}}, Chief Engineer\n\n{WORDS}\n"
    sent = letter(memo.format("Ana Brook"), from_=people["mia"], place="attachment 2 (memo.txt)")
    found = check_one(STORY, sent)
    assert found.whose == "speaker-confirmed"
    assert "which names Ana Brook as its writer." in found.context.sentences[1]
    other = letter(memo.format("Leo Castle"), place="attachment 2 (memo.txt)")
    assert check_one(STORY, other).whose == "other-words"


def test_a_standing_text_is_not_its_senders_own_words(check_one: Check, letter: Any) -> None:
    """A disclaimer that a company puts below every letter."""
    found = check_one(STORY, letter(passages=((Origin.BOILERPLATE, WORDS, ""),)))
    assert found.whose == "other-words"


@pytest.mark.parametrize(
    ("subject", "whose"), [(WORDS, "speaker-confirmed"), (f"Re: {WORDS}", "speaker-unclear")]
)
def test_an_answers_subject_is_another_letters(
    check_one: Check, letter: Any, subject: str, whose: str
) -> None:
    """Behind "Re:" stand the words of whoever wrote first."""
    assert check_one(STORY, letter(subject, place="subject")).whose == whose


def test_words_across_two_hands_are_unclear(check_one: Check, letter: Any) -> None:
    """Words that begin in one passage and end in another's are nobody's sentence."""
    run = (
        (Origin.OWN, "The north pier will not ", ""),
        (Origin.QUOTED, "survive another winter.", "Leo Castle"),
    )
    assert check_one(STORY, letter(passages=run)).whose == "speaker-unclear"


def test_the_own_words_come_before_their_quotations(
    check_one: Check, letter: Any, people: Any
) -> None:
    """The original is the first evidence, replies that quote it are listed after it."""
    quoted = ((Origin.OWN, "Yes.\n", ""), (Origin.QUOTED, f"> {WORDS}\n", "Ana Brook"))
    found = check_one(
        STORY,
        letter(from_=people["leo"], passages=quoted, day=3, permalink="m/reply"),
        letter(WORDS, day=9, permalink="m/original"),
    )
    assert [each.permalink for each in found.evidence] == ["m/original", "m/reply"]


def test_the_stated_date_chooses_between_copies(check_one: Check, letter: Any) -> None:
    """Of two letters with the same words, that of the stated day comes first."""
    story = STORY.replace("wrote.", "wrote on May 9, 2023.")
    found = check_one(
        story, letter(WORDS, day=4, permalink="m/a"), letter(WORDS, day=9, permalink="m/b")
    )
    assert found.evidence[0].permalink == "m/b"


def test_another_date_than_the_storys_is_told(check_one: Check, letter: Any) -> None:
    """A date that does not agree is a sentence of the report, not a verdict."""
    found = check_one(STORY.replace("wrote.", "wrote on May 19, 2023."), letter(WORDS, day=4))
    assert (
        "The story says May 19, 2023; the message is dated 2023-05-04 09:30 UTC+0000."
        in found.context.sentences
    )


def test_another_recipient_than_the_storys_is_told(
    check_one: Check, letter: Any, people: Any
) -> None:
    """A recipient the message does not name is told."""
    story = "Mia Stone, a diver, read it. “The north pier will not survive another winter,” Ana Brook wrote to Stone."
    found = check_one(story, letter(WORDS, to=people["leo"]))
    assert (
        "The story says to Mia Stone; the message names other recipients (To: Leo Castle)."
        in found.context.sentences
    )


def test_a_negation_cut_off_before_the_words_is_told(check_one: Check) -> None:
    """A quotation that begins right behind "not" is verbatim, and the report says what stands there."""
    found = check_one(
        "“prepared to say that the pier is safe,” Ana Brook wrote.",
        "I am not prepared to say that the pier is safe.",
    )
    assert found.words == "verbatim"
    assert "In the archive, the word before them is “not”." in found.context.sentences
