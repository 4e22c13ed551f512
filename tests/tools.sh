# Sourced by the scripts beside it: the built program, and programs of others from the registries, which are kept in
# target/tools so that only the first run downloads them. Sets `project`, `work` (deleted at the end), `tools` and
# `binary`.
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
script=$(basename "$0" .sh)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
target=$(cd "$project" && realpath -m "${CARGO_TARGET_DIR:-target}")
tools=$target/tools
mkdir -p "$tools"

fail() { printf '%s: %s\n' "$script" "$1" >&2; exit 1; }
say() { printf '%s: %s\n' "$script" "$1"; }

# show FILE MESSAGE: fails with what a program has printed.
show() { cat "$1" >&2; fail "$2"; }

# AWESOME_LINT names another binary than the one that was built last.
binary=${AWESOME_LINT:-$(ls -t "$target"/{release,debug}/awesome-lint 2> /dev/null | head -n 1 || true)}
[ -n "$binary" ] || fail 'there is no binary; run `cargo build` first'
binary=$(realpath "$binary")

# has TOOL WHAT COMMAND...: whether a tool is there, or could be installed by the command; else says what is not checked.
has() {
    local tool=$1 what=$2 mark="$tools/$1.installed"
    shift 2
    [ "$(cat "$mark" 2> /dev/null)" = "$*" ] && return
    if "$@" > "$work/install.txt" 2>&1; then
        echo "$*" > "$mark"
    else
        say "SKIPPED $what, $tool cannot be installed: $(grep -m 1 -iE "^(npm )?error" "$work/install.txt")"
        return 1
    fi
}

# has_python PACKAGE VERSION WHAT: from PyPI; its programs are in $tools/python/bin.
has_python() { has "$1" "$3" from_pypi "$1==$2"; }
from_pypi() {
    [ -x "$tools/python/bin/pip" ] || python3 -m venv "$tools/python" || return
    "$tools/python/bin/pip" install --quiet --disable-pip-version-check --retries 1 "$@"
}

# has_node PACKAGE VERSION WHAT: from npm, with all that was installed before; it is in $tools/node_modules.
has_node() { has "$(basename "$1")" "$3" from_npm "$1@$2"; }
from_npm() { npm install --loglevel error --no-fund --no-audit --ignore-scripts --fetch-retries 1 --prefix "$tools" "$@"; }
