#!/usr/bin/env bash
# Checks the laws of fixing with GitHub's Markdown parser: each list is rendered before and after `--fix`, and
# rendering.py compares the results. Needs cmark-gfm (https://github.com/github/cmark-gfm, Debian package `cmark-gfm`) and
# Python 3. The fixtures check the same laws with both Markdown parsers of the program.
set -euo pipefail
. "$(dirname "$0")/tools.sh"
find_binary
has_program cmark-gfm 'the rendering of all lists' && has_program python3 'the rendering of all lists' || exit 77

cd "$project"
shopt -s nullglob
python3 "$scripts/rendering.py" "$binary" fixtures/lists/*/README.md ../shared/corpus/lists/*.md
