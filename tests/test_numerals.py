import pytest

from roadmapdocs.russian.numerals import agree

ONE = {1, 21, 31, 41, 51, 61, 71, 81, 91, 101, 121}
FEW = {tens + ones for tens in (0, 20, 30, 40, 50, 60, 70, 80, 90, 100, 120) for ones in (2, 3, 4)}


@pytest.mark.parametrize("number", range(126))
def test_a_word_agrees_with_its_number(number):
    """The three forms of a noun, number by number: 1, 21, 101 школа; 2 to 4, 22 школы; 11 to 14, 111 школ."""
    word = "школа" if number in ONE else "школы" if number in FEW else "школ"
    assert agree(number, "школа", "школы", "школ") == f"{number} {word}"


@pytest.mark.parametrize(
    "number, phrase",
    [(111, "111 дней"), (1011, "1011 дней"), (1001, "1001 день"), (-1, "-1 день"), (-12, "-12 дней"), (-22, "-22 дня")],
)
def test_large_and_negative_numbers(number, phrase):
    """Only the last two digits count, and a minus changes nothing."""
    assert agree(number, "день", "дня", "дней") == phrase
