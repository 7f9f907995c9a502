#!/usr/bin/env bash
# What: stands in for Bazel, so that a test of the launcher takes no compiler. It notes each build in
# $DOUBLE/builds, and does what the files in $DOUBLE say: `status` is its exit code, `events` what it
# writes as its record of events.
set -euo pipefail

status=$(cat "$DOUBLE/status" 2>/dev/null || echo 0)
for word in "$@"; do
  case $word in
    --build_event_json_file=*) cat "$DOUBLE/events" >"${word#*=}" ;;
    build)
      echo build >>"$DOUBLE/builds"
      mkdir -p "$DOUBLE/bin/cli"
      printf '#!/bin/sh\necho "the program: $*"\nexit 2\n' >"$DOUBLE/bin/cli/vmwire"
      chmod 755 "$DOUBLE/bin/cli/vmwire"
      ;;
    info) echo "$DOUBLE/bin" ;;
  esac
done
((status == 0)) || echo "the double fails" >&2
exit "$status"
