"""The labels of reply headers, in the languages that mail programs speak."""

import re

_AUTHOR = (
    "From Author Von De Da Van Från Fra Lähettäjä Od Feladó От 差出人 发件人 發件人 寄件者 "
    "寄件人 送信者"
).split()
_DATE = (
    "Sent Date Gesendet Datum Envoyé Enviado Enviada Fecha Inviato Data Verzonden Skickat Sendt Dato "
    "Lähetetty Päivä Päiväys Wysłano Odesláno Küldve Elküldve Dátum Отправлено Дата 送信日時 日付 日時 "
    "发送时间 發送時間 日期 寄件日期 Posted Date_sent Sent_date Date/Time Received_on"
).split()
_TO = (
    "To An À Para A Aan Till Til Vastaanottaja Do Komu Címzett Кому 宛先 收件人 收件者 Sent_to"
).split()
_COPY = "Cc Bcc Kopie Copia Kopi Kopia Kopio DW UDW Másolat Копия 抄送 副本".split()
_SUBJECT = (
    "Subject Subj Betreff Objet Asunto Oggetto Assunto Onderwerp Ämne Emne Aihe Temat Předmět "
    "Tárgy Тема 件名 主题 主題 主旨 Re"
).split()
_OTHER = (
    "Reply-To Full-name Importance Attachment Attachments Priority Message Message-ID Organization "
    "Newsgroups Sent_by Cópia Wichtigkeit Anlagen Pièces_jointes Topics Sensitivity Categories "
    "Wichtig Priorität Pièce_jointe Bijlage Bijlagen Adjuntos Allegati Anexos When Where Location"
).split()
_NEVER_FIRST = frozenset({"re", "when", "where", "location", "posted", "topics"})
"""Words that stand before a colon in letters too: labels only below another label."""

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

LONGEST_LABEL = 32
_SPACE = " \t\xa0"
_TRANSPORT = re.compile(
    r"(?:X|Content|List|Return|Resent|Thread|Delivered|Errors|In-Reply|Followup|Disposition|"
    r"Authentication|DKIM|Received|MIME|NNTP|Original|User|Mailing|Reply|Priority|Message)-[\w-]{1,40}$"
    r"|(?:Received|References|Sender|Lines|Path|Xref|Keywords|Summary|Distribution|Status|Precedence|"
    r"Approved|Comments|Encoding|Organisation|DomainKey-Signature)$",
    re.IGNORECASE,
)


def label_of(line: str) -> tuple[str, str] | None:
    """Return the kind of a header line ("author", "date" …) and what its label introduces."""
    head, colon, _ = line[: LONGEST_LABEL + 8].partition(":")
    if not colon:
        head, colon, _ = line[: LONGEST_LABEL + 8].partition("：")
    kind = KINDS.get(head.strip(" \t\xa0*").casefold()) if colon else None
    if kind is None:
        return None
    return kind, line[len(head) + 1 :].strip(" \t\xa0*\r")


def is_label_start(line: str) -> bool:
    """Tell whether a header may begin with this line: its label stands alone at the start."""
    found = label_of(line)
    return (
        found is not None
        and line.partition(":")[0].strip(" \t\xa0*").casefold() not in _NEVER_FIRST
    )


def is_transport(line: str) -> bool:
    """Tell whether this is a header line that programs write for one another ("MIME-Version: 1.0")."""
    head, colon, _ = line[:50].partition(":")
    return bool(colon) and _TRANSPORT.match(head.strip()) is not None
