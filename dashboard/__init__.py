"""The domain: what the figures mean and how they are compared. Knows nothing of Dash or SQL."""
