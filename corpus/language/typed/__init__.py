"""What readers type: shorthand, lost keys, missing marks, words of a chat."""
