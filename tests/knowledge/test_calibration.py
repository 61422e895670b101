"""Confidences are probabilities, and a wrong file of weights is refused with its field."""

from pathlib import Path

import pytest

from lagebild.errors import DataError
from lagebild.knowledge.calibration import Calibration, load_calibration
from lagebild.knowledge.data import package_folder

SHIPPED = load_calibration(package_folder("calibration"))


def test_a_confidence_is_the_logistic_of_what_holds() -> None:
    calibration = Calibration(1, 1, base=1.0, discount=1.0, weights={"noun": -2.0})
    assert calibration.confidence(()) == 0.5
    assert calibration.confidence(("noun", "never heard of")) == 0.12


def test_the_shipped_weights_speak_the_way_that_they_may() -> None:
    speaks_for = {"main clause", "demanding rule", "several actors", "on somebody's word"}
    assert all((weight > 0) == (name in speaks_for) for name, weight in SHIPPED.weights.items())
    assert 0 < SHIPPED.confidence(SHIPPED.weights) < SHIPPED.confidence(()) < 1


def test_a_wrong_field_is_named(tmp_path: Path) -> None:
    (tmp_path / "events.yaml").write_text("events: 1\nothers: 1\nbase: 1\ndiscount: 0\nwieghts: {}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"events\.yaml: .*we?i"):
        load_calibration(tmp_path)
