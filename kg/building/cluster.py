"""Tasks in, their graphs put into a shared SPARQL server by the machines of a Ray cluster."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from math import ceil
from typing import TYPE_CHECKING, Any

from kg.building.changes import Task
from kg.building.making import Recipe
from kg.building.worker import one_thread
from kg.building.workers import BATCH, Made
from kg.errors import KgError
from kg.store import RemoteStore

if TYPE_CHECKING:
    import ray.data

WINDOW = 20_000  # articles that the cluster is given at once; those of one window are in the driver's memory
_RETRIES = 2  # of a batch whose worker or machine was lost; then its articles are tried alone

_QUIET = ("ray", "ray.data")


class Writer:
    """What a worker of the cluster does: it makes the graphs of a batch, and puts each where all of them are kept."""

    def __init__(self, recipe: Recipe, endpoint: str) -> None:
        """Load the parser and ask the server; raises KgError."""
        with one_thread():
            self.maker = recipe.maker()
        self.store = RemoteStore(endpoint, recipe.ontology, base=recipe.base)

    def __call__(self, rows: Mapping[str, Any]) -> dict[str, list[Any]]:
        """The places of the rows' tasks, whose graphs are kept now, with the mistake that ends the run, or nothing."""
        tasks = [pickle.loads(task) for task in rows["task"]]
        mistake = ""
        try:
            for task, triples in zip(tasks, self.maker.graphs(task.article for task in tasks), strict=True):
                self.store.replace(task.iri, triples, task.digest)
        except KgError as error:  # the server is gone, and is so for the others too
            mistake = str(error)
        return {"place": [int(place) for place in rows["place"]], "mistake": [mistake] * len(tasks)}


def _when_lost() -> dict[str, int]:
    """A worker that is lost is started again, and its batch read a few times more."""
    return {"max_restarts": -1, "max_task_retries": _RETRIES}


class Cluster:
    """A Ray cluster: the one that `RAY_ADDRESS` or the caller connected to, else one of this machine."""

    def __init__(self, recipe: Recipe, endpoint: str, jobs: int | None = None) -> None:
        """Connect to it; `jobs` workers at most, by default one for each of its processors. Raises KgError."""
        try:
            import ray  # heavy, an extra
        except ImportError as error:
            raise KgError("--runner ray needs Ray; install newskg[ray]") from error
        resources: Callable[[], dict[str, float]] = ray.cluster_resources
        self.recipe = recipe
        self.endpoint = endpoint
        if not ray.is_initialized():
            with one_thread():
                ray.init(address=os.environ.get("RAY_ADDRESS"), log_to_driver=False, logging_level=logging.WARNING)
        self.jobs = jobs or max(1, int(resources().get("CPU", 1)))

    def graphs(self, tasks: Iterator[Task]) -> Iterator[Made]:
        """Each task, in no order, once its graph is kept or it is known that there will be none.

        A batch whose worker fails is read again article by article. Raises KgError where the server is gone.
        """
        while window := dict(enumerate(islice(tasks, WINDOW))):
            for at_once in (BATCH, 1):
                yield from self._run(window, at_once)
            for task in window.values():
                yield Made(task, failure="failed with it twice; the logs of Ray say how")

    def _run(self, window: dict[int, Task], at_once: int) -> Iterator[Made]:
        """What becomes of the tasks of a window; they leave it."""
        if not window:
            return
        for row in self._rows(window, at_once):
            if row["mistake"]:
                raise KgError(row["mistake"])
            yield Made(window.pop(int(row["place"])), is_stored=True)

    def _rows(self, window: Mapping[int, Task], at_once: int) -> Iterator[dict[str, Any]]:
        import ray  # heavy
        from ray.data.exceptions import SystemException
        from ray.exceptions import RayError

        for name in _QUIET:
            logging.getLogger(name).setLevel(logging.ERROR)
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.max_errored_blocks = -1  # a batch that is lost is tried again, article by article
        items = [{"place": place, "task": pickle.dumps(task)} for place, task in window.items()]
        data: ray.data.Dataset = ray.data.from_items(items, override_num_blocks=ceil(len(items) / at_once))
        done = data.map_batches(
            Writer,
            batch_size=at_once,
            batch_format="numpy",
            fn_constructor_args=(self.recipe, self.endpoint),
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=self.jobs, initial_size=self.jobs),
            num_cpus=1,
            ray_remote_args_fn=_when_lost,
        )
        try:
            yield from done.iter_rows()
        except (RayError, SystemException) as error:
            said = next((line for line in reversed(str(error).splitlines()) if line.strip()), type(error).__name__)
            raise KgError(f"the Ray cluster fails: {said.strip()}") from error
