#!/usr/bin/env bash
# Sourced by the other scripts. Sets `project`, `work` (deleted at the end) and `tools`, where programs from PyPI and
# npm are kept, so that only the first run downloads them. Their versions are in requirements.txt and package.json.
#
# A script that cannot check something says "SKIPPED what, why" and goes on; one that can check nothing exits with 77, as
# tests for Automake do. `.ci/run` puts both into its table.
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$scripts/../.." && pwd)
script=$(basename "$0" .sh)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
target=$(cd "$project" && realpath -m "${CARGO_TARGET_DIR:-target}")
tools=$target/tools
mkdir -p "$tools"
# The programs of the virtual environment.
python=$tools/python/bin

fail() { printf '%s: %s\n' "$script" "$1" >&2; exit 1; }
say() { printf '%s: %s\n' "$script" "$1"; }
skip() { say "SKIPPED $1"; exit 77; }

# show FILE MESSAGE: fails, and prints the output of a program.
show() { cat "$1" >&2; fail "$2"; }

# find_binary: sets `binary` to the program that was built last, or to AWESOME_LINT.
find_binary() {
    binary=${AWESOME_LINT:-$(ls -t "$target"/{release,debug}/awesome-lint 2> /dev/null | head -n 1 || true)}
    [ -n "$binary" ] || fail 'there is no binary; run `cargo build` first'
    binary=$(realpath "$binary")
}

# has_program PROGRAM WHAT: whether it is installed; if not, reports what is not checked.
has_program() {
    command -v "$1" > /dev/null && return
    say "SKIPPED $2, $1 is not installed"
    return 1
}

# has TOOL WHAT COMMAND...: whether the command has installed the tool, now or before; if not, reports what is not
# checked.
has() {
    local tool=$1 what=$2 mark="$tools/$1.installed" why
    shift 2
    [ "$(cat "$mark" 2> /dev/null)" = "$*" ] && return
    if "$@" > "$work/install.txt" 2>&1; then
        echo "$*" > "$mark"
    else
        why=$(grep -m 1 -iE '^(npm )?error' "$work/install.txt" || tail -n 1 "$work/install.txt")
        say "SKIPPED $what, $tool cannot be installed: $why"
        return 1
    fi
}

# has_python PACKAGE WHAT: a package of requirements.txt, in the virtual environment.
has_python() {
    local pinned
    pinned=$(grep -m 1 "^$1==" "$scripts/requirements.txt") || fail "requirements.txt has no $1"
    has "$1" "$2" from_pypi install "$pinned"
}
from_pypi() {
    local command=$1
    shift
    [ -x "$python/pip" ] || python3 -m venv "$tools/python" || return
    "$python/pip" "$command" --quiet --disable-pip-version-check --retries 1 "$@"
}

# has_node PACKAGE WHAT: a package of package.json, in $tools/node_modules, with all that was installed before.
has_node() {
    local pinned
    pinned=$(sed -n "s|^ *\"\($1\)\": \"\([0-9.]*\)\",\{0,1\}$|\1@\2|p" "$scripts/package.json")
    [ -n "$pinned" ] || fail "package.json has no $1"
    has "$(basename "$1")" "$2" from_npm "$pinned"
}
from_npm() { npm install --loglevel error --no-fund --no-audit --ignore-scripts --fetch-retries 1 --prefix "$tools" "$@"; }
