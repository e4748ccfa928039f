"""What a finished round shows, and how it leaves the program."""
