"""The methods that the back-test compares: each takes values, oldest first, and gives the next three."""

from collections.abc import Callable, Mapping, Sequence

from dashboard.forecast import HORIZON, smooth

Values = Sequence[float]
Method = Callable[[Values], Values]
NO_CHANGE = "no change"
WEIGHTS = (0.9, 0.8, 0.7, 0.6, 0.5)
AHEAD = range(1, HORIZON + 1)


def no_change(values: Values) -> Values:
    return [values[-1]] * HORIZON


def level(weight: float) -> Method:
    return lambda values: [smooth(values, weight)] * HORIZON


def drift(share: float) -> Method:
    """The mean change of the whole run, or a share of it, carried on."""

    def carry_on(values: Values) -> Values:
        step = share * (values[-1] - values[0]) / (len(values) - 1)
        return [values[-1] + step * ahead for ahead in AHEAD]

    return carry_on


def straight_line(values: Values) -> Values:
    """Least squares through the whole run."""
    middle, mean = (len(values) - 1) / 2, sum(values) / len(values)
    spread = sum((place - middle) ** 2 for place in range(len(values)))
    slope = sum((place - middle) * value for place, value in enumerate(values)) / spread
    return [mean + slope * (len(values) - 1 + ahead - middle) for ahead in AHEAD]


def mean_of_three(values: Values) -> Values:
    return [sum(values[-3:]) / 3] * HORIZON


def damped_trend(weight: float, slope_weight: float, damping: float) -> Method:
    """Holt's method with fixed weights, its slope fading."""

    def carry_on(values: Values) -> Values:
        height, slope = values[0], (values[1] - values[0]) / 2
        for value in values[1:]:
            before = height
            height = weight * value + (1 - weight) * (before + damping * slope)
            slope = slope_weight * (height - before) + (1 - slope_weight) * damping * slope
        return [height + slope * sum(damping**step for step in range(1, ahead + 1)) for ahead in AHEAD]

    return carry_on


def level_name(weight: float) -> str:
    return f"level, weight {weight}"


METHODS: Mapping[str, Method] = {
    NO_CHANGE: no_change,
    **{level_name(weight): level(weight) for weight in WEIGHTS},
    "mean of the last three": mean_of_three,
    "damped trend": damped_trend(0.8, 0.2, 0.9),
    "half the drift": drift(0.5),
    "drift": drift(1),
    "straight line": straight_line,
}


def fitted_methods() -> Mapping[str, Method]:
    """Methods whose weights statsmodels fits to each run anew; importing it takes seconds."""
    import warnings

    import numpy as np
    import pandas as pd
    from statsmodels.tsa.forecasting.theta import ThetaModel
    from statsmodels.tsa.holtwinters import ExponentialSmoothing, SimpleExpSmoothing

    def quiet(fit: Callable[[Values], Values]) -> Method:
        def forecast(values: Values) -> Values:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of fits that do not converge, which are among what is compared
                return [float(value) for value in fit(values)]

        return forecast

    def smoothing(values: Values) -> Values:
        return SimpleExpSmoothing(np.array(values), initialization_method="estimated").fit().forecast(HORIZON)

    def damped(values: Values) -> Values:
        model = ExponentialSmoothing(
            np.array(values), trend="add", damped_trend=True, initialization_method="estimated"
        )
        return model.fit().forecast(HORIZON)

    def theta(values: Values) -> Values:
        series = pd.Series(values, index=pd.period_range("2000", periods=len(values), freq="Y"))
        return ThetaModel(series, deseasonalize=False, period=1).fit().forecast(HORIZON)

    return {
        "level, fitted": quiet(smoothing),
        "damped trend, fitted": quiet(damped),
        "Theta, fitted": quiet(theta),
    }
