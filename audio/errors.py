"""The one exception of this package."""


class AudioError(Exception):
    """Sound, a device or a speech model failed; the text is one sentence that says what to do."""
