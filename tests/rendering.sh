#!/usr/bin/env bash
# The laws of fixing, judged by GitHub's own Markdown parser: each list is rendered before and after `--fix` and
# compared by tests/rendering.py. Needs cmark-gfm (https://github.com/github/cmark-gfm, Debian package `cmark-gfm`)
# and Python 3; without them it says so and passes, since the fixtures hold both Markdown parsers of the program to
# the same laws. AWESOME_LINT names another binary than the one that was built last.
set -euo pipefail
cd "$(dirname "$0")/.."

for program in cmark-gfm python3; do
    if ! command -v "$program" > /dev/null; then
        echo "rendering: SKIPPED, there is no $program here"
        exit 0
    fi
done
target=${CARGO_TARGET_DIR:-target}
binary=${AWESOME_LINT:-$(ls -t "$target"/{release,debug}/awesome-lint 2> /dev/null | head -n 1 || true)}
if [ -z "$binary" ]; then
    echo 'rendering: there is no binary; run `cargo build` first' >&2
    exit 1
fi
shopt -s nullglob
python3 tests/rendering.py "$binary" fixtures/lists/*/README.md ../shared/corpus/lists/*.md
