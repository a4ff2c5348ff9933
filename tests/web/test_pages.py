"""The pages say what the reading room says, and nothing in a message can act on the reader."""

import re
from html.parser import HTMLParser

import msgspec
import pytest
from fastapi.testclient import TestClient
from invented.pieces import stated
from invented.room import FakeRoom

from onrecord.web.rooms import Rooms

EVIL = "<script>alert(1)</script>"
ALL = (
    "/",
    "/problems",
    "/search",
    "/search?q=harbour",
    "/search?q=nothing",
    "/m/letter7k2q",
    "/m/hostile4z",
    "/m/printed9b",
    "/r/lost3c",
    "/r/hostile6",
    "/t/first1?from=m/letter7k2q",
)


class _Elements(HTMLParser):
    """Collects elements, their attributes and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        if tag in ("li", "p", "dt", "dd", "td", "th", "div", "h1", "h2"):
            self.words += " "
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("meta", "link", "input", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"{tag} closes what it did not open"

    def handle_data(self, data: str) -> None:
        self.words += data


def told(client: TestClient, address: str) -> str:
    """Return the words of a page, with white space as one reads it."""
    return " ".join(_Elements(client.get(address).text).words.split())


@pytest.mark.parametrize("address", ALL)
def test_pages_are_well_formed_and_have_landmarks(client: TestClient, address: str) -> None:
    """One heading, one main part, a way past the masthead, a title."""
    answer = client.get(address)
    page = _Elements(answer.text)
    assert answer.status_code == 200
    assert page.open == []
    assert [page.names.count(name) for name in ("h1", "main", "header", "form")][:2] == [1, 1]
    assert ("href", "#content") in page.attributes and ("id", "content") in page.attributes


@pytest.mark.parametrize("address", ALL)
def test_no_page_holds_script_style_or_foreign_addresses(client: TestClient, address: str) -> None:
    """Not from us and not from a message: only our style sheets, our mark and our one script."""
    page = _Elements(client.get(address).text)
    assert not {"img", "iframe", "style", "object", "base"} & set(page.names)
    assert page.names.count("script") == 1
    for name, value in page.attributes:
        assert not name.startswith("on") and name != "style"
        assert name != "src" or value == "/static/desk.js"
        assert not value.lower().lstrip().startswith(("javascript:", "data:")) or name == "value"


def test_a_hostile_message_is_shown_as_what_it_is(client: TestClient) -> None:
    """Its markup, template braces, control characters and overrides are all there to read."""
    words = told(client, "/m/hostile4z")
    assert words.count(EVIL) >= 10
    assert "{{ 7 * 7 }}" in words
    assert "⟨U+202E⟩fdp.exe⟨U+0007⟩" in words
    assert "⟨U+0000⟩⟨U+001B⟩[31m⟨U+202E⟩⟨U+DC80⟩" in words


def test_a_hostile_query_is_shown_in_the_box(client: TestClient) -> None:
    """And cannot leave it."""
    page = _Elements(client.get("/search", params={"q": f'">{EVIL}'}).text)
    assert ("value", f'">{EVIL}') in page.attributes
    assert page.names.count("script") == 1  # ours


def test_the_overview_adds_up(client: TestClient) -> None:
    """Totals, tranches, containers, failures."""
    words = told(client, "/")
    for fact in (
        "48,213 messages, dated 4 March 2009 to 2 June 2012",
        "Northgate City Council 17 September 2013 3 41,923 6,658 3",
        "harbour/mailboxes/mbarki.mbox",
        "The file ends in the middle of this message.",
    ):
        assert fact in words
    assert "do not add up" not in words


def test_sums_that_do_not_add_up_are_told(client_of_uneven_sums: TestClient) -> None:
    """Loudly, with what to do, and at the container concerned."""
    words = told(client_of_uneven_sums, "/")
    assert "Not every message is accounted for" in words
    assert "These figures do not add up. Run onrecord audit" in words
    assert words.count("does not add up") == 1


def test_many_containers_are_grouped_by_folder_and_paged(
    client_of_many_containers: TestClient,
) -> None:
    """Every container can still be reached."""
    client = client_of_many_containers
    assert "2,644 containers, by folder" in told(client, "/")
    first = client.get("/containers?tranche=Loose+letters&folder=letters/folder-03").text
    second = client.get(
        "/containers?tranche=Loose+letters&folder=letters/folder-03&offset=200"
    ).text
    assert (first.count("<tr "), second.count("<tr ")) == (201, 21)
    assert "offset=200" in first
    assert client.get("/containers?folder=none").status_code == 404


def test_results_tell_total_place_and_tranche(client: TestClient) -> None:
    """An exact total, and for each hit where the words stand and where it came from."""
    answer = client.get("/search?q=harbour")
    words = told(client, "/search?q=harbour")
    assert "1,204 messages 1–20 on this page" in words
    assert "own words" in words
    assert "<mark>harbour</mark>" in answer.text
    assert 'href="/m/letter7k2q?q=harbour&amp;at=0"' in answer.text


def test_pages_of_results_keep_question_and_order(client: TestClient) -> None:
    """Addresses are stable: they can be noted and sent."""
    page = client.get("/search?q=a+%26+b&sort=newest&offset=20").text
    assert "21–40 on this page" in page
    assert 'rel="next" href="/search?q=a+%26+b&amp;sort=newest&amp;offset=40"' in page
    assert 'rel="prev" href="/search?q=a+%26+b&amp;sort=newest"' in page
    assert '<input type="hidden" name="sort" value="newest">' in page


def test_repairs_of_a_query_are_told(client: TestClient) -> None:
    """What was searched for is not quite what was typed."""
    assert "The query was mended. A quotation mark" in told(client, '/search?q="harbour')


def test_an_unreadable_query_is_answered_kindly(client: TestClient) -> None:
    """Status 400, the sentence, the way out, and the query still in the box."""
    answer = client.get("/search?q=(")
    assert answer.status_code == 400
    assert "A bracket opens at column 1" in answer.text and "Close it, or" in answer.text
    assert 'value="("' in answer.text


@pytest.mark.parametrize("address", ["/search", "/search?q=nothing", "/search?q=("])
def test_where_nothing_is_found_examples_help(client: TestClient, address: str) -> None:
    """Empty pages show how to ask."""
    assert "Ways to ask" in client.get(address).text


def test_examples_of_asking_are_about_this_archive(client: TestClient) -> None:
    """Persons that are there, and months in which they wrote; no office, whatever it is called."""
    page = client.get("/search").text
    assert 'href="/search?q=from%3Anora.lind%40northgate.example"' in page
    assert "sent in June 2012" in page and EVIL not in page and "&lt;script" not in page


def test_where_nothing_is_found_less_can_be_asked(sample_client: TestClient) -> None:
    """With how many messages each way finds; ways that find nothing either are left out."""
    page = sample_client.get("/search?q=gates+from:valkov+zebra").text
    assert "Asking for less" in page
    assert 'href="/search?q=gates+from%3Avalkov"' in page and "from%3Avalkov+zebra" not in page
    assert "Asking for less" not in sample_client.get("/search?q=zebra").text


def test_past_the_last_result_there_is_a_way_back(client: TestClient) -> None:
    """The total stays exact."""
    words = told(client, "/search?q=harbour&offset=4000")
    assert "1,204 messages" in words and "past the end" in words


def test_a_message_tells_whose_words_are_whose(client: TestClient) -> None:
    """Own words plain; the rest labelled, with the author its reply header names."""
    words = told(client, "/m/letter7k2q")
    assert "Quoted Samuel Okafor, Monday, 14 March 2011" in words
    assert "Quoted, level 2 Leïla Mbarki" in words
    assert "Signature Nora Lind City comptroller" in words
    assert "Boilerplate This message is intended" in words
    assert words.index("I have read the harbour") < words.index("Quoted")


def test_a_message_tells_where_it_comes_from(client: TestClient) -> None:
    """Every copy with container, offset, length, hash, tranche, publisher and number."""
    words = told(client, "/m/letter7k2q")
    for fact in (
        "Bcc A. Verhoeven averhoeven@audit.example Date 14 March 2011, 16:20 −05:00",
        "harbour/mailboxes/okafor-1.mbox Place byte 1,048,576, 4,812 bytes long",
        "harbour/mailboxes/okafor-2.mbox Place byte 2,097,152",
        "Publisher Northgate City Council",
        "Publisher’s number NCC-001042",
        "SHA-256 of the container",
        "The text is not in the character set it states. mime/charset-wrong bytes 812–1,290 part 1",
        "3 header fields Received",
    ):
        assert fact in words


def test_a_message_shows_the_date_it_states_and_the_one_it_came_in(
    client: TestClient, room: FakeRoom
) -> None:
    """Where they lie far apart, the page says so; without a trace field there is one date."""
    assert "Received 14 March" not in told(client, "/m/letter7k2q")
    room.messages["m/letter7k2q"] = msgspec.structs.replace(
        room.messages["m/letter7k2q"], received=stated(16, 18, 0)
    )
    words = told(client, "/m/letter7k2q")
    assert "Date 14 March 2011, 16:20 −05:00 Received 16 March 2011, 18:00 −05:00 2 days" in words


def test_a_message_id_is_told_once(client: TestClient) -> None:
    """Under its own name, not among the others too."""
    words = told(client, "/m/letter7k2q")
    assert "Also known as NCC-001042 SHA-256" in words
    assert "Message-ID <4d7e.1042@northgate.example>" in words


def test_only_a_web_address_of_a_publisher_is_a_link(client: TestClient) -> None:
    """Anything else stands there to be read and copied."""
    page = client.get("/m/letter7k2q").text
    assert 'href="https://records.harbour.example/doc/1042" rel="noreferrer' in page
    assert 'href="javascript' not in page and "javascript:alert(3)" in page


def test_words_searched_for_are_marked_in_the_message(client: TestClient) -> None:
    """In own words, quoted words and attachments; a query that cannot be read marks nothing."""
    page = client.get("/m/letter7k2q?q=dredging").text
    assert page.count("<mark>") == 3
    assert "Results for “dredging”" in page
    assert "Text of this file, with words you searched for" in page
    assert "<mark>" not in client.get("/m/letter7k2q").text


def test_what_is_kept_leads_back_to_its_place_in_the_result(client: TestClient) -> None:
    """A reader who pins goes on with the next result."""
    page = client.get("/m/letter7k2q?q=harbour&sort=newest&at=3").text
    assert 'value="/m/letter7k2q?q=harbour&amp;sort=newest&amp;at=3#keep"' in page


def test_a_printed_page_claims_no_zone_and_no_header(client: TestClient) -> None:
    """And a message without a subject says so."""
    words = told(client, "/m/printed9b")
    assert "2 March 2011, 08:00 (no time zone stated)" in words
    assert "No subject" in words and "Read from a printed page" in words


def test_the_raw_source_is_never_a_page(client: TestClient) -> None:
    """The bytes as they are, as plain text, to be saved under a name of ours."""
    answer = client.get("/m/letter7k2q/raw")
    assert answer.content.startswith(b"Subject: x\r\n\r\n<script>")
    assert answer.headers["content-type"] == "text/plain"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert 'attachment; filename="message-letter7k2q.txt"' in answer.headers["content-disposition"]


def test_attachments_are_only_ever_saved(client: TestClient) -> None:
    """Never shown by the browser, whatever type the sender claims, and under a tame name."""
    answer = client.get("/m/hostile4z/part/2")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert "set-cookie" not in answer.headers
    assert "/" not in answer.headers["content-disposition"]
    assert client.get("/m/hostile4z/part/9").status_code == 404


def test_a_thread_shows_missing_messages_and_why_each_hangs_there(client: TestClient) -> None:
    """The tree, its evidence in words, and the message one came from."""
    page = client.get("/t/first1?from=m/letter7k2q").text
    words = told(client, "/t/first1?from=m/letter7k2q")
    assert "4 messages, 1 more that survives only as quotation, and 1 missing message" in words
    assert "Missing message <2@harbour.example> placed by the References of messages" in words
    assert "placed by its In-Reply-To field: it names the message it answers" in words
    assert "you came from here" in words and page.count('data-row aria-current="true"') == 1
    assert page.count("<ol>") == page.count("</ol>") == 4


def test_a_thread_can_be_read_by_time(client: TestClient) -> None:
    """Oldest first, what has no date last, on one level; grounds of the tree are not told there."""
    page = client.get("/t/first1?order=time").text
    thread = page[page.index('<div class="thread">') :]
    order = re.findall(r'data-open href="/([mr]/\w+)"|Missing message', thread)
    assert order == ["m/first1", "m/letter7k2q", "m/reply5x3a", "r/lost3c", "", "m/hostile4z"]
    assert thread.count("<ol>") == 1 and "placed by its" not in thread
    assert 'href="/t/first1"' in page and 'href="/t/first1?order=time" aria-current="true"' in page


def test_a_long_threads_first_words_are_read_of_what_a_page_shows(sample_rooms: Rooms) -> None:
    """By time as well as by answers."""
    room = sample_rooms.reading
    name = room.message("PATA-1-0008").thread
    asked = room.thread(name, [1])
    assert [bool(entry.snippet) for entry in asked.entries[:3]] == [False, True, False]


def test_a_senders_name_in_a_thread_leads_to_the_person(client: TestClient) -> None:
    """By way of what the header states."""
    assert 'href="/who?name=Nora+Lind&amp;address=nora.lind%40northgate.example"' in (
        client.get("/t/first1").text
    )


def test_a_thread_tells_who_came_in_and_by_whom(client: TestClient) -> None:
    """Each a link to the person and to the message, whatever their name tries."""
    page = client.get("/t/first1").text
    section = page[page.index('id="comings-title"') :]
    assert "Nora Lind</bdi></a> added <a" in section
    assert "&lt;script&gt;" in section and section.count("<script") == 0


def test_a_thread_shows_recovered_messages_as_what_they_are(client: TestClient) -> None:
    """They are part of the conversation, and not of the archive."""
    words = told(client, "/t/first1")
    assert "Survives only as quotation; author, date and subject as reply headers" in words
    assert "placed by words: it quotes the message above it" in words
    assert 'href="/r/lost3c"' in client.get("/t/first1").text
    assert "you came from here" not in words and "←" not in words


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/t/letter7k2q", "/t/first1?from=m%2Fletter7k2q"),
        ("/t/letter7k2q?from=m/reply5x3a", "/t/first1?from=m%2Freply5x3a"),
        ("/t/m/letter7k2q", "/t/first1?from=m%2Fletter7k2q"),
        ("/t/r/lost3c", "/t/first1?from=r%2Flost3c"),
    ],
)
def test_every_name_of_a_thread_leads_to_its_own(
    client: TestClient, asked: str, address: str
) -> None:
    """A cited address stays good when a thread grows an older first message."""
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["location"]) == (308, address)


def test_a_thread_marks_no_message_that_is_not_in_it(client: TestClient) -> None:
    """An address may be typed by hand."""
    assert "you came from here" not in told(client, "/t/first1?from=m/elsewhere")


@pytest.mark.parametrize(
    "address", ["/m/none", "/m/none/raw", "/r/none", "/t/none", "/t/r/none", "/nowhere", "/m/a/b/c"]
)
def test_what_is_not_there_is_told_in_words(client: TestClient, address: str) -> None:
    """Status 404, a page, a way on."""
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Not in this archive" in answer.text and 'href="/search"' in answer.text


@pytest.mark.parametrize("query", ["offset=x", "offset=-1", "offset=99999999999", "sort=best"])
def test_a_mistyped_address_is_told_in_words(client: TestClient, query: str) -> None:
    """Status 400 and which part of it."""
    answer = client.get(f"/search?q=a&{query}")
    assert answer.status_code == 400
    assert f"cannot be understood: {query.partition('=')[0]}." in answer.text
