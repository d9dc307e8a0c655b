"""Why a line is on the list or not, and what another answer would change."""
