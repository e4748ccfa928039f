"""The candidate's slides: a PDF read in a limited process of its own, its words, notes and pictures."""
