"""Per task: the baselines, and the signals of the shipped blend with their prior weights."""

from dataclasses import dataclass

from shopweave.algorithms.recommend import Shape, Signal
from shopweave.recommend.evaluate.options import Task

BASELINES = (
    "popularity",
    "popularity-recent",
    "personal",
    "item-knn",
    "user-knn",
    "content",
    "ease",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """baselines: names of recipes. prior: weights for a shop with too little past to learn from."""

    baselines: tuple[str, ...]
    prior: dict[Signal, float]

    def without(self, model: str) -> "Plan":
        """The plan of a file that has nothing to fit this model on."""
        return Plan(
            tuple(name for name in self.baselines if name != model),
            {signal: weight for signal, weight in self.prior.items() if signal.model != model},
        )

    def recipes(self) -> tuple[str, ...]:
        """Every model that must be fitted, each once."""
        return tuple(dict.fromkeys((*self.baselines, *(s.model for s in self.prior))))


def signal(name: str) -> Signal:
    """Read `ease.share` as the signal it names."""
    model, _, shape = name.rpartition(".")
    return Signal(model, Shape(shape))


def _prior(**weights: float) -> dict[Signal, float]:
    return {signal(name.replace("__", ".").replace("_", "-")): w for name, w in weights.items()}


PLANS = {
    Task.next_purchase: Plan(
        BASELINES,
        _prior(
            personal_recent__log=1.5,
            personal_recent__share=0.6,
            bought__plain=1.0,
            popularity_week__log=0.2,
            popularity_recent__log=0.1,
            ease__share=1.5,
            returning__plain=0.4,
        ),
    ),
    Task.discovery: Plan(
        BASELINES,
        _prior(
            ease_once__share=3.0,
            content__share=1.0,
            popularity_week__log=0.4,
            popularity_recent__log=0.7,
            popularity_season__log=-0.4,
            popularity__log=-0.4,
        ),
    ),
    Task.basket: Plan(
        (*BASELINES, "together", "basket-knn"),
        _prior(
            rules__share=3.0,
            basket_ease__share=1.0,
            basket_knn__share=0.3,
            popularity_recent__log=0.0,
        ),
    ),
    Task.next_basket: Plan(
        (*BASELINES, "tifu"),
        _prior(
            tifu__share=3.0,
            personal_steps__log=0.5,
            user_knn__share=0.5,
            popularity__share=0.5,
            popularity__log=0.1,
        ),
    ),
    Task.session: Plan(
        ("popularity", "popularity-week", "item-knn", "rules-last", "v-sknn"),
        _prior(
            vstan__share=3.0,
            v_sknn__share=1.0,
            rules__share=1.0,
            looked__share=1.0,
            item_knn__share=0.3,
            popularity_week__log=0.1,
        ),
    ),
    Task.sequence: Plan(
        BASELINES,
        _prior(rules__share=3.5, ease_fresh__share=1.0, ease_once__share=1.5, popularity__log=-0.2),
    ),
}
