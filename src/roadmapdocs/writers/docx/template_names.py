"""Which names a template uses, where, and in which case: its tags as a syntax tree, loops resolved.

Every paragraph becomes a line of one small jinja2 template that holds its tags only, so that the number of a line is
the number of a paragraph, however docxtpl would move the tags.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from roadmapdocs.model.template import Fault, TemplateReading, Use
from roadmapdocs.russian.declension import CASES
from roadmapdocs.writers.docx.environment import TemplateEnvironment
from roadmapdocs.writers.docx.template_text import open_template, tagged_paragraphs, text_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from roadmapdocs.model.template import FaultKind
    from roadmapdocs.writers.docx.template_text import TaggedParagraph

__all__ = ["read_template_names"]

_PREFIX = re.compile(r"^(\{[{%#]-?)(p|tr|tc|r)\s")  # docxtpl: «the paragraph, row, cell or run around this tag»
_CELL = re.compile(r"^\{%\s*(?:colspan|cellbg)\s+(.*?)%\}$")
_MERGE = re.compile(r"^\{%\s*[vh]m\s*%\}$")
_KEYWORD = re.compile(r"^\{%[-+]?\s*(\w+)")
_BLOCKS = ("for", "if", "filter", "macro", "call", "with", "autoescape", "raw", "block")
_ELSEWHERE = ("include", "import", "from", "extends")
_UNKNOWN = ""
"""The path of a value that is none of the order's: a counter, a sum, a part of a text."""

_SAME_LIST = frozenset({"sort", "reverse", "list", "unique", "select", "reject", "selectattr", "rejectattr"})
_ONE_OF_LIST = frozenset({"first", "last", "random"})
_COUNTING = frozenset({"length", "count"})
_IMPLIED = frozenset({"loop", "caller", "varargs", "kwargs", "self"})

Scope = dict[str, str]


def read_template_names(template: bytes) -> TemplateReading:
    """Read a DOCX template: its names with their places, and the faults of its tags.

    Raises `TemplateError` for what is no DOCX.
    """
    document = open_template(template)
    paragraphs = list(tagged_paragraphs(document))
    environment = TemplateEnvironment()
    faults = [*text_faults(paragraphs, document), *_tag_faults(paragraphs, environment)]
    if any(fault.kind in ("syntax", "unclosed", "unopened", "uneven", "statement") for fault in faults):
        return TemplateReading(None, tuple(faults))
    source = "\n".join(" ".join(map(_plain, paragraph.tags)) for paragraph in paragraphs)
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        paragraph = paragraphs[error.lineno - 1]
        return TemplateReading(None, (*faults, Fault("syntax", paragraph.spot.text, paragraph.spot)))
    names = _Names(paragraphs, environment)
    names.block(tree.body, {})
    return TemplateReading(tuple(names.uses), (*faults, *names.faults))


def _plain(tag: str) -> str:
    """Return a tag without what only docxtpl understands."""
    if _MERGE.match(tag):
        return ""
    tag = _PREFIX.sub(r"\1 ", tag)
    cell = _CELL.match(tag)
    return f"{{{{ {cell[1]} }}}}" if cell else tag


# --- tags one by one ---------------------------------------------------------------------------------------------


def _tag_faults(paragraphs: Iterable[TaggedParagraph], environment: TemplateEnvironment) -> Iterator[Fault]:
    """Yield the faults of single tags, and blocks that are not closed or were never opened."""
    opened: list[_Opened] = []
    for paragraph in paragraphs:
        for tag in paragraph.tags:
            plain = _plain(tag)
            keyword = found[1] if (found := _KEYWORD.match(plain)) else ""
            kind = _pairing(tag, keyword, opened) or _soundness(plain, keyword, environment)
            if kind:
                yield Fault(kind, tag, paragraph.spot)
            if keyword in _BLOCKS or (keyword == "set" and "=" not in tag):
                opened.append(_Opened(keyword, tag, paragraph))
    for block in opened:
        yield Fault("unclosed", block.tag, block.paragraph.spot)


class _Opened(NamedTuple):
    """A block whose end is still to come."""

    keyword: str
    tag: str
    paragraph: TaggedParagraph


def _pairing(tag: str, keyword: str, opened: list[_Opened]) -> FaultKind | None:
    """Close the innermost block if a tag is its end; say what is wrong between the two."""
    if keyword.startswith("end"):
        if not opened or opened[-1].keyword != keyword.removeprefix("end"):
            return "unopened"
        return "uneven" if _level(opened.pop().tag) != _level(tag) else None
    middle = keyword in ("else", "elif") and opened
    return "uneven" if middle and _level(opened[-1].tag) != _level(tag) else None


def _soundness(tag: str, keyword: str, environment: TemplateEnvironment) -> FaultKind | None:
    if keyword in _ELSEWHERE:
        return "statement"
    return None if keyword.startswith("end") or _is_sound(tag, keyword, environment) else "syntax"


def _level(tag: str) -> str:
    """Return what docxtpl takes away around a tag: a paragraph, a row, a cell, a run, or nothing."""
    found = _PREFIX.match(tag)
    return found[2] if found else ""


