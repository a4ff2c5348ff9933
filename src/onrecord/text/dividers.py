"""The lines by which mail programs part a letter from the one it answers or forwards."""

import re

SPECKS = "-_*=•·.,;'\"—– \t"
"""What programs draw a divider with, and what scanners make of it."""
DIVIDER = re.compile(
    rf"^[{SPECKS}]*(?:(?:Original|Forwarded|Reply)[ •](?:Message|Appointment|Mail|"
    r"Separator)|Replied message|"
    r"Ursprüngliche (?:Nachricht|Mail)|Original-?Nachricht|Message d['’]origine|Mensaje original|"
    r"Messaggio originale|Mensagem original|Oorspronkelijk bericht|"
    r"Ursprungligt meddelande|Originalmeddelande|Oprindelig meddelelse|Opprinnelig melding|"
    r"Alkuperäinen viesti|"
    r"(?:Wiadomość oryginalna|Oryginalna wiadomość|Pierwotna wiadomość)|Původní (?:zpráva|"
    r"e-mail)|Eredeti üzenet|"
    r"Исходное сообщение|元のメッセージ|原始邮件|原始郵件|邮件原件|回复的原邮件)"
    rf"[{SPECKS}:：]*$",
    re.IGNORECASE,
)
FORWARD = re.compile(
    r"^[ \t]*(?:[-_*=]{2,}[ \t]*)?(?:(?:Begin )?Forwarded (?:message|by|mail|letter)|"
    r"Weitergeleitete Nachricht|"
    r"Anfang der weitergeleiteten|Message transféré|Message réexpédié|Début du message|"
    r"Mensaje reenviado|"
    r"Inicio del mensaje|Messaggio inoltrato|Inizio messaggio|Mensagem encaminhada|"
    r"Doorgestuurd bericht|"
    r"Begin doorgestuurd|Vidarebefordrat meddelande|Videresendt|Videresent|Välitetty viesti|"
    r"Edelleenlähetetty|"
    r"Wiadomość przekazana|Przekazana wiadomość|Přeposlaná zpráva|Továbbított üzenet|"
    r"(?:Пересылаемое|Пересланное) сообщение|転送(?:されたメッセージ|メッセージ)|转发的邮件|"
    r"转发邮件|轉寄郵件)(?!\w).{0,140}$",
    re.IGNORECASE,
)
RULE = re.compile(r"^[ \t]*[-_=*]{5,}[ \t]*$")
FENCE = re.compile(r"[-_*=]{2,}[ \t]*$")
DIVIDER_END = re.compile(r"^[^-]{0,60}[-_*=]{2,}[ \t]*$")
_OPENINGS = (
    "beg ori for rep dé ini anf urs wei mes men oor doo vid opr alk väl ede wia ory pie prz pův "
    "pře ere tov исх пер 元のメ 転送さ 転送メ 原始邮 原始郵 邮件原 回复的 转发的 转发邮 轉寄郵 déb"
).split()
OPENINGS = frozenset(form[:3] for word in _OPENINGS for form in (word, word.title(), word.upper()))
"""The first three characters of a line that may divide: a sieve."""
DIGEST_RULE = "-" * 30
"""The line between the letters of a digest (RFC 1153)."""
