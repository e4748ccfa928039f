"""From a sentence to samples at the speaker."""
