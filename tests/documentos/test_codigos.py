"""Verification codes: hard to guess, easy to copy by hand."""

from __future__ import annotations

import re

import pytest

from documentos.codigos import new_codigo, normalize_codigo


def test_new_codigo_has_80_bits_in_groups_of_four():
    codigos = {new_codigo() for _ in range(500)}

    assert len(codigos) == 500
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", codigo) for codigo in codigos)
    assert set("".join(codigos)) == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ-")  # 32 signs: 16 of them are 80 bits


@pytest.mark.parametrize(
    "escrito",
    [
        "7K3M-9QRT-0X1V-2BDH",
        "7k3m9qrt0x1v2bdh",
        " 7k3m 9qrt 0x1v 2bdh\n",
        "7K3M–9QRT—0X1V−2BDH",
        "7K3M-9QRT-OXIV-2BDH",
        "7k3m-9qrt-oxlv-2bdh",
        "7K3M.9QRT.0X1V.2BDH.",
    ],
)
def test_normalize_codigo_reads_what_people_write(escrito):
    assert normalize_codigo(escrito) == "7K3M-9QRT-0X1V-2BDH"


@pytest.mark.parametrize(
    "escrito",
    ["", "7K3M", "7K3M-9QRT-0X1V-2BDU", "7K3M-9QRT-0X1V-2BDHH", "ñ" * 16, "²" * 16, "' OR 1=1 --", "7K3M" * 100_000],
    ids=["empty", "short", "with-u", "long", "letters", "superscript", "sql", "huge"],
)
def test_normalize_codigo_refuses_what_cannot_be_one(escrito):
    assert normalize_codigo(escrito) is None


def test_normalize_codigo_keeps_a_new_one():
    codigo = new_codigo()

    assert normalize_codigo(codigo) == codigo
