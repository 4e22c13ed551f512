#!/usr/bin/env bash
# Builds the documents as a site with mdBook, in target/site/book, and checks by tests/site.py that no link within it is
# dead. Needs mdbook (https://rust-lang.github.io/mdBook) and Python 3; without them it says so and passes, since
# tests/generated.rs checks the links between the documents themselves. MDBOOK names another binary.
set -euo pipefail
cd "$(dirname "$0")/.."

mdbook=${MDBOOK:-mdbook}
for program in "$mdbook" python3; do
    if ! command -v "$program" > /dev/null; then
        echo "site: SKIPPED, there is no $program here"
        exit 0
    fi
done
site=${CARGO_TARGET_DIR:-target}/site
rm -rf "$site"
mkdir -p "$site/src/.ci"
# mdBook takes all files below its source, so it gets a folder with what the pages need and nothing else.
cp book.toml "$site"
find . -maxdepth 1 -type f ! -name .git -exec cp {} "$site/src" ';'
cp .ci/run "$site/src/.ci"
cp -R docs rules "$site/src"
# mdBook makes an index of each README, but not of the links to it.
for folder in "$site/src" "$site/src/rules"; do
    mv "$folder/README.md" "$folder/index.md"
done
find "$site/src" -name '*.md' -exec sed -i.bak -E 's#\]\(([^):]*/)?README\.md#](\1index.md#g' {} +
find "$site/src" -name '*.bak' -delete
"$mdbook" build "$site"
python3 tests/site.py "$site/book"
