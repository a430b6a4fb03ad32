"""Why a log-in does not come off."""

from compliance.model.text import Message


class LogInFailed(Exception):
    """Somebody could not be logged in: the status of the answer, and words that hold nothing secret.

    `detail` is for the log alone, `wait` says in how many seconds it may be tried again, 0 for at once.
    """

    def __init__(self, status: int, message: Message, detail: str = "", wait: int = 0) -> None:
        super().__init__(str(message))
        self.status = status
        self.message = message
        self.detail = detail
        self.wait = wait
