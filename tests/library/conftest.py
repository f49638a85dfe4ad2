"""The committed content, as the tests of imports load it."""

from tests.imports.conftest import _content_of_a_module, loaded

__all__ = ["_content_of_a_module", "loaded"]
