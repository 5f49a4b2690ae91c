"""What a segmenter would break, kept whole: numbers, dates, codes, addresses, short forms."""
