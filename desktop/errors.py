"""The one exception of this package."""


class DesktopError(Exception):
    """A setting, a folder or a command's input is unusable; the text is one sentence that says what to do."""
