"""Schemas that results are held to, each read and compiled once by a library that is no part of what it judges."""

import json
from functools import cache
from typing import Any

import jsonschema_rs

from compliance.loading.facts.specs import specs_root

Validator = jsonschema_rs.Draft4Validator | jsonschema_rs.Draft7Validator | jsonschema_rs.Draft202012Validator


@cache
def published(name: str) -> jsonschema_rs.Draft202012Validator:
    """Compile a schema of `specs/schemas`, which fails where it is none."""
    text = (specs_root() / f"schemas/{name}.schema.json").read_text("utf-8")
    return jsonschema_rs.Draft202012Validator(json.loads(text), validate_formats=True)


def breaches(validator: Validator, found: Any) -> list[str]:
    """What a value breaks of a schema, each with its place."""
    return [f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in validator.iter_errors(found)]
