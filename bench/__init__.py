"""Figures of the running product, as ratios against a baseline measured in the same run. `make bench`."""
