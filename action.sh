#!/usr/bin/env bash
# The steps of action.yml: `build` and `check`. The inputs come as INPUT_… in the environment and are never read as
# shell code. Written for the bash 3.2 of macOS too, where an empty array is an unset variable.
set -euo pipefail

root=$RUNNER_TEMP/awesome-lint

# Builds the program from the action's own checkout: the revision of the action is the revision of the program.
build() {
    CARGO_TARGET_DIR="$root/target" cargo install --path "$GITHUB_ACTION_PATH" --locked --root "$root"
    # For the steps behind this one.
    echo "$root/bin" >> "$GITHUB_PATH"
}

# lint OPTION...: on the inputs' paths, with the inputs' options.
lint() {
    "$root/bin/awesome-lint" ${options[@]+"${options[@]}"} "$@" -- ${paths[@]+"${paths[@]}"}
}

read_inputs() {
    options=() paths=()
    local line
    while IFS= read -r line; do
        [ -z "$line" ] || paths+=("$line")
    done <<< "$INPUT_PATH"
    # Words, without expansion of `*` or `$`.
    while IFS= read -r line; do
        local words=()
        read -ra words <<< "$line"
        options+=(${words[@]+"${words[@]}"})
    done <<< "$INPUT_ARGS"
    [ -z "$INPUT_CONFIG" ] || options+=(--config "$INPUT_CONFIG")
    [ -z "$INPUT_FAIL_ON" ] || options+=(--fail-on "$INPUT_FAIL_ON")
    # It goes into a file of lines.
    if [ "$(wc -l <<< "$INPUT_SARIF_FILE")" -ne 1 ]; then
        echo '::error title=awesome-lint::sarif-file is a path on one line'
        exit 2
    fi
}

# GitHub shows the first ten errors and warnings of a step only, so the log has them all.
print_all() {
    local token="awesome-lint-$RANDOM$RANDOM$RANDOM"
    echo '::group::All findings'
    # Names of files must not be taken as commands.
    echo "::stop-commands::$token"
    lint --output-format concise || true
    echo "::$token::"
    echo '::endgroup::'
}

# A table of the rules, from lines such as "   4  link-anchor  3 with `--fix`"; the lines behind it stay as they are.
summarise() {
    echo '### awesome-lint'
    echo
    lint --statistics | awk '
        /^ *[0-9]+  [a-z]/ {
            if (!rows++) print "| findings | rule | can be fixed |\n|---:|---|---|"
            count = $1; rule = $2
            sub(/^ *[0-9]+ +[^ ]+ */, "")
            printf "| %s | `%s` | %s |\n", count, rule, $0
            next
        }
        { if (!others++ && rows) print ""; print $0 "  " }
    ' || true
}

check() {
    local status=0
    read_inputs
    lint --output-format "$INPUT_OUTPUT_FORMAT" || status=$?
    if [ "$status" -le 1 ]; then
        if [ "$INPUT_OUTPUT_FORMAT" = github ]; then print_all; fi
        summarise >> "$GITHUB_STEP_SUMMARY"
        if [ -n "$INPUT_SARIF_FILE" ]; then
            local written=0
            lint --output-format sarif --output-file "$INPUT_SARIF_FILE" || written=$?
            if [ "$written" -le 1 ]; then
                echo "sarif-file=$INPUT_SARIF_FILE" >> "$GITHUB_OUTPUT"
            else
                status=$written
            fi
        fi
    else
        printf '### awesome-lint\n\nThe run failed; the log of the step says why.\n' >> "$GITHUB_STEP_SUMMARY"
    fi
    echo "exit-code=$status" >> "$GITHUB_OUTPUT"
    exit "$status"
}

case ${1-} in
    build | check) "$1" ;;
    *)
        echo 'usage: action.sh build|check' >&2
        exit 2
        ;;
esac
