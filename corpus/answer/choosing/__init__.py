"""What is shown: whether there is an answer, which quotes, of which stories and days."""
