"""Sound in and words out; words in and sound out."""
