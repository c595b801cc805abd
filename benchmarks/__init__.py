"""What the dashboard costs, beside a plain Plotly page, a bare JSON server and a naive Dash page (`make bench`)."""
