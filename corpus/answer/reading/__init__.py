"""How a question is understood: its subject, its type, its days, its places, and what it follows from."""
