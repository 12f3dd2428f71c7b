"""Form keys and row codes: what a file and a row say of themselves, and how much damage they bear."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmapdocs.forms.codes import ascii_code, fold_code
from roadmapdocs.forms.key import (
    ALPHABET,
    KEY_LABEL,
    agreed_key,
    campaign_code,
    find_keys,
    format_key,
    parse_key,
)
from roadmapdocs.model.form import FormKey


def key(campaign: str = "2F7D", kind: str = "R", revision: int = 1, respondent: str = "07") -> FormKey:
    """A key, school 07 of campaign 2F7D by default."""
    return FormKey(campaign=campaign, kind=kind, revision=revision, respondent=respondent)


SYMBOL = st.sampled_from(ALPHABET)
KEYS = st.builds(
    key,
    campaign=st.text(SYMBOL, min_size=4, max_size=4),
    kind=SYMBOL,
    revision=st.integers(0, 99),
    respondent=st.text(SYMBOL, min_size=1, max_size=8),
)
SOME = (key(), key("0000", "D", 0, "0"), key("WVUR", "R", 99, "12345678"), key("30R7", "N", 12, "LJG"))


@given(KEYS)
def test_a_printed_key_is_read_back(one: FormKey) -> None:
    """Every key of the alphabet comes back from its printed form, with blanks round it too."""
    assert parse_key(format_key(one)) == one
    assert parse_key(f" {format_key(one)}\u00a0\n") == one


def test_a_printed_key_is_one_word() -> None:
    """The parts stand side by side without a hyphen, and the check symbol of this key is 9."""
    assert format_key(key()) == "2F7DR01079"


@pytest.mark.parametrize("one", SOME, ids=format_key)
def test_every_wrong_symbol_is_noticed(one: FormKey) -> None:
    """No other symbol in any single place makes a valid key."""
    printed = format_key(one)
    survivors = [
        wrong
        for place in range(len(printed))
        for symbol in ALPHABET
        if (wrong := printed[:place] + symbol + printed[place + 1 :]) != printed and parse_key(wrong) is not None
    ]
    assert survivors == []


def test_most_swapped_neighbours_are_noticed() -> None:
    """Of two different neighbours that changed places in 200 keys, fewer than one pair in ten goes unnoticed."""
    noticed, missed = 0, 0
    for number in range(200):
        printed = format_key(key(campaign_code(str(number)), "R", number % 100, f"{number:03d}"))
        for left in range(len(printed) - 1):
            swapped = printed[:left] + printed[left + 1] + printed[left] + printed[left + 2 :]
            if swapped != printed:
                noticed += parse_key(swapped) is None
                missed += parse_key(swapped) is not None
    assert noticed > 1500
    assert missed < noticed / 9


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2f7dr01079", "2F7DR01079"),
        ("2F7DRО1О79", "2F7DR01079"),
        ("2F7DRO1O79", "2F7DR01079"),
        ("2F7DR0І079", "2F7DR01079"),
        ("2F7DR0I079", "2F7DR01079"),
        ("2F7DR0l079", "2F7DR01079"),
        ("2F7DR0|079", "2F7DR01079"),
    ],
)
def test_look_alikes_of_digits_are_folded(typed: str, meant: str) -> None:
    """O, О, I, І, l and | typed for the digits 0 and 1, and small letters, give the key that was meant."""
    assert parse_key(typed) == parse_key(meant) == key()


@pytest.mark.parametrize("text", ["", "2F7D", "2F7DRX1079", "2F7DR0107", "2F7DR01079" * 2, "²F7DR01070", "ßßßßßßßßß"])
def test_what_is_no_key(text: str) -> None:
    """Text of another length, with other symbols or with a wrong check symbol is no key."""
    assert parse_key(text) is None


@given(st.text() | st.text(ALPHABET + "OОlI|²٣ß", min_size=9, max_size=16))
def test_no_text_raises(text: str) -> None:
    """Whatever stands where a key should stand is read as a key of the right parts, or as none."""
    one = parse_key(text)
    assert one is None or parse_key(format_key(one)) == one
    assert all(parse_key(format_key(found)) == found for found in find_keys(f"{KEY_LABEL}: {text}"))


def test_the_alphabet_has_no_look_alikes() -> None:
    """No letter of the alphabet looks like a digit or like a Cyrillic capital."""
    letters = [symbol for symbol in ALPHABET if symbol.isalpha()]
    like_cyrillic = set("ABCEHKMOPTXY")
    like_digits = set("OIQZSB")
    assert set(letters) & (like_cyrillic | like_digits) == set()
    assert (len(ALPHABET), len(set(ALPHABET))) == (20, 20)
    assert {unicodedata.name(symbol).split()[0] for symbol in ALPHABET} == {"DIGIT", "LATIN"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ключ формы: 2F7DR01079", [key()]),
        ("КЛЮЧ ФОРМЫ 2f7dr01079.", [key()]),
        ("Отчёт. Ключ формы:\u00a02F7DR01079, стр. 1", [key()]),
        ("Ключ формы\n2F7DR01079", [key()]),
        ("Ключ формы: 2F7DR01079 и ключ формы: WVURR9912345678N", [key(), key("WVUR", "R", 99, "12345678")]),
        ("2F7DR01079", []),
        ("Ключ формы: 2F7DR01071", []),
        ("Ключ формы: 2F7DR01079А", []),
        ("Ключ формы не найден", []),
    ],
)
def test_keys_in_running_text(text: str, found: list[FormKey]) -> None:
    """A key is found behind its words, in any case and with any blank between, and only whole."""
    assert find_keys(text) == found


def test_the_key_most_places_agree_on() -> None:
    """The majority wins; equal support for two keys is no agreement; one place alone is enough."""
    one, other = key(), key(respondent="08")
    assert agreed_key([one, other, one]) == (one, 2)
    assert agreed_key([other]) == (other, 1)
    assert agreed_key([one, other]) == (None, 0)
    assert agreed_key([one, other, other, one]) == (None, 0)
    assert agreed_key([]) == (None, 0)


def test_campaign_code() -> None:
    """An order always gives the same four symbols of the alphabet; where a name ends makes a difference."""
    code = campaign_code("Отдел", "159", "2023-10-30")
    assert code == campaign_code("Отдел", "159", "2023-10-30")
    assert (len(code), set(code) - set(ALPHABET)) == (4, set())
    assert code != campaign_code("Отдел1", "59", "2023-10-30")


# --- row codes --------------------------------------------------------------------------------------------------

LETTERS = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
ALL_CODES = [
    f"{letter}{number}{part}" for letter in LETTERS for number in range(1, 100) for part in ("", *"абвгдежзийк")
]


def test_ascii_codes_differ() -> None:
    """All codes А1 to Я99, with and without the letters а to к, have different names in ASCII, in any letter case."""
    names = [ascii_code(code) for code in ALL_CODES]
    assert len({name.casefold() for name in names}) == len(ALL_CODES) == 32 * 99 * 12
    assert [name for name in names if not (name.isascii() and name.isalnum())] == []


def test_every_code_is_itself() -> None:
    """A code that came back unharmed is that code."""
    assert [code for code in ALL_CODES if fold_code(code) != code] == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("A13", "А13"),
        ("а 13", "А13"),
        ("А13.", "А13"),
        ("А-13", "А13"),
        ("А\u00a013", "А13"),
        (" А\n13\t", "А13"),
        ("К1", "К1"),
        ("K1", "К1"),
        ("p2", "Р2"),
        ("Б12А", "Б12а"),
        ("Б12a", "Б12а"),
        ("Б 12 а", "Б12а"),
        ("1.3", ""),
        ("АА13", ""),
        ("А", ""),
        ("13", ""),
        ("А123", ""),
        ("Код", ""),
        ("№ А13", ""),
        ("А13 и А14", ""),
        ("F13", ""),
        ("", ""),
    ],
)
def test_damaged_codes(typed: str, code: str) -> None:
    """Another alphabet, case, blanks, dots and hyphens are no harm; what is not a code gives none."""
    assert fold_code(typed) == code
