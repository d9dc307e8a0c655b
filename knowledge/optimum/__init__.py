"""How near to the best possible the order of questions is."""
