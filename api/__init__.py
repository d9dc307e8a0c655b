"""The hands: receives what a person says or taps, keeps it safe, and delivers it to the departments."""
