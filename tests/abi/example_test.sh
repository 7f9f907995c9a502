#!/usr/bin/env bash
# What: abi/example.py, with the system's Python, on the shared library; pinned as counts_test.cc.
set -euo pipefail

failed=0

expect() {  # EXIT_CODE EXPECTED ARGUMENTS...
  local expected_code=$1 expected=$2 code=0 said
  shift 2
  said=$(python3 abi/example.py "$@" 2>&1) || code=$?
  [[ $code == "$expected_code" && $said == "$expected" ]] && return
  echo "$*: exit code $code: $said" >&2
  failed=1
}

size="--size tiny --ops mmap,mlock,munlock,physio,read,write"
library=$PWD/abi/libvmwire.so

# shellcheck disable=SC2086  # several words
expect 0 $'4,449 states, 13,120 transitions, depth 13\nall laws hold' \
  "$library" netbsd-1.6 --proposed $size
# shellcheck disable=SC2086
expect 0 $'2,341 states, 6,964 transitions, depth 13\nall laws hold' \
  --canonicalize "$library" netbsd-1.6 --proposed $size
expect 0 $'2 states, 2 transitions, depth 1\nall laws hold' \
  "$library" netbsd-1.6 --size tiny --threads 1 --in-flight 1 --ops truncate,extend
expect 64 "no size is named 'tny'; did you mean 'tiny'?" "$library" netbsd-1.6 --size tny
expect 64 "--reduce is about a search, and not about the model" \
  "$library" netbsd-1.6 --reduce none
exit $failed
