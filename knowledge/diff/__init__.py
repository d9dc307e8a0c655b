"""Two bundles: for which citizens the answer changes, and how."""
