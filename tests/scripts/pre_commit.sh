#!/usr/bin/env bash
# Runs the hooks as the maintainer of a list does: pre-commit builds them from the last commit of this checkout, the
# checking hook fails on a bad list, the fixing hook fixes it, and then both pass. Needs Git, Python and Cargo.
set -euo pipefail
. "$(dirname "$0")/tools.sh"
has_python pre-commit 'the hooks' || exit 77
# The program need not be fast here, and whole-program optimisation takes minutes.
export PRE_COMMIT_HOME="$work/cache" NO_COLOR=1 CARGO_TARGET_DIR="$target/pre-commit" \
    CARGO_PROFILE_RELEASE_LTO=false CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16

hook() { "$python/pre-commit" run "$1" --all-files --verbose; }

mkdir "$work/list" && cd "$work/list"
git init --quiet .
git config user.name Maintainer && git config user.email maintainer@example.org
cat > README.md <<'LIST'
# Awesome Tea

- [Assam](http://github.com/tea/assam)
- [Ceylon](https://example.org/ceylon)
* [Darjeeling](https://example.org/darjeeling)
- [Keemun](https://example.org/keemun)
- [Sencha](https://example.org/sencha)


LIST
cat > .pre-commit-config.yaml <<CONFIG
repos:
  - repo: file://$project
    rev: $(git -C "$project" rev-parse HEAD)
    hooks:
      - id: awesome-lint
      - id: awesome-lint-fix
CONFIG
git add README.md .pre-commit-config.yaml
"$python/pre-commit" install-hooks > "$work/install.txt" 2>&1 || { cat "$work/install.txt"; fail 'the hooks cannot be built'; }

if hook awesome-lint > "$work/check.txt" 2>&1; then cat "$work/check.txt"; fail 'a bad list passed the checking hook'; fi
for expected in 'link-scheme' 'list-marker' 'final-newline'; do
    grep -q "$expected" "$work/check.txt" || { cat "$work/check.txt"; fail "the checking hook did not name $expected"; }
done
git diff --quiet || fail 'the checking hook changed the list'

if hook awesome-lint-fix > "$work/fix.txt" 2>&1; then cat "$work/fix.txt"; fail 'the fixing hook changed the list and passed'; fi
grep -q 'files were modified by this hook' "$work/fix.txt" || { cat "$work/fix.txt"; fail 'the fixing hook changed nothing'; }
grep -q '^- \[Darjeeling\]' README.md || { cat README.md; fail 'the fixing hook left the marker'; }
git add README.md

for id in awesome-lint awesome-lint-fix; do
    hook "$id" > "$work/again.txt" 2>&1 || { cat "$work/again.txt"; fail "$id fails on the list it fixed"; }
done
say 'both hooks work'
