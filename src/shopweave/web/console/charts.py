"""Small charts as SVG shapes; figures and words around them stay HTML, so they never shrink."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, HEIGHT = 600, 160


@dataclass(frozen=True, slots=True)
class Scale:
    """The values at the chart's lower and upper edge."""

    low: float
    high: float

    @classmethod
    def around(cls, values: Sequence[float], *, from_zero: bool) -> "Scale":
        """Leave a little air; a flat or empty series still gets a height."""
        low, high = min(values, default=0.0), max(values, default=0.0)
        low = min(low, 0.0) if from_zero else low
        return cls(low, high if high > low else low + 1)

    def y(self, value: float, height: float) -> float:
        """Distance from the upper edge in the chart's own units."""
        return height * (1 - (value - self.low) / (self.high - self.low))


def spark(values: Sequence[float]) -> Markup:
    """Draw a line without axes, 120 by 40, for the side of a figure."""
    if len(values) < 2:
        return Markup()
    scale = Scale.around(values, from_zero=False)
    return _svg(
        "spark",
        120,
        40,
        Markup('<path class="history" d="{}"/>').format(_line(values, scale, 120, 36, top=2)),
    )


def line(values: Sequence[float], expected: Sequence[float] = ()) -> Markup:
    """Draw history as a solid line and what is expected after it as a dashed one."""
    scale = Scale.around([*values, *expected], from_zero=True)
    count = len(values) + len(expected)
    until = WIDTH * max(len(values) - 1, 0) / max(count - 1, 1)
    shapes = _grid() + Markup('<path class="history" d="{}"/>').format(
        _line(values, scale, until, HEIGHT)
    )
    if expected:
        onward = _line([values[-1], *expected], scale, WIDTH - until, HEIGHT, left=until)
        shapes += Markup('<path class="expected" d="{}"/>').format(onward)
    return _svg("chart", WIDTH, HEIGHT, shapes)


def columns(values: Sequence[float], labels: Sequence[str]) -> Markup:
    """Draw one column for each value; each tells its label when pointed at."""
    scale = Scale.around(values, from_zero=True)
    step = WIDTH / max(len(values), 1)
    drawn = [
        Markup(
            '<rect class="column" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2">'
            "<title>{}</title></rect>"
        ).format(
            i * step + step * 0.14,
            scale.y(v, HEIGHT),
            step * 0.72,
            HEIGHT - scale.y(v, HEIGHT),
            label,
        )
        for i, (v, label) in enumerate(zip(values, labels, strict=True))
    ]
    return _svg("chart", WIDTH, HEIGHT, _grid() + Markup().join(drawn))


def step(begin: float, end: float, scale: Scale, tone: str) -> Markup:
    """Draw one step of a waterfall: a bar from one value to the next, across the whole scale."""
    span = scale.high - scale.low
    left, right = (WIDTH * (edge - scale.low) / span for edge in sorted((begin, end)))
    zero = WIDTH * -scale.low / span
    bar = Markup('<path class="grid" d="M{:.1f} 0V20"/><rect class="{}" x="{:.1f}" y="2" ').format(
        zero, tone, left
    ) + Markup('width="{:.1f}" height="16" rx="2"/>').format(max(right - left, 1.5))
    return _svg("chart step", WIDTH, 20, bar)


def stairs(values: Sequence[float | None], places: Sequence[float]) -> Markup:
    """Draw values that each hold until the next one. places: shares of the width, from 0 to 1."""
    scale = Scale.around([value for value in values if value is not None], from_zero=True)
    ends = [*places[1:], 1.0]
    parts = [
        f"M{WIDTH * begin:.1f} {scale.y(value, HEIGHT):.1f}H{WIDTH * end:.1f}"
        for value, begin, end in zip(values, places, ends, strict=True)
        if value is not None
    ]
    drawn = Markup('<path class="history" d="{}"/>').format("".join(parts))
    return _svg("chart", WIDTH, HEIGHT, _grid() + drawn)


def _line(
    values: Sequence[float],
    scale: Scale,
    width: float,
    height: float,
    *,
    left: float = 0.0,
    top: float = 0.0,
) -> str:
    step = width / max(len(values) - 1, 1)
    points = [f"{left + i * step:.1f} {top + scale.y(v, height):.1f}" for i, v in enumerate(values)]
    return "M" + "L".join(points) if points else ""


def _grid() -> Markup:
    marks = [HEIGHT * share for share in (0, 0.5, 1)]
    return Markup().join(
        Markup('<path class="grid" d="M0 {0:.0f}H{1}"/>').format(y, WIDTH) for y in marks
    )


def _svg(kind: str, width: int, height: int, shapes: Markup) -> Markup:
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false">{}</svg>'
    ).format(kind, width, height, shapes)
