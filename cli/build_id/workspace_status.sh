#!/bin/sh
# What: tells Bazel which revision is being built; the STABLE_ prefix makes a change of it a rebuild.
# Only //cli/build_id depends on it.
# Git would keep it to itself in a checkout of another user's.
id=$(git -c safe.directory='*' describe --always --dirty 2>/dev/null) || id=unknown
echo "STABLE_VMWIRE_BUILD_ID ${id:-unknown}"
