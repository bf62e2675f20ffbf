"""What can go wrong, as one tree.

    DragomanError
    ├── UsageError          the call itself is wrong (exit status 2)
    ├── KnowledgeError      a table of knowledge has a fault; names file and line
    ├── ModelError          the shipped model is missing or does not fit the program
    ├── StoreError          a store cannot be opened, read or written
    │   ├── LockedError     another process is writing to it
    │   └── VersionError    a newer version of the program wrote it
    ├── WorkerError         a process that reads articles died
    └── InputError          an input cannot be read; its `kind` names why
        ├── NotFoundError   kind "missing"    no such file, or a folder
        ├── DecodingError   kind "encoding"   binary, or in no encoding that could be told
        ├── EmptyError      kind "empty"      no text at all, or only boilerplate
        ├── FormatError     kind "format"     malformed: JSON, HTML without an article, a wrong field
        ├── SizeError       kind "size"       longer than one article can be
        ├── LanguageError   kind "language"   not English
        ├── InternalError   kind "internal"   the program itself failed on it
        ├── FetchError      kind "fetch"      a page is not saved, or could not be got
        └── DuplicateError  kind "duplicate"  the text of an article that is there already

Every message says what was wrong, with what, and what to do about it.
"""

from __future__ import annotations


class DragomanError(Exception):
    """The root of all errors that this package raises on purpose."""


class UsageError(DragomanError):
    """The call is wrong, whatever the input."""


class KnowledgeError(DragomanError):
    """A table of knowledge has a fault."""


class ModelError(DragomanError):
    """The annotator's model is missing, damaged or of another version."""


class StoreError(DragomanError):
    """A store cannot be opened, read or written; what it held is as it was."""


class LockedError(StoreError):
    """Another process is writing to the store."""


class VersionError(StoreError):
    """The store was written by a newer version of the program."""


class WorkerError(DragomanError):
    """A process that reads articles died; what it had not delivered is to be read again."""


class InputError(DragomanError):
    """One input could not be read; the rest of a batch goes on.

    `where` names the input: a file, or file and line ("a.jsonl:3").
    """

    kind = "input"

    def __init__(self, message: str, where: str | None = None) -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.message = message
        self.where = where


class NotFoundError(InputError):
    kind = "missing"


class DecodingError(InputError):
    kind = "encoding"


class EmptyError(InputError):
    kind = "empty"


class FormatError(InputError):
    kind = "format"


class SizeError(InputError):
    kind = "size"


class LanguageError(InputError):
    kind = "language"


class InternalError(InputError):
    kind = "internal"


class FetchError(InputError):
    kind = "fetch"


class DuplicateError(InputError):
    kind = "duplicate"
