"""Find where scripts use a specification: its data items and allowed values in the code of the people who work with the data.

`uses_in` reads a script as words, quoted texts and signs. It knows no full grammar, only a few habits: `item = 'text'`,
`item IN ('text', ...)`, `CASE item WHEN 'text' THEN 'text'`, rows of `VALUES`, `SELECT 'text' UNION SELECT 'text'`. A script
that no database would accept is still read as far as possible. Comments are skipped. SQL inside a quoted text is read too.
"""

from cldspec.usage.files import UnreadableScriptError, read_scripts
from cldspec.usage.uses import Use, touching, uses_in

__all__ = ["UnreadableScriptError", "Use", "read_scripts", "touching", "uses_in"]
