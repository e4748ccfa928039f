"""The timed rehearsal of a talk: its plan, its slides, what interrupts it and what became of it."""
