"""The council's own sheets of figures, read strictly and without trust: bytes in, checked figures out."""
