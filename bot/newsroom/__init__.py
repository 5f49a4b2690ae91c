"""The newsroom learns from the log: what people ask about, a question set of its own, a gate before each new index."""
