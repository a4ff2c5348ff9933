"""On what evidence a message is said to answer another, the strongest first."""

from enum import StrEnum


class Evidence(StrEnum):
    """Why a message hangs below another in a thread; the words are shown to users."""

    IN_REPLY_TO = "In-Reply-To"
    REFERENCES = "References"
    THREAD_INDEX = "Thread-Index"
    QUOTED_WORDS = "quotes its words"
    SAME_QUOTATION = "quotes a message that is missing"
    SUBJECT = "same subject and people, soon after"
    SAME_MESSAGE_ID = "the same Message-ID"
