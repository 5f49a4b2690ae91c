"""From a question and what the engine found to checked quotes, or to saying that there is no answer."""
