"""What the newsroom learns from the log: subjects that people ask about, and a picture of them."""
