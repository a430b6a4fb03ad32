"""PyYAML's door to libyaml, without the rest of PyYAML: its other readers and its writers, all in Python.

`import yaml` compiles the regular expressions of these, which takes a sixth of a check of a small document, and events
need none of them. So the package is begun here and stays in `sys.modules` as it is: whoever imports it later finds it
whole, because it is finished as soon as somebody asks it for more. Where somebody has imported it before, where it was
built without libyaml or differs from what is expected here, it is imported as usual.
"""

import sys
from _thread import RLock
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

__all__ = ["Reader", "yaml"]
_NAME: Final = "yaml"


class _Later:
    """Stand for a module of which the parser wants nothing but errors, until it makes one."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, error: str) -> Callable[..., Any]:
        def made(*given: Any) -> Any:
            return getattr(import_module(self._name), error)(*given)

        return made


class _Unfinished:
    """The end of the package, for whoever asks it for something that its beginning does not have."""

    def __init__(self, package: ModuleType, run: Callable[[ModuleType], None]) -> None:
        self._package = package
        self._run: Callable[[ModuleType], None] | None = run
        self.lock = RLock()

    def __call__(self, name: str) -> Any:
        with self.lock:
            if self._run is not None:
                run, self._run = self._run, None
                run(self._package)
        if name in vars(self._package):
            return vars(self._package)[name]
        raise AttributeError(f"module {_NAME!r} has no attribute {name!r}")


def _package() -> ModuleType:
    """Return the package: begun, or where that cannot be done whole."""
    if _NAME in sys.modules:
        return import_module(_NAME)  # because another thread may be importing it
    try:
        return _begun()
    except Exception:  # noqa: BLE001 - whatever is different in another version, it can be imported
        for name in [name for name in sys.modules if name.partition(".")[0] == _NAME]:
            del sys.modules[name]
        return import_module(_NAME)


def _begun() -> ModuleType:
    """Import the parser in C, with errors and events, into a package that is not run yet."""
    spec = next(filter(None, (finder.find_spec(_NAME, None) for finder in sys.meta_path)))
    if spec.loader is None:
        raise ImportError(_NAME)
    package = ModuleType(_NAME)
    package.__spec__, package.__loader__, package.__package__ = spec, spec.loader, _NAME
    vars(package).update(__path__=spec.submodule_search_locations, __file__=spec.origin)
    unfinished = _Unfinished(package, spec.loader.exec_module)
    with unfinished.lock:
        sys.modules[_NAME] = package
        for part in ("error", "tokens", "events", "nodes"):  # because the parser wants them from the package
            module = import_module(f"{_NAME}.{part}")
            vars(package).update({name: value for name, value in vars(module).items() if name[0] != "_"})
        package.__getattr__ = lambda name: _Later(f"{_NAME}.{name}")  # type: ignore[method-assign]  # because a module may
        import_module(f"{_NAME}._yaml")
        package.__getattr__ = unfinished  # type: ignore[method-assign]  # see above
    return package


def _reader(package: Any) -> Any:
    """Return the class that reads a text event by event."""
    return package._yaml.CParser if hasattr(package, "_yaml") else package.SafeLoader  # noqa: SLF001 - see above


if TYPE_CHECKING:
    import yaml
else:
    yaml = _package()

Reader: Final = _reader(yaml)
