"""What a question asks for: an amount of which unit, a time how exact, whom, which bank. No text is looked at here."""
