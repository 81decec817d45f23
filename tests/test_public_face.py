import types

import ondit


def test_what_is_visible_is_what_is_promised():
    visible = {name for name, value in vars(ondit).items() if not name.startswith("_") and not isinstance(value, types.ModuleType)}
    assert visible == set(ondit.__all__)


def test_everything_promised_says_what_it_is():
    assert [name for name in ondit.__all__ if not getattr(ondit, name).__doc__] == []


def test_every_error_is_an_ondit_error():
    errors = [value for value in vars(ondit).values() if isinstance(value, type) and issubclass(value, Exception)]
    assert all(issubclass(error, ondit.OnditError) for error in errors)
