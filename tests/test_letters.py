"""Letters: the model, the drafts as mail programs read them, and what is said to the schools."""

from __future__ import annotations

import email
import email.policy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmapdocs import Attachment, Letter, Order, report_form, write_letter
from roadmapdocs.campaign.letters import Stage, covering_letter, reminder_days, reminder_letter, stage_on
from roadmapdocs.model.letter import addresses_of
from roadmapdocs.russian.workdays import is_working_day

FILES = (Attachment("otchet_01.docx", b"PK one", "Отчёт 01.docx"), Attachment("sroki.ics", b"BEGIN", "Сроки.ics"))
LETTER = Letter("school@example.org", "Отчёт до 01.07.2024", "Здравствуйте!\n\nТекст.\n", FILES, date(2024, 6, 24))


def parsed(letter: Letter) -> email.message.EmailMessage:
    """The draft as a mail program reads it."""
    message = email.message_from_bytes(write_letter(letter, "eml"), policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    assert not message.defects
    return message


# --- drafts -----------------------------------------------------------------------------------------------------


def test_a_draft_reads_back() -> None:
    """Address, subject, text and attachments come back; the message is a draft that names no sender."""
    message = parsed(LETTER)
    assert (message["X-Unsent"], message["To"], message["Subject"]) == ("1", LETTER.to, LETTER.subject)
    assert message["From"] is None
    assert message["Date"].datetime.date() == LETTER.date
    body = message.get_body(("plain",))
    assert body.get_content().replace("\r\n", "\n") == LETTER.body
    parts = [(part.get_filename(), part.get_content_disposition(), part.get_content()) for part in _files(message)]
    assert parts == [(file.name, "attachment", file.content) for file in FILES]


def _files(message: email.message.EmailMessage) -> list:
    return list(message.iter_attachments())


@given(
    subject=st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=200),
    body=st.text(
        st.characters(exclude_categories=("Cs",), exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
    ),
    content=st.binary(max_size=400),
)
def test_whatever_is_written_is_read(subject: str, body: str, content: bytes) -> None:
    """Any subject, text and attachment come back as they were, whatever alphabet they are in."""
    message = parsed(Letter("a@b.example", subject, body, (Attachment("a.xlsx", content),)))
    assert message["Subject"].split() == subject.split()
    text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert text.removesuffix("\n") == body.removesuffix("\n")
    assert [part.get_content() for part in _files(message)] == [content]


def test_drafts_are_reproducible() -> None:
    """The same letter gives the same bytes; another attachment another boundary; lines are those of the standard."""
    content = write_letter(LETTER, "eml")
    assert content == write_letter(LETTER, "eml")
    other = Letter(LETTER.to, LETTER.subject, LETTER.body, (Attachment("otchet_01.docx", b"PK two"),), LETTER.date)
    assert parsed(LETTER).get_boundary() != parsed(other).get_boundary()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 998  # RFC 5322, 2.1.1


def test_the_text_twin() -> None:
    """The text names the address, the subject and the files as they are called on disk; Notepad shows it properly."""
    content = write_letter(LETTER, "txt")
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[:4] == [
        "Кому: school@example.org",
        "Тема: Отчёт до 01.07.2024",
        "Вложения: Отчёт 01.docx; Сроки.ics",
        "",
    ]
    assert lines[4:] == ["Здравствуйте!", "", "Текст.", ""]


@pytest.mark.parametrize(
    "to,expected",
    [
        ("a@b.example; c@d.example", "a@b.example, c@d.example"),
        ("Директор <a@b.example>", "a@b.example"),
        ("school@школа.рф", "school@xn--80atdl2c.xn--p1ai"),
        ("нет почты", None),
        ("", None),
    ],
)
def test_addresses(to: str, expected: str | None) -> None:
    """Several addresses are several; a Cyrillic domain is sent as IDNA; what is no address is left out."""
    assert parsed(Letter(to, "т", "т"))["To"] == expected


@pytest.mark.parametrize("bad", ["a@b", "a b@c.ru", "почта@mail.ru", "@mail.ru", "a@@b.ru", "www.school.ru", "a.@b.ru"])
def test_what_is_no_address(bad: str) -> None:
    """An address has a Latin name, one «@», and a domain with a dot."""
    assert addresses_of(f"{bad}, good@example.org") == (("good@example.org",), (bad,))


@pytest.mark.parametrize("name", ["Отчёт.docx", "a" * 41, "", "a/b.docx", ".docx"])
def test_names_of_attachments_are_short_and_latin(name: str) -> None:
    """A Cyrillic or long name is refused: classic Outlook would show it as «Untitled attachment»."""
    with pytest.raises(ValueError, match="short Latin"):
        Attachment(name, b"")


def test_nothing_is_smuggled_into_the_head() -> None:
    """A line break in an address or a subject is refused."""
    with pytest.raises(ValueError, match="one line"):
        Letter("a@b.example\r\nBcc: c@d.example", "т", "т")
    with pytest.raises(ValueError, match="one line"):
        Letter("a@b.example", "т\nX-Evil: 1", "т")


def test_unknown_formats_are_refused() -> None:
    """A format nobody writes is named with those there are."""
    with pytest.raises(ValueError, match="eml, txt"):
        write_letter(LETTER, "msg")


# --- what is said -----------------------------------------------------------------------------------------------


def covering(order: Order, school) -> Letter:
    """The covering letter of a school."""
    return covering_letter(order, school, (report_form(order, school),), FILES)


def reminder(order: Order, school, today: date) -> Letter:
    """The reminder of a school on a day."""
    return reminder_letter(order, school, (report_form(order, school),), FILES, today)


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\u00a0", " ")


def test_the_covering_letter_says_what_matters(bundle) -> None:
    """Whose order, by when with the weekday, where to, what not to do; on one page, and the same on any day."""
    order, schools = bundle
    letter = covering(order, schools[0])
    due = order.round_of("schools").due
    body = plain(letter.body)
    weekday = {date(2024, 7, 1): "понедельник", date(2025, 6, 10): "вторник"}[due]
    for said in (
        f"№ {order.number}",
        f"до {due:%d.%m.%Y} ({weekday})",
        "не меняйте коды строк",
        "не присылайте скан",
        "за 5 рабочих дней до срока",
        order.issuer.name,
    ):
        assert said in body
    assert order.report_form.return_to in body
    assert (letter.to, letter.date) == (schools[0].email, order.date)
    assert sum(1 + len(line) // 90 for line in body.splitlines()) <= 45


def test_heads_are_addressed_by_name(order_159) -> None:
    """A head with a known name is addressed so, in the right gender; anybody else as colleagues."""
    order, schools = order_159
    said = {
        head: covering(order, schools[0].model_copy(update={"head": head})).body.partition("\n")[0]
        for head in ("Примерова Анна Ивановна", "Образцов Пётр Семёнович", "Образцов П.С.", "", "вакансия")
    }
    assert list(said.values()) == [
        "Уважаемая Анна Ивановна!",
        "Уважаемый Пётр Семёнович!",
        *["Уважаемые коллеги!"] * 3,
    ]


def test_the_executor_is_whom_to_ask(order_159) -> None:
    """Where the order names its executor, the letter gives name, telephone and address, and is signed so."""
    order, schools = order_159
    data = order.model_dump(mode="json", by_alias=True)
    data["executor"] = {"person": "kosenkova", "phone": "8 (48155) 2-00-00", "email": "k@example.org"}
    body = plain(covering(Order.model_validate(data), schools[0]).body)
    assert "Вопросы: Косенкова С.Н., тел. 8 (48155) 2-00-00, k@example.org." in body
    assert body.endswith("С уважением,\nКосенкова С.Н., ведущий специалист Отдела по образованию\n")


def test_a_due_date_on_a_day_off_is_said(order_159) -> None:
    """A school is told the working day before a Saturday; beyond the decreed years it is told that this may change."""
    order, schools = order_159
    data = order.model_dump(mode="json", by_alias=True)
    data["reports"]["schools"]["due"] = "2024-06-15"
    body = plain(covering(Order.model_validate(data), schools[0]).body)
    assert "Это нерабочий день, последний рабочий день перед ним 14.06.2024." in body
    data["reports"]["schools"]["due"] = "2080-06-15"
    assert "предварительно" in covering(Order.model_validate(data), schools[0]).body


def test_reminder_days_are_working_days(bundle) -> None:
    """Five and one working days before, one after; the working Saturdays and the holidays of June are known."""
    due = bundle[0].round_of("schools").due
    days = list(reminder_days(due).values())
    assert all(is_working_day(day) for day in days)
    assert (
        days
        == {
            date(2024, 7, 1): [date(2024, 6, 24), date(2024, 6, 28), date(2024, 7, 2)],
            date(2025, 6, 10): [date(2025, 6, 3), date(2025, 6, 9), date(2025, 6, 11)],
        }[due]
    )


@pytest.mark.parametrize(
    "day,stage,words",
    [
        (date(2024, 6, 24), Stage.AHEAD, "Осталось рабочих дней: 5."),
        (date(2024, 6, 27), Stage.AHEAD, "Осталось рабочих дней: 2."),
        (date(2024, 6, 28), Stage.LAST_DAY, "Срок истекает в понедельник, 01.07.2024"),
        (date(2024, 7, 1), Stage.LAST_DAY, "Срок истекает сегодня"),
        (date(2024, 7, 2), Stage.OVERDUE, "прошло 1 рабочий день"),
        (date(2024, 7, 3), Stage.OVERDUE, "прошло 2 рабочих дня"),
        (date(2024, 7, 8), Stage.OVERDUE, "прошло 5 рабочих дней"),
    ],
)
def test_reminders_change_their_tone(order_159, day: date, stage: Stage, words: str) -> None:
    """The day decides which reminder it is and what it counts; the three read differently."""
    order, schools = order_159
    letter = reminder(order, schools[0], day)
    assert stage_on(day, order.round_of("schools").due) is stage
    assert words in plain(letter.body)
    assert letter.date == day
    others = {
        reminder(order, schools[0], other).subject for other in (date(2024, 6, 24), date(2024, 7, 1), date(2024, 7, 2))
    }
    assert len(others) == 3


def test_the_weekday_has_its_preposition(order_159) -> None:
    """«во вторник», but «в среду»."""
    order, schools = order_159
    for due, said in (("2024-07-02", "во вторник, 02.07.2024"), ("2024-07-03", "в среду, 03.07.2024")):
        data = order.model_dump(mode="json", by_alias=True)
        data["reports"]["schools"]["due"] = due
        before = reminder_days(date.fromisoformat(due))[Stage.LAST_DAY]
        assert said in plain(reminder(Order.model_validate(data), schools[0], before).body)
