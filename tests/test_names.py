"""Names of people: read, declined, shortened to initials; what is uncertain is said and never guessed."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from roadmapdocs.errors import DefinitionError, EnvironmentLacksError, TemplateError
from roadmapdocs.model.order import Order
from roadmapdocs.model.profile import Profile
from roadmapdocs.orders.cases import ambiguous_names, declined
from roadmapdocs.orders.files import load_order
from roadmapdocs.russian import declension
from roadmapdocs.russian.declension import CASES, like
from roadmapdocs.russian.names import AmbiguousNameError, PersonName, gender_of, in_case, parse_name, with_initials
from roadmapdocs.russian.phrases import in_case as phrase_in_case
from roadmapdocs.writers.docx.prose import render_prose
from roadmapdocs.writers.order.words import say_prose

HERE = Path(__file__).parent
HELD_OUT = HERE / "data" / "names_heldout.tsv"
ZARECHYE = HERE.parent / "examples" / "zarechye-2024" / "order.yaml"
OBLIQUE = CASES[1:]


def plain(text: str) -> str:
    """Fold what grammar does not decide: no-break spaces, and ё that may be printed as е."""
    return text.replace("\u00a0", " ").replace("ё", "е")


# --- reading ---


@pytest.mark.parametrize(
    "text, surname, given, patronymic",
    [
        ("Косенкова С.Н.", "Косенкова", "С.", "Н."),
        ("С.Н. Косенкова", "Косенкова", "С.", "Н."),
        ("С. Н. Косенкова", "Косенкова", "С.", "Н."),
        ("С.Н.Косенкова", "Косенкова", "С.", "Н."),
        ("Косенкова\u00a0С.\u00a0Н.", "Косенкова", "С.", "Н."),
        ("Косенкова С.", "Косенкова", "С.", ""),
        ("Косенкова", "Косенкова", "", ""),
        ("Косенкова Светлана", "Косенкова", "Светлана", ""),
        ("Светлана Косенкова", "Косенкова", "Светлана", ""),
        ("Светлана Николаевна", "", "Светлана", "Николаевна"),
        ("Косенкова Светлана Николаевна", "Косенкова", "Светлана", "Николаевна"),
        ("Светлана Николаевна Косенкова", "Косенкова", "Светлана", "Николаевна"),
        ("Абрамович Иван Петрович", "Абрамович", "Иван", "Петрович"),
        ("Иван Петрович Абрамович", "Абрамович", "Иван", "Петрович"),
        ("Бонч-Бруевич Анна-София Ивановна", "Бонч-Бруевич", "Анна-София", "Ивановна"),
        ("ван дер Меер Яков Ильич", "ван дер Меер", "Яков", "Ильич"),
        ("Гасанов Эльдар Али оглы", "Гасанов", "Эльдар", "Али оглы"),
        ("Меер А.-Ф.К.", "Меер", "А.-Ф.", "К."),
    ],
)
def test_names_are_read_in_any_order(text: str, surname: str, given: str, patronymic: str) -> None:
    """Initials on either side, full names in either order, particles, compound names."""
    assert parse_name(text) == PersonName(surname, given, patronymic)


@pytest.mark.parametrize("text", ["", "  ", "____ А.В.", "С.Н. Косенкова, методист", "Отдел по делам молодёжи", "№ 5"])
def test_what_is_no_name_is_none(text: str) -> None:
    """Nothing is read out of what cannot be a name; it is printed as it stands."""
    assert parse_name(text) is None
    assert with_initials(text) == text
    with pytest.raises(DefinitionError):
        in_case(text, "dative")


# --- initials ---


@pytest.mark.parametrize(
    "order, spaced, printed",
    [
        ("after", False, "Косенкова С.Н."),
        ("after", True, "Косенкова С. Н."),
        ("before", False, "С.Н. Косенкова"),
        ("before", True, "С. Н. Косенкова"),
    ],
)
@pytest.mark.parametrize("name", ["Косенкова Светлана Николаевна", "С.Н. Косенкова", "Косенкова С. Н."])
def test_initials_stand_where_they_are_wanted(name: str, order: str, *, spaced: bool, printed: str) -> None:
    """Any stored form gives any printed one, and no line ends inside it."""
    shown = with_initials(name, order, spaced=spaced)
    assert shown.replace("\u00a0", " ") == printed
    assert " " not in shown


def test_initials_of_unusual_names() -> None:
    """Half names have an initial each; particles stay with the surname; a lone surname stays."""
    assert plain(with_initials("Соколова Анна-Мария Сергеевна")) == "Соколова А.-М.С."
    assert plain(with_initials("фон Дитмар Отто Карлович", "before")) == "О.К. фон Дитмар"
    assert plain(with_initials("Гасанов Эльдар Али оглы")) == "Гасанов Э.А."
    assert with_initials("Пуликова") == "Пуликова"
    assert str(PersonName("Пуликова", "А.", "В.")) == "Пуликова\u00a0А.\u00a0В."


# --- gender ---


@pytest.mark.parametrize(
    "text, gender",
    [
        ("Ткаченко Олег Фомич", "male"),
        ("Ткаченко Римма Ильинична", "female"),
        ("Ткаченко Римма", "female"),
        ("Косенкова С.Н.", "female"),
        ("Пашков С.Н.", "male"),
        ("Руднянский А.А.", "male"),
        ("Луговая А.А.", "female"),
        ("Ткаченко С.Н.", None),
        ("Жук С.Н.", None),
        ("Калина С.Н.", None),
        ("Грин С.Н.", None),
        ("Косенкова Сергей Николаевич", None),
    ],
)
def test_gender_is_told_or_not(text: str, gender: str | None) -> None:
    """Patronymic, given name, a certain surname; silence and contradiction are no gender."""
    name = parse_name(text)
    assert name is not None
    assert gender_of(name) == gender


@pytest.mark.parametrize("text", ["Жук С.Н.", "Грин С.Н.", "Ким А.А.", "Косенкова Сергей Николаевич", "Толстой А.А."])
def test_an_ambiguous_gender_is_never_guessed(text: str) -> None:
    """Where a man's and a woman's forms differ, somebody must say which it is."""
    with pytest.raises(AmbiguousNameError) as caught:
        in_case(text, "dative")
    assert caught.value.reason == "gender"
    assert in_case("Жук С.Н.", "dative", "male") == "Жуку С.Н."
    assert in_case("Жук С.Н.", "dative", "female") == "Жук С.Н."


@pytest.mark.parametrize("text, dative", [("Ткаченко С.Н.", "Ткаченко С.Н."), ("Груша О.О.", "Груше О.О.")])
def test_a_gender_that_does_not_matter_is_not_asked(text: str, dative: str) -> None:
    """Both genders have the same form, so the form is certain."""
    assert in_case(text, "dative") == dative


def test_a_surname_of_two_declensions_is_said() -> None:
    """A woman «Калина» may be «Калине» or «Калиной»; a man is «Калине»."""
    with pytest.raises(AmbiguousNameError) as caught:
        in_case("Калина Ольга Петровна", "dative")
    assert caught.value.reason == "declension"
    assert in_case("Калина Пётр Петрович", "dative") == "Калине Петру Петровичу"


# --- cases, on the names used while building ---

BUILT_WITH = """
Косенкова Светлана Николаевна|Косенковой Светланы Николаевны|Косенковой Светлане Николаевне|Косенкову Светлану Николаевну|Косенковой Светланой Николаевной|Косенковой Светлане Николаевне
Ковалева-Швец И.И.|Ковалевой-Швец И.И.|Ковалевой-Швец И.И.|Ковалеву-Швец И.И.|Ковалевой-Швец И.И.|Ковалевой-Швец И.И.
Хвостач Денис Ильич|Хвостача Дениса Ильича|Хвостачу Денису Ильичу|Хвостача Дениса Ильича|Хвостачом Денисом Ильичом|Хвостаче Денисе Ильиче
Рыбий Лев Фомич|Рыбьего Льва Фомича|Рыбьему Льву Фомичу|Рыбьего Льва Фомича|Рыбьим Львом Фомичом|Рыбьем Льве Фомиче
Стрелец Юрий Юрьевич|Стрельца Юрия Юрьевича|Стрельцу Юрию Юрьевичу|Стрельца Юрия Юрьевича|Стрельцом Юрием Юрьевичем|Стрельце Юрии Юрьевиче
Берия Анна Ивановна|Берии Анны Ивановны|Берии Анне Ивановне|Берию Анну Ивановну|Берией Анной Ивановной|Берии Анне Ивановне
Тер-Петросян Ашот Ашотович|Тер-Петросяна Ашота Ашотовича|Тер-Петросяну Ашоту Ашотовичу|Тер-Петросяна Ашота Ашотовича|Тер-Петросяном Ашотом Ашотовичем|Тер-Петросяне Ашоте Ашотовиче
Сова Андрей Петрович|Совы Андрея Петровича|Сове Андрею Петровичу|Сову Андрея Петровича|Совой Андреем Петровичем|Сове Андрее Петровиче
Груша О.О.|Груши О.О.|Груше О.О.|Грушу О.О.|Грушей О.О.|Груше О.О.
С. Н. Пашков|С. Н. Пашкова|С. Н. Пашкову|С. Н. Пашкова|С. Н. Пашковым|С. Н. Пашкове
КОСЕНКОВА С.Н.|КОСЕНКОВОЙ С.Н.|КОСЕНКОВОЙ С.Н.|КОСЕНКОВУ С.Н.|КОСЕНКОВОЙ С.Н.|КОСЕНКОВОЙ С.Н.
Зеленый П.П.|Зеленого П.П.|Зеленому П.П.|Зеленого П.П.|Зеленым П.П.|Зеленом П.П.
Семёнов Артём|Семёнова Артёма|Семёнову Артёму|Семёнова Артёма|Семёновым Артёмом|Семёнове Артёме
"""  # noqa: E501 - a row of the table is a row


@pytest.mark.parametrize("row", BUILT_WITH.split("\n")[1:-1], ids=lambda row: row.split("|")[0])
def test_names_are_declined(row: str) -> None:
    """Five cases of each name, letter for letter, with the blanks and capitals it is written with."""
    name, *forms = row.split("|")
    assert [in_case(name, case) for case in OBLIQUE] == forms
    assert in_case(name, "nominative") == name


def test_letters_stay_as_written() -> None:
    """No ё is put where the author wrote е, none is lost where the author wrote it; capitals stay."""
    assert like("Зеленый", "зелёного") == "Зеленого"
    assert like("Зелёный", "зелёного") == "Зелёного"
    assert like("НАЧАЛЬНИК", "начальника") == "НАЧАЛЬНИКА"


# --- the names kept apart ---


def held_out() -> list[dict[str, str]]:
    """The hundred names that were written down before the code and not used while building it."""
    with HELD_OUT.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def forms_of(row: dict[str, str]) -> list[str]:
    """Our forms of a name, or the error's text in place of one."""
    try:
        return [plain(in_case(row["nominative"], case, row["gender"] or None)) for case in OBLIQUE]  # type: ignore[arg-type]
    except DefinitionError as error:
        return [str(error)] * len(OBLIQUE)


