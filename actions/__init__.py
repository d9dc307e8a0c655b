"""The turn: (bundle, state, act, now) -> (state, messages, effects). Pure: no clock, no chance, no network."""
