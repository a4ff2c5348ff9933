"""The labels of reply headers, in the languages that mail programs speak."""

import re

_AUTHOR = (
    "From Author Von De Da Van Från Fra Lähettäjä Od Feladó От 差出人 发件人 發件人 寄件者 "
    "寄件人 送信者"
).split()
_DATE = (
    "Sent Date Gesendet Datum Envoyé Enviado Enviada Fecha Inviato Data Verzonden Skickat Sendt Dato "
    "Lähetetty Päivä Päiväys Wysłano Odesláno Küldve Elküldve Dátum Отправлено Дата 送信日時 日付 日時 "
    "发送时间 發送時間 日期 "
    "寄件日期"
).split()
_TO = ("To An À Para A Aan Till Til Vastaanottaja Do Komu Címzett Кому 宛先 收件人 收件者").split()
_COPY = "Cc Bcc Kopie Copia Kopi Kopia Kopio DW UDW Másolat Копия 抄送 副本".split()
_SUBJECT = (
    "Subject Betreff Objet Asunto Oggetto Assunto Onderwerp Ämne Emne Aihe Temat Předmět "
    "Tárgy Тема 件名 主题 "
    "主題 主旨"
).split()
_OTHER = (
    "Reply-To Importance Attachment Attachments Priority Message Message-ID Organization "
    "Newsgroups Sent_by "
    "Cópia Wichtigkeit Anlagen Pièces_jointes Content-Type In-Reply-To List-ID Followup-To Topics"
).split()

KINDS = {
    name.casefold().replace("_", " "): kind
    for kind, names in (
        ("author", _AUTHOR),
        ("date", _DATE),
        ("to", _TO),
        ("copy", _COPY),
        ("subject", _SUBJECT),
        ("other", _OTHER),
    )
    for name in names
}
"""Label, case folded, to what it introduces."""

LABELS = "|".join(sorted((re.escape(name) for name in KINDS), key=len, reverse=True))
"""All labels, as alternatives of a pattern."""
LABEL = re.compile(
    rf"^[ \t\xa0]*\*?(?P<label>{LABELS})\*?[ \t\xa0]?[:：][ \t\xa0]*\*?[ \t\xa0]*(?P<value>.*)$",
    re.IGNORECASE,
)
RECIPIENT_LABEL = re.compile(
    rf"^[ \t\xa0]*\*?(?:{'|'.join(map(re.escape, _TO))})\*?[ \t\xa0]?[:：]", re.IGNORECASE
)
FIRST_LETTERS = "".join(
    sorted(
        {
            letter
            for name in (*_AUTHOR, *_DATE, *_TO, *_COPY, *_SUBJECT, *_OTHER)
            for letter in (name[0], name[0].lower())
        }
    )
)