def test_held_out_names() -> None:
    """At least 95 of 100 names have all five forms right."""
    rows = held_out()
    wrong = {row["nominative"]: forms for row in rows if (forms := forms_of(row)) != [plain(row[c]) for c in OBLIQUE]}
    assert len(rows) == len({row["nominative"] for row in rows}) == 100
    assert len(wrong) <= 5, wrong


def test_the_built_with_names_are_not_held_out() -> None:
    """No name of this file's tables is in the list kept apart."""
    built = {row.split("|")[0] for row in BUILT_WITH.split("\n")}
    assert not built & {row["nominative"] for row in held_out()}


# --- in an order ---


def order(
    person: dict[str, object], text: str = "{people.x:dative}, {people.x.post:dative}, предоставить отчёт."
) -> Order:
    """The second order with one other person and one clause."""
    data = load_order(ZARECHYE).model_dump(by_alias=True)
    return Order.model_validate({**data, "people": {"x": person}, "clauses": [{"id": "c", "text": text}]})


def clause(source: Order, profile: Profile | None = None) -> str:
    """The only clause as the writer prints it."""
    clauses = say_prose(source, profile or Profile(name="p"))["clauses"]
    assert isinstance(clauses, list)
    return plain(clauses[0]["text"])


def test_forms_are_derived_where_none_is_stored() -> None:
    """One name and one post in the nominative are enough; the order loads without their forms."""
    source = order({"name": "Луговая Г.Д.", "post": "ведущий специалист Отдела по образованию"})
    assert clause(source) == "Луговой Г.Д., ведущему специалисту Отдела по образованию, предоставить отчет."


