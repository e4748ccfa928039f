"""The commands of `viva`, one a file."""
