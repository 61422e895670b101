"""The matrices of the network in 8 bits, run by ONNX Runtime: vectors of words → states, and what is made of them."""

from pathlib import Path

import numpy as np
import onnxruntime
from msgspec import Struct

from lagebild.engines.network.pieces import Array

INPUTS = ("words", "places", "lengths", "rows")
ONLY_ERRORS = 3  # ONNX Runtime's levels of what it says on its own


class States(Struct, frozen=True):
    """What the graph says of n words; the fields are its outputs (see training/graph.py)."""

    states: Array  # [n, state]
    labels: Array  # [n, kinds of labels] scores
    arc_dep: Array  # [n, arc] as dependents, times the arc matrix
    arc_head: Array  # [n, arc] as heads
    rel_dep: Array  # [n, relations * (relation + 1)] as dependents, times the matrices of relations
    rel_head: Array  # [n, relation]


class Graph:
    """One graph in memory; any number of threads may run it."""

    def __init__(self, file: Path) -> None:
        """Load it. OSError if it is not there, ValueError if it is none or another than ours."""
        onnxruntime.set_default_logger_severity(ONLY_ERRORS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = True  # it keeps what the largest group needed
        stored = file.read_bytes()
        try:
            self._session = onnxruntime.InferenceSession(stored, options, ["CPUExecutionProvider"])
        except Exception as error:  # the classes of ONNX Runtime have no base of their own
            raise ValueError(f"{file.name} is no graph that can be run: {error}") from error
        taken = tuple(part.name for part in self._session.get_inputs())
        given = tuple(part.name for part in self._session.get_outputs())
        if taken != INPUTS or given != States.__struct_fields__:
            raise ValueError(f"{file.name} takes {', '.join(taken)} and gives {', '.join(given)}")

    def run(self, words: Array, lengths: list[int]) -> States:
        """Run it over the words of texts that follow one another and do not grow longer."""
        counts = np.array(lengths)
        steps = np.arange(counts[0])[:, None]
        begins = np.cumsum(counts) - counts
        read = steps < counts
        places = np.where(read, begins + steps, 0)
        rows = np.empty(len(words), np.intp)
        rows[places[read]] = np.flatnonzero(read)
        given = {"words": words, "places": places, "lengths": counts.astype(np.int32), "rows": rows}
        return States(*self._session.run(None, given))
