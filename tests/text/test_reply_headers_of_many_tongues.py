"""Reply headers as the mail programs of many languages write them: author, date, recipients, subject."""

import pytest

from onrecord.text.passage import Origin, Passage
from onrecord.text.quoted import split

SENTENCES = [
    "On Mon, Oct 3, 2022 at 10:00 AM Ana Ruiz <ana@port.example> wrote:",
    "Am Mo., 3. Okt. 2022 um 10:00 Uhr schrieb Ana Ruiz <ana@port.example>:",
    "Le lun. 3 oct. 2022 à 10:00, Ana Ruiz <ana@port.example> a écrit :",
    "El lun, 3 oct 2022 a las 10:00, Ana Ruiz (<ana@port.example>) escribió:",
    "Il giorno lun 3 ott 2022 alle ore 10:00 Ana Ruiz <ana@port.example> ha scritto:",
    "Em seg., 3 de out. de 2022 às 10:00, Ana Ruiz <ana@port.example> escreveu:",
    "Op ma 3 okt. 2022 om 10:00 schreef Ana Ruiz <ana@port.example>:",
    "Den mån 3 okt. 2022 kl 10:00 skrev Ana Ruiz <ana@port.example>:",
    "man. 3. okt. 2022 kl. 10.00 skrev Ana Ruiz <ana@port.example>:",
    "ma 3. lokak. 2022 klo 10.00 Ana Ruiz (ana@port.example) kirjoitti:",
    "pon., 3 paź 2022 o 10:00 Ana Ruiz <ana@port.example> napisał(a):",
    "po 3. 10. 2022 v 10:00 odesílatel Ana Ruiz <ana@port.example> napsal:",
    "Ana Ruiz <ana@port.example> ezt írta (időpont: 2022. okt. 3., H, 10:00):",
    "пн, 3 окт. 2022 г. в 10:00, Ana Ruiz <ana@port.example>:",
    "2022年10月3日(月) 10:00 Ana Ruiz <ana@port.example>:",
    "Ana Ruiz <ana@port.example> 于2022年10月3日周一 10:00写道：",
    "In a message dated 10/3/2022 10:00:00 AM Eastern Daylight Time, ana@port.example writes:",
    "--- Ana Ruiz <ana@port.example> wrote:",
    "2022-10-03 10:00 GMT+02:00 Ana Ruiz <ana@port.example>:",
    "* Ana Ruiz <ana@port.example> [2022-10-03 10:00] wrote:",
]

BLOCKS = [
    ("From: Ana Ruiz", "Sent: Monday, October 3, 2022 10:00 AM", "To: Bo Lind", "Subject: Gate"),
    ("Von: Ana Ruiz", "Gesendet: Montag, 3. Oktober 2022 10:00", "An: Bo Lind", "Betreff: Gate"),
    ("De : Ana Ruiz", "Envoyé : lundi 3 octobre 2022 10:00", "À : Bo Lind", "Objet : Gate"),
    ("De: Ana Ruiz", "Enviado: lunes, 3 de octubre de 2022", "Para: Bo Lind", "Asunto: Gate"),
    ("Da: Ana Ruiz", "Inviato: lunedì 3 ottobre 2022 10:00", "A: Bo Lind", "Oggetto: Gate"),
    ("De: Ana Ruiz", "Enviada: segunda-feira, 3", "Para: Bo Lind", "Assunto: Gate"),
    ("Van: Ana Ruiz", "Verzonden: maandag 3 oktober 2022", "Aan: Bo Lind", "Onderwerp: Gate"),
    ("Från: Ana Ruiz", "Skickat: den 3 oktober 2022 10:00", "Till: Bo Lind", "Ämne: Gate"),
    ("Fra: Ana Ruiz", "Sendt: 3. oktober 2022 10:00", "Til: Bo Lind", "Emne: Gate"),
    ("Lähettäjä: Ana Ruiz", "Lähetetty: 3. lokakuuta 2022", "Vastaanottaja: Bo Lind", "Aihe: Gate"),
    ("Od: Ana Ruiz", "Wysłano: poniedziałek, 3", "Do: Bo Lind", "Temat: Gate"),
    ("Od: Ana Ruiz", "Odesláno: pondělí 3. října 2022", "Komu: Bo Lind", "Předmět: Gate"),
    ("Feladó: Ana Ruiz", "Elküldve: 2022. október 3.", "Címzett: Bo Lind", "Tárgy: Gate"),
    ("От: Ana Ruiz", "Отправлено: 3 октября 2022", "Кому: Bo Lind", "Тема: Gate"),
    ("差出人: Ana Ruiz", "送信日時: 2022年10月3日", "宛先: Bo Lind", "件名: Gate"),
    ("发件人: Ana Ruiz", "发送时间: 2022年10月3日", "收件人: Bo Lind", "主题: Gate"),
]

