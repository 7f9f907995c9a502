#!/usr/bin/env bash
# What: ./vmwire itself, with a double of Bazel. Whatever goes wrong, it does not exit 1, which means
# "violated"; and a program that fits is used by whoever can read it.
set -euo pipefail

here=$PWD
work=$(mktemp -d /tmp/launcher.XXXXXX)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
chmod 755 "$work"
failed=0

# The double, and packages that are all there.
export DOUBLE=$work/double
mkdir "$DOUBLE"
cp -L "$here/tests/launcher/bazel_double.sh" "$DOUBLE/bazel"
cat >"$DOUBLE/dpkg-query" <<'END'
#!/bin/sh
shift 2
for package; do echo "$package installed"; done
END
chmod 755 "$DOUBLE/bazel" "$DOUBLE/dpkg-query"
export PATH=$DOUBLE:$PATH

# A checkout with one commit.
checkout() {  # FOLDER
  mkdir -p "$1/cli"
  cp -L "$here/vmwire" "$1/vmwire"
  echo "int x;" >"$1/cli/x.cc"
  git -C "$1" init -q
  git -C "$1" add .
  git -C "$1" -c user.name=x -c user.email=x@x commit -q -m x
}

# As somebody who may not write there; root may write anywhere.
as_a_reader() {
  if ((EUID)); then "$@"; else setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; fi
}

expect() {  # EXIT_CODE WORDS COMMAND...
  local expected_code=$1 words=$2 code=0 said
  shift 2
  said=$("$@" 2>&1) || code=$?
  if [[ $code == "$expected_code" && $said == *"$words"* ]]; then
    # What cannot be done is told in one line; only the last, after what Bazel said of it.
    ((code < 64)) || [[ $said == "vmwire: "* && $said != *$'\n'* ]] || [[ $said == "the double fails"* ]] ||
      { echo "more than one line: $said" >&2; failed=1; }
    return 0
  fi
  echo "line ${BASH_LINENO[0]}: expected $expected_code and '$words', got $code: $said" >&2
  failed=1
}

expect_builds() {  # COUNT
  local builds
  builds=$(cat "$DOUBLE/builds" 2>/dev/null | wc -l)
  [[ $builds == "$1" ]] && return
  echo "line ${BASH_LINENO[0]}: $builds builds, expected $1" >&2
  failed=1
}

one=$work/one
checkout "$one"
expect 2 "the program: check x" "$one/vmwire" check x
expect 2 "the program: check x" "$one/vmwire" check x
expect_builds 1

# Git tells nobody else the revision. The program is as good as it was.
expect 2 "the program" env GIT_TEST_ASSUME_DIFFERENT_OWNER=1 "$one/vmwire"
expect_builds 1

# Read-only, and somebody else's: it is used, and nothing is written.
chmod -R a-w "$one"
expect 2 "the program" as_a_reader "$one/vmwire"
expect_builds 1
# It no longer fits, and cannot be built.
chmod -R u+w "$one"
echo "int y;" >"$one/cli/y.cc"
chmod -R a-w "$one"
expect 69 "cannot be written to" as_a_reader "$one/vmwire" check x
expect 69 "cannot be written to" as_a_reader "$one/vmwire" test
expect 69 "cannot be written to" as_a_reader "$one/vmwire" library
expect 69 "cannot be written to" as_a_reader "$one/vmwire" bench --peers
expect_builds 1
chmod -R u+w "$one"
# A stamp that cannot be read.
expect 2 "the program" "$one/vmwire"
expect_builds 2
chmod 600 "$one/.cache/vmwire.stamp"
((EUID)) || expect 69 "cannot be written to" as_a_reader "$one/vmwire" check x

# A cache that is no folder.
checkout "$work/two"
touch "$work/two/.cache"
expect 69 "cannot be written to" "$work/two/vmwire" check x
# A lock that cannot be opened.
rm "$work/two/.cache"
mkdir -p "$work/two/.cache/lock"
expect 69 "cannot open $work/two/.cache/lock" "$work/two/vmwire" check x

# Bazel builds nowhere below a blank; a program that is there is used nevertheless.
checkout "$work/a b"
expect 69 "blank" "$work/a b/vmwire" check x
expect 69 "blank" "$work/a b/vmwire" test
cp -a "$one" "$work/c d"
expect 2 "the program" "$work/c d/vmwire"
expect_builds 2

# The build fails.
echo 1 >"$DOUBLE/status"
checkout "$work/three"
expect 70 "the build of //cli:vmwire failed" "$work/three/vmwire" check x
# Bazel itself fails, or what it is asked for makes no sense.
echo 37 >"$DOUBLE/status"
: >"$DOUBLE/events"
expect 70 "Bazel failed" "$one/vmwire" test
echo 2 >"$DOUBLE/status"
expect 64 "refuses these options" "$one/vmwire" test --colour

# Tests that pass, that fail, and that have not run when Ctrl-C comes.
xml() {  # FILE TESTS FAILURES
  printf '<testsuites>\n  <testsuite name="A" tests="%s" failures="%s" errors="0">\n' "$2" "$3" >"$work/$1.xml"
}
result() {  # NAME STATUS
  printf '{"id":{"testResult":{"label":"//%s"}},"testResult":{"testActionOutput":[' "$1"
  printf '{"name":"test.xml","uri":"file://%s/%s.xml"}],"status":"%s"}}\n' "$work" "$1" "$2"
}
completed() {  # NAME COMPLETED
  printf '{"id":{"targetCompleted":{"label":"//%s"}},%s}\n' "$1" "$2"
}
xml a 5 0
xml b 4 1
built='"completed":{"success":true}'
never='"aborted":{"reason":"USER_INTERRUPTED"}'

{ completed a "$built"; completed b "$built"; result a PASSED; } >"$DOUBLE/events"
echo 0 >"$DOUBLE/status"
expect 0 "5 passed, 0 failed" "$one/vmwire" test
{ completed a "$built"; completed b "$built"; result a PASSED; result b FAILED; } >"$DOUBLE/events"
echo 3 >"$DOUBLE/status"
expect 1 "8 passed, 1 failed" "$one/vmwire" test
{ completed a "$built"; completed b '"completed":{}'; result a PASSED; } >"$DOUBLE/events"
echo 1 >"$DOUBLE/status"
expect 1 "5 passed, 1 failed" "$one/vmwire" test
{
  completed a "$built"; completed b "$built"; completed c "$never"; result a PASSED
  result b INCOMPLETE
  echo '{"id":{"testResult":{"label":"//b"}},"aborted":{"reason":"USER_INTERRUPTED"}}'
} >"$DOUBLE/events"
echo 8 >"$DOUBLE/status"
expect 2 "5 passed, 0 failed" "$one/vmwire" test
expect 2 "interrupted; what has not run is not counted" "$one/vmwire" test

exit $failed
