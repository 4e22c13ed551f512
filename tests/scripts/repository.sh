#!/usr/bin/env bash
# Simulates the work of a maintainer: `init` sets up a new repository, a good list is committed, a broken one is rejected
# with a message that says what is wrong and where, the fixing hook fixes it, and the fixed list is committed. Then the
# same with the hooks of .pre-commit-hooks.yaml, by the path of this checkout. Needs Git and Python. Uses the program that
# was built last; pre_commit.sh checks that pre-commit can build it.
set -euo pipefail
. "$(dirname "$0")/tools.sh"
find_binary
has_python pre-commit 'what init writes, and the hooks' || exit 77

mkdir "$work/bin"
ln -s "$binary" "$work/bin/awesome-lint"
export PATH="$work/bin:$python:$PATH" PRE_COMMIT_HOME="$work/cache" NO_COLOR=1
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null

# new NAME: creates a repository with a good list.
new() {
    git init --quiet "$work/$1"
    cd "$work/$1"
    git config user.name Maintainer
    git config user.email maintainer@example.org
    cat > README.md <<'LIST'
# Awesome Tea

- [Assam](https://example.org/assam) - Strong.
- [Ceylon](https://example.org/ceylon) - Bright.
- [Darjeeling](https://example.org/darjeeling) - Light.
- [Gyokuro](https://example.org/gyokuro) - Shaded.
- [Keemun](https://example.org/keemun) - Smoky.
- [Sencha](https://example.org/sencha) - Green.
LIST
}

# commit MESSAGE: commits all files. The output goes to commit.txt next to the repository.
commit() { git add --all && git commit --quiet --message "$1" > "$work/commit.txt" 2>&1; }
accepted() { commit "$1" || show "$work/commit.txt" "\"$1\" is refused"; }
refused() {
    local message=$1 expected
    shift
    if commit "$message"; then show "$work/commit.txt" "\"$message\" is not refused"; fi
    for expected; do
        grep -qF -- "$expected" "$work/commit.txt" || show "$work/commit.txt" "\"$message\" is refused without saying \"$expected\""
    done
}
head_is() { [ "$(git log -1 --format=%s)" = "$1" ] || fail "the last commit is \"$(git log -1 --format=%s)\", not \"$1\""; }

# The files of init.
new written
"$binary" init > "$work/init.txt" || show "$work/init.txt" 'init fails'
for file in awesome-lint.toml .pre-commit-config.yaml .github/workflows/awesome-lint.yml; do
    [ -s "$file" ] || fail "init has not written $file"
done
grep -q 'pre-commit install' "$work/init.txt" || show "$work/init.txt" 'init does not say how the hook comes into force'
pre-commit validate-config
pre-commit install > "$work/install.txt" || show "$work/install.txt" 'the hook cannot be installed'
accepted 'Begin a list'

# Only people can fix a link without a target; --fix fixes the bullet and the scheme.
sed -i -e 's|^- \(\[Ceylon\]\)|* \1|' -e 's|\(Gyokuro.*\)https://example.org/gyokuro|\1http://github.com/tea/gyokuro|' README.md
echo '- [Tencha]() - Ground.' >> README.md
refused 'Add tencha' 'link-empty' 'README.md:9:3' 'its target is empty' 'files were modified by this hook'
git diff --quiet && fail 'the hook has fixed nothing'
grep -q '^- \[Ceylon\]' README.md || fail 'the hook has left the bullet'
grep -q 'https://github.com/tea/gyokuro' README.md || fail 'the hook has left the scheme'
refused 'Add tencha' 'link-empty' 'README.md:9:3'
head_is 'Begin a list'
sed -i 's|(\(.*\)) - Ground|(https://example.org/tencha) - Ground|' README.md
accepted 'Add tencha'
head_is 'Add tencha'

# pre-commit may name files that the configuration excludes; they are not checked.
mkdir vendor && printf '# Awesome Milk\n\n- [Oat]()\n' > vendor/README.md
refused 'Add a copy' 'vendor/README.md'
sed -i 's|^# exclude|exclude|' awesome-lint.toml
accepted 'Add a copy'

# The hooks of this checkout: a repository with the same manifest, whose hooks use the program on the PATH, so that
# nothing is built here.
hooks=$work/hooks
git init --quiet "$hooks"
sed 's|language: rust|language: system|' "$project/.pre-commit-hooks.yaml" > "$hooks/.pre-commit-hooks.yaml"
pre-commit validate-manifest "$project/.pre-commit-hooks.yaml" "$hooks/.pre-commit-hooks.yaml"
git -C "$hooks" add --all
git -C "$hooks" -c user.name=M -c user.email=maintainer@example.org commit --quiet --message 'Define hooks'

# use HOOK: configures the hook by the path of its repository.
use() {
    printf 'repos:\n  - repo: %s\n    rev: %s\n    hooks:\n      - id: %s\n' \
        "$hooks" "$(git -C "$hooks" rev-parse HEAD)" "$1" > .pre-commit-config.yaml
}

new used
use awesome-lint
pre-commit install > "$work/install.txt" || show "$work/install.txt" 'the hooks cannot be installed'
accepted 'Begin a list'
sed -i 's|^- \(\[Ceylon\]\)|* \1|' README.md
cp README.md "$work/before.md"
refused 'Change a bullet' 'list-marker' 'README.md:4:1'
cmp -s README.md "$work/before.md" || fail 'the checking hook has changed the list'
use awesome-lint-fix
refused 'Change a bullet' 'files were modified by this hook'
accepted 'Mend a bullet'
[ "$(git show HEAD:README.md | grep -c '^- ')" = 6 ] || fail 'the fixed list was not committed'

# Translations are lists too, other files are not.
printf '# Awesome Tea\n\n- [Assam]() - 强。\n' | tee README.zh-CN.md > notes.md
refused 'Add a translation' 'README.zh-CN.md:3:3'
if grep -q 'notes.md' "$work/commit.txt"; then show "$work/commit.txt" 'the hook has looked at notes.md'; fi
head_is 'Mend a bullet'

say 'what init writes works, and so do the hooks'
