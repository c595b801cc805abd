"""Components as plain HTML, for what never changes on the page: it is there with the first paint and costs no React."""

from html import escape
from typing import Any, TypeAlias

from dash.development.base_component import Component

Content: TypeAlias = Component | str | int | list[Any] | tuple[Any, ...] | None
_NAMES = {"className": "class", "htmlFor": "for"}
_EMPTY = ("img", "br", "hr", "input")
_WILDCARDS = ("data-", "aria-")


def to_html(component: Content) -> str:
    """The HTML of ``dash.html`` components and texts. Other components need React: a TypeError."""
    if component is None:
        return ""
    if isinstance(component, list | tuple):
        return "".join(to_html(part) for part in component)
    if not isinstance(component, Component):
        return escape(str(component), quote=False)
    if component._namespace != "dash_html_components":
        raise TypeError(f"{type(component).__name__} cannot be written as HTML")
    props = _props(component)
    inner = to_html(props.pop("children", None))
    tag = type(component).__name__.lower()
    start = f"<{tag}{''.join(_attribute(name, value) for name, value in props.items())}>"
    return start if tag in _EMPTY else f"{start}{inner}</{tag}>"


def _props(component: Component) -> dict[str, Any]:
    """What ``to_plotly_json`` gives, which asks for every name that there could be: most of the time of a long page."""
    held = vars(component)
    named = {name: held[name] for name in component._prop_names if name in held}
    return named | {name: value for name, value in held.items() if name.startswith(_WILDCARDS)}


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    plain = _NAMES.get(name, name if "-" in name else name.lower())
    if name == "style":
        value = ";".join(f"{_hyphenated(key)}:{part}" for key, part in value.items())
    return f" {plain}" if value is True else f' {plain}="{escape(str(value))}"'


def _hyphenated(name: str) -> str:
    """``maskImage`` → ``mask-image``."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
