"""How one behaves: what is said that is no question, and how much one person may ask."""
