#!/usr/bin/env bash
# The exports, read back by programs that this project did not write: JSON is held to export.schema.json, CSV is read
# by Python and BibTeX by bibtexparser (tests/export.py). Needs Python 3 with the packages `bibtexparser` (version 1) and
# `jsonschema` from PyPI; without them it says so and passes, since tests/common/export.rs checks every fixture too.
# `pandas` reads the CSV as well where it is installed. PYTHON names another Python than `python3`, AWESOME_LINT another
# binary than the one that was built last.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
if ! command -v "$python" > /dev/null; then
    echo "export: SKIPPED, there is no $python here"
    exit 0
fi
for package in bibtexparser jsonschema; do
    if ! "$python" -c "import $package" 2> /dev/null; then
        echo "export: SKIPPED, $python has no package $package"
        exit 0
    fi
done
target=${CARGO_TARGET_DIR:-target}
binary=${AWESOME_LINT:-$(ls -t "$target"/{release,debug}/awesome-lint 2> /dev/null | head -n 1 || true)}
if [ -z "$binary" ]; then
    echo 'export: there is no binary; run `cargo build` first' >&2
    exit 1
fi
shopt -s nullglob
lists=(fixtures/lists/*/README.md fixtures/cli/export.in/*.md)
# bibtexparser is slow: of real lists, where there are some, every thirteenth; all with `tests/export.sh --all`.
corpus=(../shared/corpus/lists/*.md)
step=13
if [ "${1:-}" = --all ]; then step=1; fi
for ((at = 0; at < ${#corpus[@]}; at += step)); do lists+=("${corpus[at]}"); done
"$python" tests/export.py "$binary" "${lists[@]}"
