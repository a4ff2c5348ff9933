"""Stories as they are given: plain text, HTML, Word, PDF; positions point into what was given."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.check.examination import check_story
from onrecord.check.html_story import html_story
from onrecord.check.json_report import to_json
from onrecord.check.quotation import quotations
from onrecord.check.report import CheckReport
from onrecord.check.story_formats import story_from
from onrecord.errors import OnRecordError

MAIL = "Leo,\n\nThe north pier will not survive another winter. Close it & lock it now.\n"
WORDS = "The north pier will not survive another winter"

PAGE = """<!doctype html>
<html><head><title>The “old” pier</title><style>p::before { content: "“" }</style></head>
<body><script>document.write("“nothing at all of that”")</script>
<h1>“A pier in peril”</h1><p class="lead">“The north
pier will <em>not</em> survive another winter,” Ana&nbsp;Brook wrote.</p><p>&ldquo;Close it &amp;
lock it now&rdquo;, Ana Brook added.</p><!-- “a comment is nobody's” -->
<blockquote><p>The north pier will not survive another winter.</p></blockquote></body></html>
"""


def said(story_text: bytes, name: str = "story.html") -> list[str]:
    story = story_from(name, story_text)
    return [" ".join(each.text.replace("\u2060", "").split()) for each in quotations(story.body)]


def docx(*paragraphs: str, document: str = "", **parts: str) -> bytes:
    """A document of the fewest parts. A paragraph may be XML of its own."""
    name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    held = "".join(
        each if each.startswith("<w:p>") else f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>"
        for each in paragraphs
    )
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        whole = document or f"<w:document {name}><w:body>{held}</w:body></w:document>"
        file.writestr("word/document.xml", whole)
        for part, text in parts.items():
            file.writestr(f"word/{part}.xml", f"<w:{part} {name}>{text}</w:{part}>")
    return written.getvalue()


def pdf(*pages: list[str]) -> bytes:
    """A PDF of plain lines in a font that every reader has."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T* " for line in lines)
        stream = f"BT /F1 10 Tf 14 TL 50 780 Td {shown}ET".encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
    named = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (named, len(kids))
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (count, table, count, len(written))
    )


@pytest.fixture
def report(library: object, letter: object) -> object:
    def checked(content: bytes, name: str) -> CheckReport:
        return check_story(story_from(name, content), library(letter(MAIL)))  # type: ignore[operator]

    return checked


def test_html_is_read_as_it_is_shown(report: object) -> None:
    """Tags, references and comments are no words; headings and block quotations keep their standing."""
    found = report(PAGE.encode(), "pier.html").quotations  # type: ignore[operator]
    assert [each.said for each in found] == [
        "A pier in peril",
        "The north pier will not survive another winter,",
        "Close it & lock it now",
        "The north pier will not survive another winter.",
    ]
    assert [each.words for each in found[1:]] == ["verbatim", "verbatim", "verbatim"]
    assert found[1].speaker == "Ana Brook"
    assert found[3].quotation.form == "block"


def test_positions_in_html_are_those_of_the_page_as_given(report: object) -> None:
    """A span cuts the page's own source, markup and all."""
    told = to_json(report(PAGE.encode(), "pier.html"))  # type: ignore[operator]
    for each in (*told["quotations"], *told["by_hand"]):
        start, end = each["span"]
        assert PAGE[start:end].startswith(each["text"][:3])
    assert told["quotations"][1]["text"] == (
        "The north\npier will <em>not</em> survive another winter,"
    )


@given(st.text(st.sampled_from("<>/pblockquote!-&;#x20“” \n'\"h1"), max_size=200))
def test_every_character_of_a_reading_has_its_place_in_the_page(page: str) -> None:
    """Whatever the markup: places are in order, and words stand where they are said to stand."""
    story = html_story("x", page)
    assert len(story.body) == len(story.places)
    assert list(story.places) == sorted(story.places)
    for number, (start, end) in enumerate(story.places):
        assert 0 <= start <= end <= len(page)
        if end == start + 1 and not story.body[number].isspace():
            assert story.body[number] == page[start]


