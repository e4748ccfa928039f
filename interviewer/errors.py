"""The one exception of this package."""


class InterviewerError(Exception):
    """A question, a session or a model endpoint failed; the text is one sentence that says what to do."""
