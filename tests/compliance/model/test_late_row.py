"""A row that is made when somebody looks into it: once, and the same as any other row of these things."""

import pickle

from compliance.model.report import LateRow


def test_a_late_row_is_made_once_and_only_if_somebody_looks() -> None:
    made = []

    def make() -> list[int]:
        made.append(1)
        return [3, 1, 2]

    row = LateRow(make)
    assert made == []
    assert (len(row), row[0], row[1:], list(row), 2 in row) == (3, 3, (1, 2), [3, 1, 2], True)
    assert made == [1]


def test_a_late_row_equals_every_row_of_the_same_things() -> None:
    row = LateRow(lambda: [1, 2])
    assert row == (1, 2)
    assert row == (1, 2)
    assert row == LateRow(lambda: (1, 2))
    assert row != (1, 3)
    assert row != [1, 2]
    assert (hash(row), repr(row)) == (hash((1, 2)), "(1, 2)")
    assert pickle.loads(pickle.dumps(row)) == (1, 2)
