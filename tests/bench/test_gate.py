import json

import gate

RUN = {
    "attributions": {"attributed": {"p": 0.7, "r": 0.71, "f1": 0.7055}, "attributed, quoted only": {"r": 0.81}},
    "turns": {"qa": {"f1": 0.99}, "false turns per article without any": 0.0101},
    "bodies": {"f1": 0.95, "pages": 78},
    "names": {"typed": 0.7, "gold": 100},
    "speed": {"words/cpu-second": 5000.0},
}
FLOORS = {"gold": None, "limits": {"speed.words/cpu-second": {"at least": 4000}}, "floors": {}, "ceilings": {}}


def measured(**changed: float) -> dict[str, float]:
    return {**dict(gate.figures(RUN)), **{name.replace("__", "."): value for name, value in changed.items()}}


def raised():
    return gate.renewed(FLOORS, measured(), lower=False)


def test_figures_leave_out_counts_and_the_recall_beside_an_f1():
    assert set(measured()) == {
        "attributions.attributed.p",
        "attributions.attributed.f1",
        "attributions.attributed, quoted only.r",
        "turns.qa.f1",
        "turns.false turns per article without any",
        "bodies.f1",
        "names.typed",
        "speed.words/cpu-second",
    }


def test_what_was_measured_holds():
    assert gate.faults(raised(), measured()) == []


def test_a_figure_that_drops_fails_and_says_by_how_much():
    faults = gate.faults(raised(), measured(turns__qa__f1=0.5))
    assert [str(fault) for fault in faults] == ["turns.qa.f1: 0.5000, must be at least 0.989"]


def test_more_of_what_should_be_less_fails():
    assert len(gate.faults(raised(), {**measured(), "turns.false turns per article without any": 0.5})) == 1


def test_a_figure_that_is_missing_fails():
    kept = {name: value for name, value in measured().items() if name != "bodies.f1"}
    assert "bodies.f1: missing" in str(gate.faults(raised(), kept)[0])


def test_a_broken_promise_about_time_fails_but_is_never_raised():
    assert raised()["limits"] == FLOORS["limits"]
    assert "speed.words/cpu-second" not in raised()["floors"]
    assert len(gate.faults(raised(), {**measured(), "speed.words/cpu-second": 3000.0})) == 1


def test_raising_never_lowers():
    again = gate.renewed(raised(), measured(bodies__f1=0.2, turns__qa__f1=1.0), lower=False)
    assert (again["floors"]["bodies.f1"], again["floors"]["turns.qa.f1"]) == (0.949, 0.999)


def test_lowering_takes_the_figures_as_they_are():
    assert gate.renewed(raised(), measured(bodies__f1=0.2), lower=True)["floors"]["bodies.f1"] == 0.199


def test_the_floors_in_the_project_are_well_formed():
    floors = json.loads(gate.FLOORS.read_text("utf-8"))
    assert set(floors) == {"gold", "limits", "floors", "ceilings"}
    assert all(0 <= value <= 1 for value in floors["floors"].values())
