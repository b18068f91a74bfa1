"""Models to files and back: arrays and JSON, nothing that could run."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.recommend import (
    Blend,
    Histories,
    ItemToItem,
    Model,
    Personal,
    Popularity,
    Returning,
    SessionNeighbours,
    Shape,
    Signal,
    Weighing,
    fit_session_neighbours,
)
from shopweave.algorithms.recommend.profile import Kind
from shopweave.algorithms.recommend.session_neighbours import Closeness
from shopweave.foundation.artefacts import Artefact

Files = dict[str, NDArray[Any] | bytes | dict[str, Any] | list[Any]]


def pack(models: Mapping[str, Model]) -> Files:
    """Files of all models; what has no array stands in models.json."""
    files: Files = {}
    index = {name: _pack(name, model, files) for name, model in models.items()}
    files["models"] = index
    return files


def unpack(artefact: Artefact) -> dict[str, Model]:
    """The models of an artefact; large arrays are mapped, not read."""
    index = artefact.document("models")
    return {name: _unpack(name, facts, artefact) for name, facts in index.items()}


def pack_weights(weights: Mapping[Signal, float]) -> dict[str, float]:
    """Weights by the names of their signals."""
    return {signal.name: weight for signal, weight in weights.items()}


def unpack_blend(models: Mapping[str, Model], weights: Mapping[str, float]) -> Blend:
    """A blend of those models by named weights."""
    return Blend(models, {_signal(name): weight for name, weight in weights.items()})


def _signal(name: str) -> Signal:
    model, _, shape = name.rpartition(".")
    return Signal(model, Shape(shape))


def _pack(name: str, model: Model, files: Files) -> dict[str, Any]:
    if isinstance(model, ItemToItem):
        return _pack_votes(name, model, files)
    if isinstance(model, Popularity):
        files[f"{name}.buyers"] = model.buyers
        return {"kind": "popularity"}
    if isinstance(model, Returning):
        files[f"{name}.pull"] = model.pull
        return {"kind": "returning"}
    if isinstance(model, SessionNeighbours):
        return _pack_visits(name, model, files)
    if isinstance(model, Personal) and model.tie_break is None:
        return {"kind": "personal", "weighing": asdict(model.weighing)}
    raise TypeError(f"{name} has no form on disk")


def _pack_votes(name: str, model: ItemToItem, files: Files) -> dict[str, Any]:
    weighing = asdict(model.weighing)
    if isinstance(model.votes, csr_array):
        for part in ("data", "indices", "indptr"):
            files[f"{name}.{part}"] = getattr(model.votes, part)
        return {"kind": "sparse", "weighing": weighing, "size": model.votes.shape[0]}
    files[f"{name}.votes"] = model.votes
    return {"kind": "dense", "weighing": weighing}


def _pack_visits(name: str, model: SessionNeighbours, files: Files) -> dict[str, Any]:
    visits = model.visits
    for part in ("starts", "items", "times"):
        files[f"{name}.{part}"] = getattr(visits, part)
    return {"kind": "visits", "size": visits.catalogue, "closeness": asdict(model.closeness)}


def _unpack_visits(name: str, facts: Mapping[str, Any], artefact: Artefact) -> SessionNeighbours:
    starts, items, times = (
        np.asarray(artefact.array(f"{name}.{part}")) for part in ("starts", "items", "times")
    )
    visits = Histories(starts, items, times, np.zeros(len(items), np.int64), facts["size"])
    told = facts["closeness"]
    return fit_session_neighbours(
        visits, Closeness(**{**told, "fading": _weighing(told["fading"])})
    )


def _weighing(facts: Mapping[str, Any]) -> Weighing:
    return Weighing(**{**facts, "kind": Kind(facts["kind"])})


def _unpack(name: str, facts: Mapping[str, Any], artefact: Artefact) -> Model:
    kind = facts["kind"]
    if kind == "popularity":
        return Popularity(np.asarray(artefact.array(f"{name}.buyers")))
    if kind == "returning":
        return Returning(np.asarray(artefact.array(f"{name}.pull")))
    if kind == "visits":
        return _unpack_visits(name, facts, artefact)
    weighing = _weighing(facts["weighing"])
    if kind == "personal":
        return Personal(weighing)
    if kind == "dense":
        return ItemToItem(np.asarray(artefact.array(f"{name}.votes")), weighing)
    parts = [np.asarray(artefact.array(f"{name}.{part}")) for part in ("data", "indices", "indptr")]
    shape = (facts["size"], facts["size"])
    return ItemToItem(csr_array((parts[0], parts[1], parts[2]), shape=shape), weighing)
