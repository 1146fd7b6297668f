"""Jinja, set up for many thousand pages: the same language and the same output, from plainer Python.

What Jinja compiles asks at every step whether something is asynchronous, wants the context, or is text already; here it is
not asked where the answer is known. A macro of a template that is imported without its context depends on nothing but its
arguments, so what it gave for a view is remembered: a row, a statement or a name stands in many pages and is made once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from types import FunctionType
from typing import Any

import jinja2
import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.filters import sync_do_join
from jinja2.runtime import Context, Macro, markup_join
from jinja2.utils import missing
from markupsafe import Markup

from archive.model import Date

MANY = 256
"""How many results of each macro are remembered."""
TRIAL, SELDOM = 2048, 6
"""After so many results, and again after as many more, a macro of which less than a sixth as many were asked for again remembers none."""
OPEN = " open"
"""The name, which no template can write, under which a page has what is open while it is rendered."""
PYTHON = frozenset(("and", "as", "class", "def", "del", "for", "from", "if", "import", "in", "is", "lambda", "not", "or", "pass", "return", "with"))
ATOMS = frozenset((str, int, bool, float, type(None), Date))

_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


def escape(value: Any) -> str:
    """A value as it may stand in a page."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return value if kind is Markup else markupsafe.escape(value)


def join(parts: tuple[Any, ...]) -> str:
    """What Jinja's `~` gives."""
    return "".join(parts) if {*map(type, parts)} == {str} else markup_join(parts)


class UnkeptError(Exception):
    """The arguments of a macro do not tell all that its result depends on, or are too many to be looked up."""


class Compiler(CodeGenerator):
    """Compiles templates that are neither asynchronous nor sandboxed, for functions that take no context.

    Nothing is worked out beforehand: what a filter gives depends on the setting, and the code is the same for all archives.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.optimizer = None

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, (nodes.TemplateData, nodes.Const)):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.escape")
        self.writeline("markup_join = environment.join")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.macro(context, macro, ")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        whole, found = self.temporary_identifier(), self.temporary_identifier()
        self.write(f"({found} if ({found} := getattr(({whole} := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.item({whole}, {node.attr!r}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  # the same
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(one.key in PYTHON for one in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class Named(Context):
    """What names mean while a template is rendered, itself or as a part of another. A macro of the template knows it, and is among these names; so
    whoever has rendered a page ends that circle, for nobody else looks for circles while a site is made."""

    def __init__(self, environment: jinja2.Environment, parent: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(environment, parent, *args, **kwargs)
        if OPEN in parent:
            parent[OPEN].append(self)


class Page(jinja2.Template):
    """A template among others that all have the same globals."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        named: list[Named] = []
        try:
            return super().render(*args, **kwargs, **{OPEN: named})
        finally:
            while named:
                named.pop().vars.clear()

    @cached_property
    def _known_to_none(self) -> TemplateModule:
        return self.make_module()

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """What an import without context gives. Jinja asks each time for globals that only the importing template has."""
        return self._known_to_none


class Templates(jinja2.Environment):
    """Jinja's environment with the compiler above. Functions among the globals must not ask for Jinja's context."""

    code_generator_class = Compiler
    context_class = Named
    template_class = Page
    escape = staticmethod(escape)
    join = staticmethod(join)

    def item(self, thing: Any, name: str) -> Any:
        """What Jinja takes `thing.name` for where the thing has no such attribute."""
        try:
            return thing[name]
        except (TypeError, LookupError, AttributeError):
            return self.undefined(obj=thing, name=name)

    def listed(self, values: Iterable[Any], between: str = "", attribute: str | None = None) -> str:
        """What Jinja's filter `join` gives."""
        parts = tuple(values)
        if attribute is None and {type(between), *map(type, parts)} == {str}:
            return between.join(parts)
        return sync_do_join(nodes.EvalContext(self), parts, between, attribute)

    def make_globals(self, d: Any) -> Any:
        """A plain mapping: all globals are there before the first template is."""
        return {**self.globals, **(d or {})}

    def macro(self, context: Context, function: FunctionType, macro: Macro) -> Callable[..., str]:
        """The macro, which remembers where it is pure: where no view can be seen from it."""
        direct = macro if macro.catch_kwargs or macro.catch_varargs or macro.caller else _direct(function, macro)
        return _remembering(direct) if context.parent.keys() == context.globals_keys else direct


def _direct(function: FunctionType, macro: Macro) -> Callable[..., str]:
    """A macro without the questions that Jinja asks at each call; whatever is unusual goes the usual way."""
    names = macro.arguments
    function.__defaults__ = (missing,) * len(names)

    def call(*args: Any, **kwargs: Any) -> str:
        if kwargs or len(args) > len(names):
            rest = names[len(args) :]
            if len(args) > len(names) or not kwargs.keys() <= {*rest}:
                return macro(*args, **kwargs)
            args = (*args, *[kwargs.get(name, missing) for name in rest])
        return str.__new__(Markup, function(*args))

    return call


def _remembering(macro: Callable[..., str]) -> Callable[..., str]:
    """The macro, which remembers its last results, unless they turn out to be asked for so seldom that looking them up costs more."""
    made, worth = 0, True

    @lru_cache(MANY, typed=True)
    def known(*args: Any, **kwargs: Any) -> str:
        nonlocal made, worth
        for value in (*args, *kwargs.values()):
            if not _telling(value):
                raise UnkeptError
        made += 1
        if made % TRIAL == 0 and known.cache_info().hits < made / SELDOM:
            worth = False
            known.cache_clear()
        return macro(*args, **kwargs)

    def piece(*args: Any, **kwargs: Any) -> str:
        if not worth:
            return macro(*args, **kwargs)
        try:
            return known(*args, **kwargs)
        except (UnkeptError, TypeError):  # a list is not even looked up
            return macro(*args, **kwargs)

    return piece


def _telling(value: Any) -> bool:
    """Whether what equals this value gives the same text. Among views it does; a text in a tuple of a template may be marked as safe."""
    return type(value) in ATOMS or hasattr(value, "_fields") or (isinstance(value, tuple) and all(hasattr(one, "_fields") for one in value))
