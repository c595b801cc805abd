"""The usual Dash page: a data frame in global scope, filtered and drawn with Plotly Express for every change."""

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

FOLDER = Path(os.environ["BENCHMARK_DATA"])
FIGURES = pd.read_csv(FOLDER / "figures.csv")
AREAS = json.loads((FOLDER / "areas.json").read_text())
MEASURES = list(json.loads((FOLDER / "chart.json").read_text()))

app = Dash(__name__)
app.layout = html.Div([dcc.Dropdown(MEASURES, MEASURES[0], id="measure"), dcc.Graph(id="chart")])


@app.callback(Output("chart", "figure"), Input("measure", "value"))
def draw(measure: str) -> Any:
    """The chart of a measure."""
    rows = FIGURES[(FIGURES.measure == measure) & FIGURES.code.isin(AREAS)]
    return px.line(rows, x="period", y="value", color="area", title=measure)


server = app.server
# Dash answers 500 to the first requests if several come at once, so one is made before.
server.test_client().get("/_dash-layout")
px.line(x=[1], y=[1]).to_json()
