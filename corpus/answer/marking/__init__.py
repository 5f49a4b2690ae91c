"""Which words of a quote answer, where that is plain: amounts, moments, persons, places."""
