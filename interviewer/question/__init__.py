"""Question files and what they ask for."""
