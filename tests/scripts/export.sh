#!/usr/bin/env bash
# The exports, read back by programs that this project did not write: JSON is held to export.schema.json, CSV is read
# by Python and pandas, and BibTeX by bibtexparser (export.py). tests/common/export.rs checks every fixture as well,
# without other programs.
set -euo pipefail
. "$(dirname "$0")/tools.sh"
find_binary
for package in bibtexparser jsonschema; do
    has_python "$package" 'the reading of all exports' || exit 77
done
has_python pandas 'the reading of CSV by pandas' || true

cd "$project"
shopt -s nullglob
lists=(fixtures/lists/*/README.md fixtures/cli/export.in/*.md)
# bibtexparser is slow: of real lists, where there are some, every thirteenth; all with `export.sh --all`.
corpus=(../shared/corpus/lists/*.md)
step=13
if [ "${1:-}" = --all ]; then step=1; fi
for ((at = 0; at < ${#corpus[@]}; at += step)); do lists+=("${corpus[at]}"); done
"$python/python" "$scripts/export.py" "$binary" "${lists[@]}"
