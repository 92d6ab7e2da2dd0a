"""The description of the documents for programs (OpenAPI 3.1), made from their shapes."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from inspect import getdoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from django.conf import settings

from codes import phrases
from codes.publishing import shapes

Schema = dict[str, Any]
SIMPLE: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    datetime: {"type": "string", "format": "date-time"},
}
CODE = r"[1-9][0-9]{2}|[245](\.[0-9]{1,3}){2}"
SUMMARY = (
    "The SMTP reply codes and enhanced status codes of this reference, and any two of them compared. Read-only, "
    "without a key, open to scripts of other sites. Fields and values may be added to version 1; none is changed or "
    "taken away. A change of any other kind gets addresses of its own, and these stay."
)


def schema(hint: Any) -> Schema:
    """The JSON Schema of a type."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    if is_typeddict(hint):
        return {"$ref": f"#/components/schemas/{hint.__name__}"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"type": "string", "enum": [member.value for member in hint]}
    return MADE_OF_OTHERS[get_origin(hint)](*get_args(hint))


def any_of(*hints: Any) -> Schema:
    """The JSON Schema of a union."""
    return {"anyOf": [schema(each) for each in hints]}


MADE_OF_OTHERS: dict[Any, Callable[..., Schema]] = {
    Annotated: lambda hint, form: {**schema(hint), "format": form},
    Literal: lambda value: {"const": value},
    Union: any_of,
    UnionType: any_of,
    dict: lambda _key, value: {"type": "object", "additionalProperties": schema(value)},
    list: lambda item: {"type": "array", "items": schema(item)},
}


def component(shape: Any) -> Schema:
    """The JSON Schema of a document or of a part of one; readers have to bear fields that they do not know."""
    hints = get_type_hints(shape, include_extras=True)
    return {
        "type": "object",
        "description": " ".join((getdoc(shape) or "").split()),
        "properties": {name: schema(hint) for name, hint in hints.items()},
        "required": list(hints),
    }


def answer(words: str, shape: type | None = None) -> Schema:
    """One possible answer."""
    open_to_all = {"Access-Control-Allow-Origin": {"schema": {"const": "*"}}}
    body = {"content": {"application/json": {"schema": schema(shape)}}} if shape else {}
    return {"description": words, "headers": open_to_all, **body}


def operation(name: str, words: str, shape: type, *parameters: Schema) -> Schema:
    """One kind of document."""
    language = {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]}
    sent_on = "Another spelling of an address, such as the larger code first: the document is at Location."
    return {
        "get": {
            "operationId": name,
            "summary": words,
            "parameters": [
                {"name": "language", "in": "path", "required": True, "schema": language, "example": "en"},
                *parameters,
            ],
            "responses": {
                "200": answer("The document.", shape),
                "301": answer(sent_on),
                "302": answer("A code that stands for another one now; that may change."),
                "304": answer("Not changed since the ETag that was sent in If-None-Match."),
                "404": answer("There is none; the nearest codes.", shapes.Nothing),
            },
        }
    }


def in_path(name: str, pattern: str, example: str) -> Schema:
    """A variable part of an address."""
    shape = {"type": "string", "pattern": f"^({pattern})$"}
    return {"name": name, "in": "path", "required": True, "schema": shape, "example": example}


def openapi() -> Schema:
    """The whole description."""
    licence = phrases.LICENCE
    documents = [shape for shape in vars(shapes).values() if is_typeddict(shape)]
    pair = in_path("pair", f"({CODE})-vs-({CODE})", "450-vs-550")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "smtpref",
            "version": "1",
            "description": SUMMARY,
            "license": {"name": licence.identifier, "url": licence.address},
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": {
            "/{language}/codes.json": operation("codes", "All codes.", shapes.Index),
            "/{language}/codes/{code}.json": operation("code", "One code.", shapes.Code, in_path("code", CODE, "550")),
            "/{language}/compare/{pair}.json": operation("compare", "Any two codes.", shapes.Comparison, pair),
        },
        "components": {"schemas": {shape.__name__: component(shape) for shape in documents}},
    }
