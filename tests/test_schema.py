import jsonschema
import pytest

from ondit.schema import generate, shipped


def test_the_shipped_schema_is_what_the_records_make():
    assert shipped() == generate(), "write it anew: python -m ondit.schema"


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(shipped())


def test_a_reading_is_valid(reading):
    jsonschema.validate(reading.to_dict(), shipped())


@pytest.mark.parametrize(("key", "value"), [("act", "believe"), ("content", [[1]]), ("chain", "v0"), ("extra", 1)])
def test_a_statement_that_breaks_the_contract_is_not_valid(reading, key, value):
    document = reading.to_dict()
    document["statements"][0][key] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, shipped())


def test_every_key_must_be_there(reading):
    document = reading.to_dict()
    del document["article"]["byline"]
    with pytest.raises(jsonschema.ValidationError, match="byline"):
        jsonschema.validate(document, shipped())
