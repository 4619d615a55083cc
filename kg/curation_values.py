"""What the keys of a correction hold: each value checked and in the form that a reading has it in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from kg.curation_entry import bare
from kg.model import Scalar
from kg.model_given import year_given

_TEXTS = ("type", "stage", "scope", "full", "unit", "modifier", "comparator", "kind", "direction", "basis",
          "status", "group", "programme")  # fmt: skip
SETTABLE = frozenset((*_TEXTS, "class", "aliases", "value", "year"))
CHOICES: Mapping[str, Mapping[str, str]] = {  # the values that there are, each with its Chinese label
    "kind": {"level": "总量", "share": "占比", "change": "变化"},
    "direction": {"up": "上升", "down": "下降"},
    "status": {"achieved": "已完成", "planned": "目标"},
    "comparator": {">=": "不少于", "<=": "不超过", "~": "约", ">": "超过", "<": "不足"},
    "scope": {"national": "全国", "local": "地方"},
}


def attribute(key: str, value: object) -> Scalar:
    """The value of an attribute of ``SETTABLE``. ValueError says what it must be."""
    if key == "class":
        return class_name(value)
    if key == "value":
        return decimal(value)
    if value is None:
        return None
    if key == "year":
        if isinstance(value, str) and (digits := value.strip().removesuffix("年")).isdecimal():
            value = int(digits)  # as a form gives it
        return year_given(value)
    if key == "aliases":
        if not isinstance(value, list):
            raise ValueError("aliases must be a list")
        return tuple(bare(as_text(each)) for each in value)
    if key in CHOICES:
        return one_of(key, CHOICES[key], value)
    return bare(as_text(value)) if key in ("group", "programme") else as_text(value)


def one_of(key: str, known: Mapping[str, str], value: object) -> str:
    """The value of those ``known``, also where it is given by its label. ValueError lists them."""
    given = as_text(value)
    if given in known:
        return given
    called = [each for each, label in known.items() if label == given]
    if not given or len(called) != 1:
        there = ", ".join(f"{each} {label}".rstrip() for each, label in known.items())
        raise ValueError(f"{key} must be one of {there}, not {value!r}")
    return called[0]


def class_name(value: object) -> str:
    """A class by its CURIE; "" for none."""
    name = as_text(value)
    if name and not name.rpartition(":")[2].isidentifier():
        raise ValueError(f"class must be a name such as Programme, not {value!r}")
    return name if ":" in name or not name else f"wr:{name}"


def decimal(value: object) -> str:
    """A number as xsd:decimal writes it; "" for none."""
    if value is None:
        return ""
    try:
        number = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        raise ValueError(f"value must be a number, not {value!r}") from None
    if not number.is_finite():
        raise ValueError(f"value must be a finite number, not {value!r}")
    return format(number, "f")


def as_text(value: object) -> str:
    """Any value as text without space around it; "" for none."""
    return "" if value is None else str(value).strip()
