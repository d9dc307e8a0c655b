"""What is needed: one line a paper and person, with alternatives, coverage, holdings and options."""
