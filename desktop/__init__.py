"""The window, the commands and the wiring between sound and interviewer."""