def _is_sound(tag: str, keyword: str, environment: TemplateEnvironment) -> bool:
    """Say whether a tag can be parsed, alone or with the end it needs."""
    if keyword in ("elif", "else"):
        tag = f"{{% if x %}}{tag}{{% endif %}}"
    elif keyword in _BLOCKS:
        tag = f"{tag}{{% end{keyword} %}}"
    elif keyword == "set" and "=" not in tag:
        tag = f"{tag}{{% endset %}}"
    try:
        environment.parse(tag)
    except TemplateSyntaxError:
        return False
    return True


# --- names -------------------------------------------------------------------------------------------------------


class _Names:
    """Walks over the tree and collects uses; a scope says what the variables of loops stand for."""

    def __init__(self, paragraphs: list[TaggedParagraph], environment: TemplateEnvironment) -> None:
        self._paragraphs = paragraphs
        self._environment = environment
        self.uses: list[Use] = []
        self.faults: list[Fault] = []

    def block(self, statements: Iterable[nodes.Node], scope: Scope) -> None:
        """Go through statements in order; what they set holds for those behind them."""
        for statement in statements:
            self._statement(statement, scope)

    def _statement(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Output():
                for inner in node.nodes:
                    self._expression(inner, scope, printed=True)
            case nodes.For():
                self._loop(node, scope)
            case nodes.If():
                self._expression(node.test, scope)
                self.block([*node.body, *node.elif_, *node.else_], scope)
            case nodes.Assign():
                self._expression(node.node, scope)
                scope.update(_bound(node.target, self._path(node.node, scope) or _UNKNOWN))
            case nodes.Macro():
                scope[node.name] = _UNKNOWN
                arguments = {argument.name: _UNKNOWN for argument in node.args}
                self.block(node.body, {**scope, **arguments})
            case _:
                self._other(node, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        self._expression(node.iter, scope)
        path = self._path(node.iter, scope)
        inner = {**scope, **_bound(node.target, f"{path}[]" if path else _UNKNOWN)}
        if node.test is not None:
            self._expression(node.test, inner)
        self.block(node.body, inner)
        self.block(node.else_, scope)

    def _other(self, node: nodes.Node, scope: Scope) -> None:
        """Go through a rarer statement: `with`, `call`, `filter`, a `set` with a body."""
        inner = dict(scope)
        for target in node.find_all(nodes.Name):
            if target.ctx == "store":
                inner[target.name] = scope[target.name] = _UNKNOWN
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Stmt):
                self._statement(child, inner)
            elif isinstance(child, nodes.Expr):
                self._expression(child, inner)

    def _expression(self, node: nodes.Node, scope: Scope, *, printed: bool = False, case: str = "") -> None:
        if isinstance(node, nodes.TemplateData):
            return
        path = self._path(node, scope)
        if path is not None and not isinstance(node, nodes.Filter):
            if path != _UNKNOWN:
                spot = self._paragraphs[node.lineno - 1].spot
                self.uses.append(Use(path, _written(node), spot, printed, case))
            return
        if isinstance(node, nodes.Filter | nodes.Test):
            self._check(node)
            case = node.name if node.name in CASES else ""
            printed = printed and node.name not in _COUNTING
        if isinstance(node, nodes.CondExpr):
            self._expression(node.test, scope)
            branches: Iterable[nodes.Node] = filter(None, (node.expr1, node.expr2))
        elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
            branches = (node.node.node, *node.args)
        else:
            branches = node.iter_child_nodes()
        for child in branches:
            self._expression(child, scope, printed=printed, case=case)

    def _check(self, node: nodes.Filter | nodes.Test) -> None:
        known: Mapping[str, object] = (
            self._environment.filters if isinstance(node, nodes.Filter) else self._environment.tests
        )
        if node.name not in known:
            self.faults.append(Fault("filter", node.name, self._paragraphs[node.lineno - 1].spot))

    def _path(self, node: nodes.Node, scope: Scope) -> str | None:
        """Return the path of an expression, `_UNKNOWN` for a value of the template's own, None for no path at all."""
        if isinstance(node, nodes.Name):
            known = node.name in self._environment.globals or node.name in _IMPLIED
            return scope.get(node.name, _UNKNOWN if known else node.name)
        inner, step = _split(node)
        return None if inner is None else _step(self._path(inner, scope), step)


def _split(node: nodes.Node) -> tuple[nodes.Node | None, str]:
    """Return the expression a step starts from, and the step: an attribute, an entry of a list, or the same list."""
    match node:
        case nodes.Getattr():
            return node.node, f".{node.attr}"
        case nodes.Getitem(arg=nodes.Const(value=str() as name)):
            return node.node, f".{name}"
        case nodes.Getitem(arg=nodes.Const(value=int())):
            return node.node, "[]"
        case nodes.Filter() if node.name in _SAME_LIST:
            return node.node, ""
        case nodes.Filter() if node.name in _ONE_OF_LIST:
            return node.node, "[]"
    return None, ""


def _step(path: str | None, step: str) -> str | None:
    return f"{path}{step}" if path else path


def _bound(target: nodes.Node, path: str) -> Scope:
    """Return what the variables of a loop or of `set` stand for."""
    if isinstance(target, nodes.Name):
        return {target.name: path}
    return {name.name: _UNKNOWN for name in target.find_all(nodes.Name)}


def _written(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case nodes.Getitem(arg=nodes.Const(value=value)):
            return f"{_written(node.node)}[{value!r}]"
    return "…"
