"""Prompts of input cells: what editors leave of them round an answer, and how it is taken off."""

from __future__ import annotations

__all__ = ["without_prompt"]

STANDARD_PROMPTS = frozenset(
    {
        "Место для ввода текста.",
        "Место для ввода даты.",
        "Выберите элемент.",
        "Щелкните или коснитесь здесь, чтобы ввести текст.",
        "Щелкните или коснитесь, чтобы ввести дату.",
        "Щёлкните, чтобы ввести текст",
        "Click or tap here to enter text.",
        "Click or tap to enter a date.",
        "Click here to enter text.",
        "Choose an item.",
        "Choose an item",
    }
)
"""What Word and LibreOffice put into an emptied control of their own accord."""


def without_prompt(text: str, prompt: str) -> str:
    """Take a field's own prompt off the text of its cell, once: whole, before, behind, or split round the answer.

    A standard prompt of an editor is taken off only where it is all there is.
    """
    stripped = text.strip()
    if stripped in STANDARD_PROMPTS:
        return ""
    if not prompt:
        return text
    if prompt in text:
        return text.replace(prompt, "", 1)
    return _unsplit(stripped, prompt) if stripped.startswith(prompt[0]) and stripped.endswith(prompt[-1]) else text


def _unsplit(text: str, prompt: str) -> str:
    """«‹да05.10.2024та›» is an answer typed into the middle of «‹дата›»."""
    for cut in range(len(prompt) - 1, 0, -1):
        if text.startswith(prompt[:cut]) and text.endswith(prompt[cut:]) and len(text) > len(prompt):
            return text[cut : len(text) - (len(prompt) - cut)]
    return text
