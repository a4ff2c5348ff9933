"""On what evidence a message is said to answer another, the strongest first."""

from enum import StrEnum


class Evidence(StrEnum):
    """Why a message hangs below another in a thread; the words are shown to users."""

    IN_REPLY_TO = "In-Reply-To"
    REFERENCES = "References"
    THREAD_INDEX = "Thread-Index"
    QUOTED_WORDS = "quoted words"
    SAME_QUOTATION = "words of a missing message"
    SUBJECT = "subject, people and time"
    SAME_MESSAGE_ID = "the same Message-ID"
