"""Figures for Prometheus; names begin with `shopweave_`, labels never name a person or an id."""

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

Readings = Callable[[], Mapping[str, float]]
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The figures of one process, and readings that are taken when somebody asks."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Histogram(
            "shopweave_http_seconds",
            "Time to answer requests",
            ["method", "route", "status"],
            registry=self.registry,
            buckets=_SECONDS,
        )

    def counter(self, name: str, help_text: str, labels: Iterable[str] = ()) -> Counter:
        """Return a new counter `shopweave_<name>_total`."""
        return Counter(f"shopweave_{name}", help_text, list(labels), registry=self.registry)

    def reading(self, name: str, help_text: str, read: Readings, label: str = "") -> None:
        """Read the gauge `shopweave_<name>` at each look.

        `read` returns {value of the label: figure}, or {"": figure} without a label.
        """
        self.registry.register(_Gauge(f"shopweave_{name}", help_text, read, label))

    def page(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)


class _Gauge(Collector):
    def __init__(self, name: str, help_text: str, read: Readings, label: str) -> None:
        self._name, self._help, self._read = name, help_text, read
        self._labels = [label] if label else []

    def describe(self) -> list[GaugeMetricFamily]:
        """Name itself without reading, so that registering asks nothing of the database."""
        return [GaugeMetricFamily(self._name, self._help, labels=self._labels)]

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Read now."""
        family = GaugeMetricFamily(self._name, self._help, labels=self._labels)
        for label, figure in self._read().items():
            family.add_metric([label] if self._labels else [], figure)
        yield family
