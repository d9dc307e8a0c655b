"""Why nothing unasked could change the answer, and its independent checker."""
