"""The round: question, panel, challenge, report and session folder; no sound, no window."""
