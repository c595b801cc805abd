"""The dashboard as one application: create_app builds it, `server` is what a production server runs."""
