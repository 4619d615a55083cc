"""What every process of a build needs, loaded once before the processes are started.

A pipeline that cannot be loaded is told by the first document that needs it.
"""

import gc
from contextlib import suppress

from kg.build_document import reader
from kg.errors import KgError

with suppress(KgError):
    reader(None, None)
gc.freeze()  # pages shared with the processes to come stay shared