NOTES = [
    "Ana Ruiz\n10/03/2022 10:00 AM\nTo: Bo Lind/PORT/ALDER@ALDER\ncc: \nSubject: Gate\n",
    "Ana Ruiz@ALDER\n10/03/2022 10:00 AM\nSent by: Cy Dahl\nTo:\tBo Lind/PORT/ALDER@ALDER\ncc:\t\nSubject:\tGate\n",
    '"Ana Ruiz" <ana@port.example> on 10/03/2022 10:00:00 AM\nTo: Bo Lind\ncc:\n\nSubject: Gate\n',
    '"Ana Ruiz" <ana@port.example> on 10/03/2022\n10:00:00 AM\nPlease respond to ana@port.example\nTo: Bo Lind\n'
    "cc:\nSubject: Gate\n",
    "---------------------- Forwarded by Cy Dahl/PORT/ALDER on 10/04/2022\n09:00 AM ---------------------------\n"
    "\n\nAna Ruiz\n10/03/2022 10:00 AM\nTo: Bo Lind\ncc: \nSubject: Gate\n",
]


def _quoted(text: str) -> Passage:
    return next(p for p in split(text) if p.letter and not p.header)


@pytest.mark.parametrize("header", SENTENCES)
def test_a_sentence_names_the_author_of_what_follows(header: str) -> None:
    text = f"It is.\n\n{header}\n\n> The gate is shut.\n"
    passages = split(text)
    assert passages[0].origin is Origin.OWN
    assert "ana@port.example" in (_quoted(text).author_address, _quoted(text).author)
    assert [p.letter for p in passages if not p.header] == [0, 1]


@pytest.mark.parametrize("lines", BLOCKS)
def test_a_block_of_labels_states_author_recipient_and_subject(lines: tuple[str, ...]) -> None:
    text = "It is.\n\n" + "\n".join(lines) + "\n\nThe gate is shut.\n"
    quoted = _quoted(text)
    assert (quoted.author, quoted.to, quoted.subject) == ("Ana Ruiz", "Bo Lind", "Gate")
    assert quoted.date
    assert text[quoted.start : quoted.end].strip() == "The gate is shut."


@pytest.mark.parametrize("header", NOTES)
def test_lotus_notes_puts_name_and_date_above_the_recipients(header: str) -> None:
    quoted = _quoted(f"It is.\n\n{header}\nThe gate is shut.\n")
    assert quoted.author.startswith("Ana Ruiz")
    assert quoted.date.startswith("10/03/2022")
    assert quoted.subject == "Gate"


def test_groupwise_puts_author_and_date_between_signs_that_are_no_quote_marks() -> None:
    quoted = _quoted("It is.\n\n>>> Ana Ruiz <ana@port.example> 10/3/22 10:00 AM >>>\nShut.\n")
    assert (quoted.author, quoted.author_address) == ("Ana Ruiz", "ana@port.example")


@pytest.mark.parametrize("zone", ["Pacific Standard Time", "Eastern Daylight Time", "CET"])
def test_a_time_zone_is_part_of_the_date_not_the_author_s_name(zone: str) -> None:
    header = f"In a message dated 10/3/2022 10:00:00 AM {zone}, ana@port.example writes:"
    quoted = _quoted(f"Shut.\n\n{header}\n\n> Is the gate shut?\n")
    assert (quoted.author, quoted.author_address) == ("", "ana@port.example")
    assert quoted.date.endswith(zone)


def test_pieces_of_one_letter_carry_one_number_and_nested_letters_their_own() -> None:
    text = (
        "On 3 Oct 2022 Ana Ruiz <ana@port.example> wrote:\n> Shut?\n\nYes.\n\n"
        "> On 2 Oct 2022 Bo Lind <bo@port.example> wrote:\n>\n>> Is it?\n> Why?\n\nSafety.\n"
    )
    told = [(p.letter, p.depth, p.author) for p in split(text) if not p.header and p.letter]
    assert told == [
        (1, 1, "Ana Ruiz"),
        (2, 2, "Bo Lind"),
        (1, 1, "Ana Ruiz"),
    ]


def test_the_rest_of_a_wrapped_quoted_line_is_quoted_too() -> None:
    long = "> " + "the gate was shut because the pumps had failed in the night and"
    text = f"{long}\nnobody knew\n> why.\n\nI know.\n"
    assert [p.origin.value for p in split(text)] == ["quoted", "own"]


def test_an_answer_right_under_a_quoted_line_is_an_answer() -> None:
    long = "> " + "Was the gate shut because the pumps had failed in that night of rain?"
    assert [p.origin.value for p in split(f"{long}\nYes.\n> Why?\n")] == ["quoted", "own", "quoted"]


SIGNED = (
    "The gate is shut.\n\nThanks,\n\nAna Ruiz\nChief Engineer, Port Alder\nTel: (206) 555-0100\n"
    "Fax: (206) 555-0101\n"
)


def test_a_signature_without_its_delimiter_is_known_by_title_and_telephones() -> None:
    own, signature = split(SIGNED)
    assert signature.origin is Origin.SIGNATURE
    assert SIGNED[signature.start :].startswith("Ana Ruiz")
    assert SIGNED[: own.end].rstrip().endswith("Thanks,")


def test_a_legal_notice_is_boilerplate_whoever_sends_it() -> None:
    text = (
        "Yes.\n\nThis e-mail is confidential and intended for the sole use of the addressee.\n"
        "If you received it in error, delete it; disclosure is prohibited.\n"
    )
    assert [p.origin.value for p in split(text)] == ["own", "boilerplate"]
