"""Which sentences of what was found are likely to answer: laid out, described by numbers, judged by trees."""
