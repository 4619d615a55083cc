"""What all tests share: laws are tried on the same examples in every run, however busy the machine."""

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
