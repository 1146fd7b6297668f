"""The engine: makes a new state of the site whenever files have changed.

Two threads. One waits for changes and shows at once what one changed file gives (`first`); the other works out the whole
archive, as `build` and `check` do, and has the last word. Small archives need no first look: their whole is as quick.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from threading import Condition, Event, Thread

from archive import webdesk
from archive.assembly import setting
from archive.build import examine
from archive.inspection import inspect
from archive.model import Archive, Output
from archive.model import Site as Unread
from archive.options import Options
from archive.problems import ToolError, split
from archive.render import Renderer, Setting
from archive.serving.first import First, Look
from archive.serving.index import Indexer
from archive.serving.remember import Remembered
from archive.serving.site import Site, State, with_rules
from archive.serving.watch import Watch
from archive.version import version
from archive.workers import in_turn

QUICK = 0.12
"""A whole that takes no more seconds than this needs no first look."""
LIGHT = 1.0
"""An archive whose whole takes no more seconds than this is compared as `check` compares it, each time."""
PAUSE = 0.5
"""How long nothing must have changed before a slow whole begins, in seconds: the page that is loaded anew comes first."""
IDLE = 10
"""How long nothing must have changed before what is no longer used is looked for, in seconds: everything waits meanwhile."""
FEW = 3
"""How many files a first look is taken at."""
Change = Callable[[State], State]


class Engine:
    """The state of the site, always the newest; `wait` tells when it is another."""

    def __init__(self, options: Options, ready: Callable[[State, float], None] = lambda state, seconds: None) -> None:
        self.options = options
        self.ready = ready
        self.site = Site()
        self.store = Remembered(options.root / ".archive" / "store.sqlite", version())
        self.state = State(self._renderer(Setting(Unread(title="?"), options.base_url or "")))
        self.condition = Condition()
        self.first: First | None = None
        self.seconds = 0.0
        self.touched: dict[str, int] = {}
        self.count = 0
        self.wanted = Event()
        self.stopped = False
        self.watch = Watch(options.root)
        self.indexer = Indexer(options, self._indexed, self._mistaken) if options.search else None

    def start(self) -> None:
        for work in (self._front, self._wholes):
            Thread(target=work, daemon=True, name=work.__name__).start()
        self.wanted.set()

    def stop(self) -> None:
        self.stopped = True
        self.watch.stop()
        if self.indexer:
            self.indexer.stop()
        self.wanted.set()
        with self.condition:
            self.condition.notify_all()

    def wait(self, number: int, seconds: float) -> State:
        """The newest state, as soon as it is not the one of that number, or after so many seconds."""
        with self.condition:
            self.condition.wait_for(lambda: self.state.number != number or self.stopped, seconds)
            return self.state

    def _change(self, change: Change) -> None:
        """Puts a new state in the place of the newest, and wakes all who wait."""
        with self.condition:
            after = change(self.state)
            if after is not self.state:
                self.state = replace(after, number=self.state.number + 1)
                self.condition.notify_all()

    def _indexed(self, bundle: Mapping[str, bytes]) -> None:
        self._change(lambda state: replace(state, bundle=bundle))

    def _mistaken(self, error: Exception) -> None:
        """A mistake of the program itself: it is shown, the last good site stays, and the next save may heal it."""
        fault = f"a mistake of the program itself, {type(error).__name__}: {error}"
        self._change(lambda state: replace(state, fault=fault))
        self.ready(self.state, 0.0)

    # -- changes, at once

    def _front(self) -> None:
        for paths in self.watch.bursts():
            try:
                self._changed(paths)
            except Exception as error:
                self._mistaken(error)

    def _changed(self, paths: frozenset[str]) -> None:
        self.count += 1
        self.touched |= dict.fromkeys(paths, self.count)
        records = {path for path in paths if path.split("/")[0] == "content"}
        if records != paths:
            self._change(self._with_templates)
        if records:
            if self.seconds > QUICK and len(records) <= FEW:
                self._change(lambda state: self._looked(state, records))
            self.wanted.set()

    def _looked(self, state: State, paths: Iterable[str]) -> State:
        """The state with a first look at each of these files."""
        if self.first is None or state.archive is None or state.fault:
            return state
        outputs, problems = dict[str, Output](), state.problems
        for path in paths:
            found: Look | None = None
            if path.count("/") < 2 or not path.endswith(".md"):
                continue
            with suppress(Exception):  # what a first look cannot do, the whole will
                found = self.first.look(self.options.root, path, state.outputs)
            if found and found.problems:
                problems = (*(one for one in problems if one.path != path), *found.problems)
            elif found and found.output and not state.broken:
                outputs[found.output.path] = found.output
        if not outputs and problems is state.problems:
            return state
        return replace(state, outputs={**state.outputs, **outputs} if outputs else state.outputs, problems=problems)

    def _with_templates(self, state: State) -> State:
        """The state with the templates as they are now; where one is wrong, its fault and the last good ones."""
        try:
            after = self._with_renderer(replace(state, fault=""), self._renderer(state.renderer.setting))
        except ToolError as error:
            return replace(state, fault=str(error))
        if self.indexer:
            self.indexer.ask()
        return after

    def _renderer(self, told: Setting) -> Renderer:
        return Renderer(told, self.options.root / "templates", version())

    def _with_renderer(self, state: State, renderer: Renderer) -> State:
        desk = webdesk.files(renderer.setting.site, self.options.root)
        after = replace(state, renderer=renderer, assets={**renderer.assets(), **desk})
        return replace(after, rules=with_rules(self.site, after))

    # -- the whole

    def _wholes(self) -> None:
        untidy = False
        while not self.stopped:
            if not self.wanted.wait(IDLE):
                if untidy:
                    gc.collect()
                    untidy = False
                continue
            self.wanted.clear()
            untidy = True
            while self.seconds > QUICK and not self.stopped and self.wanted.wait(PAUSE):
                self.wanted.clear()
            if not self.stopped:
                try:
                    self._whole()
                except Exception as error:
                    self._mistaken(error)

    def _whole(self) -> None:
        """read, resolve and plan, as a build does, then compare; so everything is as `check` and `build` have it."""
        started, count = time.perf_counter(), self.count
        archive, outputs, problems = examine(self.options.root, self.store, 1)
        old = list(self.state.outputs.values())
        self.seconds = time.perf_counter() - started
        good = archive is not None and not split(problems)[0]
        if good and archive is not None:
            self.first = First(archive)
        later = [path for path, at in self.touched.copy().items() if at > count and path.startswith("content/")]

        def change(state: State) -> State:
            after = replace(state, problems=tuple(problems), fault="")
            if good and archive is not None:
                after = self._planned(after, archive, outputs)
            return self._looked(after, later) if self.seconds > QUICK and len(later) <= FEW else after

        self._change(change)
        self._compare()
        self.ready(self.state, time.perf_counter() - started)
        if good and self.indexer:
            self.indexer.ask()
        outputs.clear()
        while old:  # the last plan is freed a little at a time: freed at once, it would keep every other thread waiting
            old.pop()

    def _compare(self) -> None:
        """Adds what `check` tells besides, where that takes no time to speak of."""
        advice = None
        if self.seconds <= LIGHT:
            told = inspect(self.options.root, date.today(), self.store, in_turn)[1]
            advice = tuple(one for one in told if one not in self.state.problems)
        self._change(lambda state: state if state.advice == advice else replace(state, advice=advice))

    def _planned(self, state: State, archive: Archive, outputs: list[Output]) -> State:
        told = setting(archive, self.options)
        served = {output.path: output for output in outputs if output.area == "site" or (output.area == "cards" and told.cards)}
        after = replace(state, archive=archive, outputs=served, fault="")
        try:
            return self._with_renderer(after, state.renderer if state.renderer.setting == told else self._renderer(told))
        except ToolError as error:
            return replace(state, fault=str(error))
