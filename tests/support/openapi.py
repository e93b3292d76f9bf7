"""The program's OpenAPI document: what it says of an address, and whether an answer fits."""

import json

from jsonschema import Draft202012Validator

METHODS = ("get", "post", "put", "delete", "patch")


class Operation:
    def __init__(self, method, path, said):
        self.method = method.upper()
        self.path = path
        self.said = said
        self.id = said["operationId"]

    def parameters(self, where):
        return [parameter["name"] for parameter in self.said["parameters"]
                if parameter["in"] == where]


class Document:
    def __init__(self, text):
        self.whole = json.loads(text)
        self.schemas = self.whole["components"]["schemas"]
        self.operations = [Operation(method, path, item[method])
                           for path, item in self.whole["paths"].items()
                           for method in METHODS if method in item]

    def operation(self, name):
        return next(operation for operation in self.operations if operation.id == name)

    def validator(self, schema):
        """`schema` may refer to the document's components."""
        return Draft202012Validator({**schema, "components": self.whole["components"]})

    def assert_is(self, name, value):
        self.validator({"$ref": f"#/components/schemas/{name}"}).validate(value)

    def assert_answer(self, operation, status, content_type, body):
        """The answer is one of those that the operation may give."""
        response = operation.said["responses"].get(str(status))
        assert response is not None, f"{operation.id} may not answer {status}"
        media = response["content"].get(content_type)
        assert media is not None, f"{operation.id} {status} may not be {content_type}"
        if content_type.endswith("json"):
            self.validator(media["schema"]).validate(json.loads(body))

    def refs(self):
        def walk(value):
            if isinstance(value, dict):
                if isinstance(value.get("$ref"), str):
                    yield value["$ref"]
                for inner in value.values():
                    yield from walk(inner)
            elif isinstance(value, list):
                for inner in value:
                    yield from walk(inner)
        return set(walk(self.whole))