def test_a_stored_form_wins() -> None:
    """What a person wrote is printed, whatever grammar says."""
    source = order(
        {"name": "Жук А.А.", "post": "методист", "cases": {"dative": "Жуку-Жуковскому"}, "post_cases": {"dative": "М."}}
    )
    assert clause(source) == "Жуку-Жуковскому, М., предоставить отчет."
    assert ambiguous_names(source) == []


def test_the_second_order_needs_no_stored_forms() -> None:
    """Without its stored forms it prints the same words."""
    source = load_order(ZARECHYE)
    bare = {key: person.model_copy(update={"cases": {}}) for key, person in source.people.items()}
    stripped = source.model_copy(update={"people": bare})
    assert [declined(stripped, c.text) for c in stripped.clauses] == [source.say(c.text) for c in source.clauses]


def test_ambiguous_names_have_a_place() -> None:
    """A name without a gender is reported with its sentence; a stated gender settles it."""
    person: dict[str, object] = {"name": "Жук А.А.", "post": "методист"}
    assert ambiguous_names(order(person)) == [("clauses.c", "Жук А.А.")]
    assert ambiguous_names(order({**person, "gender": "male"})) == []
    assert ambiguous_names(order(person, "Назначить: {people.x}.")) == []
    with pytest.raises(AmbiguousNameError):
        declined(order(person), "{people.x:dative}")


