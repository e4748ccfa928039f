"""The course of a round: whose turn, what comes next."""
