"""Reads documents of YAML with PyYAML and ruamel.yaml: a list of texts in JSON, to what each reader makes of them.

Whatever JSON has no form for, and keys that are no text, comes back as a text that says so.
"""

import json
import math
import sys

import ruamel.yaml
import yaml


def plain(value):
    if isinstance(value, dict):
        return {key if isinstance(key, str) else f"({type(key)}) {key}": plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return f"(float) {value}"
    return value if value is None or isinstance(value, (str, bool, int, float)) else f"({type(value)}) {value}"


def read(load, text):
    try:
        return {"value": plain(load(text))}
    except Exception as error:
        return {"error": str(error)}


def ruamel_load(text):
    return ruamel.yaml.YAML(typ="safe", pure=True).load(text)


texts = json.load(open(sys.argv[1], encoding="utf-8"))
readers = {"PyYAML": yaml.safe_load, "ruamel.yaml": ruamel_load}
found = {name: [read(load, text) for text in texts] for name, load in readers.items()}
json.dump(found, open(sys.argv[2], "w", encoding="utf-8"))