def test_hostile_html_takes_time_in_proportion() -> None:
    """Unclosed comments, tags and references by the hundred thousand."""
    for piece in ("<!--", "<script", "<p ", "&amp", "<script>", "<blockquote>"):
        story = html_story("x", piece * 30_000)
        assert len(story.body) == len(story.places)


def test_a_word_document_is_read_by_paragraphs(report: object) -> None:
    """The extracted text is what positions point into; the paragraph of each quotation is told."""
    found = report(docx("A pier.", "", f"“{WORDS},” Ana Brook wrote."), "pier.docx")  # type: ignore[operator]
    (quotation,) = found.quotations
    assert (quotation.words, quotation.whose) == ("verbatim", "speaker-confirmed")
    assert quotation.where == "paragraph 3"
    assert found.story.text == f"A pier.\n\n“{WORDS},” Ana Brook wrote."


def test_tracked_deletions_are_not_read_and_insertions_are() -> None:
    """What the editor struck out is no part of the story."""
    changed = (
        "<w:p><w:r><w:t>“The pier</w:t></w:r><w:del><w:r><w:delText> old</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t> gone</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t> is</w:t><w:tab/><w:t>safe</w:t></w:r></w:ins>"
        "<w:r><w:noBreakHyphen/><w:t>ish”</w:t></w:r></w:p>"
    )
    assert story_from("x.docx", docx(changed)).text == "“The pier is\tsafe\u2011ish”"


def test_footnotes_and_quote_styles_are_read() -> None:
    """A paragraph styled as a quotation is a block quotation; footnotes come last."""
    styled = '<w:p><w:pPr><w:pStyle w:val="IntenseQuote"/></w:pPr><w:r><w:t>It is safe.</w:t></w:r></w:p>'
    note = "<w:footnote><w:p><w:r><w:t>See “the minutes of May.”</w:t></w:r></w:p></w:footnote>"
    story = story_from("x.docx", docx("A line.", styled, footnotes=note))
    assert story.text == "A line.\n\n> It is safe.\n\nSee “the minutes of May.”"
    assert story.where(len(story.text) - 1) == "footnote line 1"


def test_a_pdf_is_read_by_pages(report: object) -> None:
    """Lines are put together again, across pages too, and page numbers are no words."""
    first = [
        "A first line that is as long as lines are here, to show it.",
        "\\223The north pier will not",
    ]
    content = pdf([*first, "- 1 -"], ["survive another winter,\\224 Ana Brook wrote."])
    content = content.replace(b"/BaseFont/Courier", b"/BaseFont/Courier/Encoding/WinAnsiEncoding")
    found = report(content, "pier.pdf")  # type: ignore[operator]
    (quotation,) = found.quotations
    assert (quotation.words, quotation.speaker) == ("verbatim", "Ana Brook")
    assert quotation.where == "page 1"
    assert "- 1 -" not in found.story.text


def test_stories_are_told_by_content_and_by_name() -> None:
    """UTF-8 with or without its mark, UTF-16 with it, HTML by its head or its name."""
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert (
            story_from("x.txt", "“Safe,” she wrote.".encode(encoding)).text == "“Safe,” she wrote."
        )
    assert said(b"<p>&ldquo;It is safe&rdquo;</p>") == ["It is safe"]
    assert said(b"<!DOCTYPE html><p>&ldquo;It is safe&rdquo;</p>", "standard input") == [
        "It is safe"
    ]
    latin = '<meta charset="windows-1252"><p>“It is safe”</p>'.encode("cp1252")
    assert said(latin) == ["It is safe"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.docx", b"PK\x03\x04 no archive"),
        ("x.docx", docx(document="<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")),
        ("x.docx", docx(document="<w:document>")),
        ("x.pdf", b"%PDF-1.7 nothing"),
        ("x.pdf", pdf([])),
        ("x.txt", b"\xff\x00\xfa"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(name: str, content: bytes) -> None:
    """Damage, entities, pictures of text: an error that names the file, never a traceback."""
    with pytest.raises(OnRecordError, match=name):
        story_from(name, content)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    """Each is a story or an error for a person."""
    for lead in (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>"):
        try:
            quotations(story_from("x", lead + content).body)
        except OnRecordError:
            continue
