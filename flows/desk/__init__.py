"""The desk: web pages on which units hand in returns, and on which the head decides about them."""