def test_unknown_holes_and_cases_are_errors_at_once() -> None:
    """A misspelt person or case is found when the order is loaded, with or without grammar."""
    person: dict[str, object] = {"name": "Луговая Г.Д.", "post": "методист"}
    for text in ("{people.y:dative}", "{people.x:datif}", "{people.x.post:datif}", "{people.x.rank:dative}"):
        with pytest.raises((ValueError, DefinitionError)):
            order(person, text)


def test_without_the_extra_stored_forms_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing library is an error with a remedy, and only where a form must be derived."""
    for library in ("pytrovich", "pytrovich.maker", "pytrovich.enums", "pymorphy3"):
        monkeypatch.setitem(sys.modules, library, None)
    declension.dictionary.cache_clear()
    declension.name_rules.cache_clear()
    stored = {"name": "Луговая Г.Д.", "post": "методист", "cases": {"dative": "Луговой Г.Д."}}
    assert clause(order(stored, "{people.x:dative}, предоставить.")) == "Луговой Г.Д., предоставить."
    for text in ("{people.x:genitive}", "{people.x.post:dative}"):
        with pytest.raises(EnvironmentLacksError) as caught:
            declined(order(stored), text)
        assert caught.value.reason == "no_names"
        assert "roadmapdocs[names]" in caught.value.hint
    monkeypatch.undo()
    declension.dictionary.cache_clear()


@pytest.mark.parametrize(
    "settings, printed",
    [
        ({}, "Г.Д. Лугова"),
        ({"initials_spaced": True}, "Г. Д. Лугова"),
        ({"initials": "after"}, "Лугова Г.Д."),
    ],
)
@pytest.mark.parametrize("stored", ["Г.Д. Лугова", "Лугова Галина Дмитриевна"])
def test_the_signature_follows_the_profile(settings: dict[str, object], printed: str, stored: str) -> None:
    """The signatory may be stored in full; the profile says how initials stand."""
    source = load_order(ZARECHYE)
    source = source.model_copy(update={"signatory": source.signatory.model_copy(update={"name": stored})})
    signatory = say_prose(source, Profile.model_validate({"name": "p", **settings}))["signatory"]
    assert isinstance(signatory, dict)
    assert plain(signatory["name"]) == printed


# --- in a template ---


def test_templates_have_filters_for_six_cases() -> None:
    """Names and titles are told apart; numbers agree; an ambiguous name is an error in the template, too."""
    text = (
        "{{ post | genitive }} {{ name | dative }}; {{ post | nominative }}; {{ 3 | agree('школа', 'школы', 'школ') }}"
    )
    values = {"post": "Начальник Отдела\nпо образованию", "name": "А.В.\u00a0Пуликова"}
    shown = template(text, values)
    assert plain(shown) == "Начальника Отдела\nпо образованию А.В. Пуликовой; Начальник Отдела\nпо образованию; 3 школы"
    with pytest.raises(AmbiguousNameError):
        template("{{ name | dative }}", {"name": "С.Н. Жук"})
    with pytest.raises(TemplateError):
        template("{{ name | vocative }}", {"name": "С.Н. Жук"})


def template(text: str, values: dict[str, str]) -> str:
    """Fill a Word document of one paragraph."""
    from io import BytesIO

    from docx import Document

    document = Document()
    document.add_paragraph(text)
    file = BytesIO()
    document.save(file)
    return render_prose(file.getvalue(), values).paragraphs[0].text


def test_the_filter_tells_names_from_titles() -> None:
    """Two words with a given name are a name, one capitalised word is a title."""
    assert phrase_in_case("Анна Ильина", "dative") == "Анне Ильиной"
    assert phrase_in_case("Директор", "dative") == "Директору"
    assert phrase_in_case("Главный бухгалтер", "dative") == "Главному бухгалтеру"
