"""How tests are compiled."""

def vm_test(name, size = "small", copts = ["-O1"], **kwargs):
    """A cc_test at -O1: compiling a test takes longer than running it, and what it calls has -O2.

    Args:
      name: of the target.
      size: Bazel's, "small" being a minute.
      copts: others, for a test whose own code runs long.
      **kwargs: as of cc_test. A test that takes seconds says how many shards it may be run in.
    """
    native.cc_test(name = name, size = size, copts = copts, **kwargs)
