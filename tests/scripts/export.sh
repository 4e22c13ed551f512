#!/usr/bin/env bash
# Reads the exports with other programs: JSON is validated with export.schema.json, CSV is read by Python and pandas,
# and BibTeX by bibtexparser (export.py). tests/common/export.rs checks all fixtures too, without other programs.
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
# bibtexparser is slow, so only every thirteenth real list is read; `export.sh --all` reads all.
corpus=(../shared/corpus/lists/*.md)
step=13
if [ "${1:-}" = --all ]; then step=1; fi
for ((at = 0; at < ${#corpus[@]}; at += step)); do lists+=("${corpus[at]}"); done
"$python/python" "$scripts/export.py" "$binary" "${lists[@]}"
