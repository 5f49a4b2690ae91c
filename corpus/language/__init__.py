"""Vietnamese: words, marks, dates, names, and the terms that are indexed of them."""
