"""Order and time: the working calendar, the legal clock, what waits for what."""
