"""What we measure ourselves against: the least that shows the same chart, and the usual way to do it."""
