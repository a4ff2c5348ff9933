"""Pages tell whose words a quoted letter holds, what was changed in it, and what only it keeps."""

from collections.abc import Callable

import msgspec
from fastapi.testclient import TestClient

from onrecord.pipeline.showing.views import QuotedView
from onrecord.text.passage import BodyText, Origin, Passage

Hold = Callable[..., None]
Words = Callable[[str], str]

SHORT = BodyText(
    "See below.\n> We will pay on Friday.\n",
    (
        Passage(Origin.OWN, 0, 11),
        Passage(Origin.QUOTED, 11, 36, 1, "Nora Lind", date="Monday", letter=1),
    ),
)
UNKNOWN = QuotedView(1, "quoted", 1, "Nora Lind", "", "Monday", "", "", 5, "", "", "", ())


def test_a_quoted_letter_leads_to_its_original_and_says_on_what_ground(
    client: TestClient, words_of: Words
) -> None:
    """A reader can hold the copy against what was sent."""
    assert '<a href="/m/first1">original</a>' in client.get("/m/letter7k2q").text
    assert "original known by its words and its author" in words_of("/m/letter7k2q")


def test_a_letter_without_original_leads_to_its_recovered_message(
    client: TestClient, words_of: Words
) -> None:
    """With how many other copies there are of it."""
    assert '<a href="/r/lost3c">recovered message</a>' in client.get("/m/letter7k2q").text
    assert "survives only here and in 1 other copy → recovered message" in words_of("/m/letter7k2q")


def test_a_letter_of_which_nothing_else_is_known_says_so(hold: Hold, words_of: Words) -> None:
    """Found, not there is: a few words cannot be known again."""
    hold(SHORT, UNKNOWN)
    words = words_of("/m/test")
    assert "Quoted Nora Lind, Monday" in words and "no original found in this archive" in words


def test_nothing_is_claimed_of_a_letter_that_was_not_looked_into(
    hold: Hold, words_of: Words
) -> None:
    """Mail that was just added is linked last."""
    hold(SHORT)
    assert "no original" not in words_of("/m/test") and "Nora Lind, Monday" in words_of("/m/test")


def test_a_letter_whose_author_is_not_stated_says_so(hold: Hold, words_of: Words) -> None:
    """An empty label would read like an oversight."""
    own, quoted = SHORT.passages
    silent = msgspec.structs.replace(quoted, author="")
    hold(msgspec.structs.replace(SHORT, passages=(own, silent)), UNKNOWN)
    assert "Quoted author not stated, Monday" in words_of("/m/test")


def test_quoted_letters_fold_and_unfold_for_what_is_searched(
    client: TestClient, hold: Hold
) -> None:
    """Folded under its label; open where a search found its words."""
    hold(SHORT, UNKNOWN)
    assert '<div class="passage quoted depth-1">\n<details>' in client.get("/m/test").text
    assert (
        '<div class="passage quoted depth-1">\n<details open>'
        in client.get("/m/test?q=friday").text
    )


def test_changed_words_are_marked_with_those_of_the_original(
    client: TestClient, words_of: Words
) -> None:
    """The copy's word in its place, ours in brackets beside it, and a sentence over both."""
    words = words_of("/m/letter7k2q")
    assert "in February [the original has: January ]" in words
    assert "In 1 place the words here are not those of the original." in words
    assert "differs from the original" in words
    page = client.get("/m/letter7k2q").text
    assert '<u class="altered" id="letter-1-1">February</u>' in page
    assert '<a href="#letter-1-1">there</a>' in page


def test_reply_headers_are_shown_apart_from_the_words(client: TestClient) -> None:
    """They are the mail program's words."""
    page = client.get("/m/letter7k2q").text
    header = page.index('class="text reply-header"')
    assert header < page.index("On Monday, 14 March 2011, Samuel Okafor wrote:")


def test_a_message_tells_who_quotes_it_and_how_much(words_of: Words) -> None:
    """A quotation in full and one that differs are not the same evidence."""
    words = words_of("/m/letter7k2q")
    assert "Quoted by 2 messages Samuel Okafor 15 Mar 2011 08:02 −05:00 quotes all of it" in words
    assert "(sender not stated) No date stated forwards it, not word for word: something" in words
    assert "Quoted by" not in words_of("/m/reply5x3a")


def test_a_message_tells_what_differs_in_the_same_letter(words_of: Words) -> None:
    """Who was copied in silence is a finding."""
    words = words_of("/m/letter7k2q")
    assert "the same letter, with other headers only here, bcc averhoeven@audit.example" in words
    assert "subject here: Re: Harbour there: Harbour besides 2 other header fields differ" in words


def test_a_message_tells_of_the_mailing_it_is_part_of(words_of: Words) -> None:
    """With what varies from letter to letter."""
    words = words_of("/m/letter7k2q")
    assert "214 letters of one mould, from 1 sender to 213 recipients, 14 March 2011" in words
    assert "Dear Sam · (nothing)" in words


def test_a_recovered_message_says_that_it_is_weaker_than_an_original(words_of: Words) -> None:
    """Before anything it says."""
    words = words_of("/r/lost3c")
    assert "This message survives only as quotation." in words
    assert "It is weaker than an original" in words and "2 quoted copies of it are here" in words
    assert words.index("weaker") < words.index("Please hold this")
    for stated in (
        "As reply headers state it: From Leïla Mbarki <mbarki@harbour.example>",
        "To Samuel Okafor; Nora Lind Date Friday, 11 March 2011 at 18:40",
        "Subject Dredging figures",
    ):
        assert stated in words


def test_the_copies_of_a_recovered_message_are_held_against_the_longest(
    client: TestClient, words_of: Words
) -> None:
    """Each with its differences and the message that quotes it."""
    words = words_of("/r/lost3c")
    assert "13 words: the longest copy, shown above." in words
    assert "the final [the text above has: dredging ] figures" in words
    page = client.get("/r/lost3c").text
    assert 'href="/m/letter7k2q"' in page and 'href="/m/reply5x3a"' in page
    assert 'href="/t/r/lost3c"' in page


def test_the_name_of_any_copy_leads_to_the_recovered_message(client: TestClient) -> None:
    """A cited address stays good when a longer copy comes in; the question goes along."""
    answer = client.get("/r/older9?q=legal")
    assert (answer.status_code, answer.headers["location"]) == (308, "/r/lost3c?q=legal")


def test_words_searched_for_are_marked_in_a_recovered_message(client: TestClient) -> None:
    """In its text and in the copies of it that are shown."""
    assert client.get("/r/lost3c?q=legal").text.count("<mark>legal</mark>") == 2


def test_hostile_quotations_stay_inert(client: TestClient) -> None:
    """Nothing that mail states becomes an element or an address to elsewhere."""
    for address in ("/m/hostile4z", "/r/hostile6"):
        page = client.get(address).text
        assert page.count("<script") == 1 and "<img" not in page and "\u202e" not in page
        assert "&lt;script&gt;" in page and "⟨U+202E⟩" in page
