"""From a microphone or a file to words with times."""
