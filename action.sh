#!/usr/bin/env bash
# The steps of action.yml: `build` and `check`. The inputs are environment variables INPUT_… and are never evaluated as
# shell code. The script also runs with bash 3.2 of macOS, in which an empty array is an unset variable.
set -euo pipefail

root=$RUNNER_TEMP/awesome-lint

# Builds the program from the checkout of the action, so both have the same revision.
build() {
    CARGO_TARGET_DIR="$root/target" cargo install --path "$GITHUB_ACTION_PATH" --locked --root "$root"
    # For the steps after this one.
    echo "$root/bin" >> "$GITHUB_PATH"
}

# lint OPTION...: runs the program with the paths and options of the inputs.
lint() {
    "$root/bin/awesome-lint" ${options[@]+"${options[@]}"} "$@" -- ${paths[@]+"${paths[@]}"}
}

read_inputs() {
    options=() paths=()
    local line
    while IFS= read -r line; do
        [ -z "$line" ] || paths+=("$line")
    done <<< "$INPUT_PATH"
    # Split into words without expanding `*` or `$`.
    while IFS= read -r line; do
        local words=()
        read -ra words <<< "$line"
        options+=(${words[@]+"${words[@]}"})
    done <<< "$INPUT_ARGS"
    [ -z "$INPUT_CONFIG" ] || options+=(--config "$INPUT_CONFIG")
    [ -z "$INPUT_FAIL_ON" ] || options+=(--fail-on "$INPUT_FAIL_ON")
    # The path is written to a file with one value per line.
    if [ "$(wc -l <<< "$INPUT_SARIF_FILE")" -ne 1 ]; then
        echo '::error title=awesome-lint::sarif-file is a path on one line'
        exit 2
    fi
}

# GitHub shows only the first ten errors and warnings of a step, so print all of them to the log.
print_all() {
    local token="awesome-lint-$RANDOM$RANDOM$RANDOM"
    echo '::group::All findings'
    # File names must not be read as commands.
    echo "::stop-commands::$token"
    lint --output-format concise || true
    echo "::$token::"
    echo '::endgroup::'
}

# Prints a table of the rules, from lines such as "   4  link-anchor  3 with `--fix`". The lines after them stay the same.
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
