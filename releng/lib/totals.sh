# Counts tests from the reports of this run and finds tests that silently did not run. Sourced after say.sh; needs $root.

# reports STAMP: the report files that are newer than the stamp.
reports() {
    find "$root/plugins" "$root/agent" "$root/tests" \
        \( -path '*/surefire-reports/TEST-*.xml' -o -path '*/failsafe-reports/TEST-*.xml' \) -newer "$1"
}

# count_tests STAMP: prints PASSED FAILED SKIPPED.
count_tests() {
    reports "$1" | xargs -r -d '\n' awk '
        function number(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
        /<testsuite / { tests += number("tests"); failed += number("failures") + number("errors"); skipped += number("skipped") }
        END { print tests - failed - skipped, failed + 0, skipped + 0 }' | grep . || printf '0 0 0\n'
}

# silent_tests STAMP SUFFIXES: prints each test class whose source is there and whose report is not, or reports no test.
# SUFFIXES is an alternation such as "Test|IT".
silent_tests() {
    local stamp=$1 suffixes=$2 file class report
    find "$root/plugins" "$root/agent" "$root/tests" -name target -prune -o -name '*.java' -print |
        grep -E "(/src/test/java/|/src_test/|/tests/[^/]*/src/).*($suffixes)\.java\$" | while read -r file; do
        grep -qE '^(public )?(abstract class|interface|@interface) ' "$file" && continue
        class=$(sed -n 's/^package \(.*\);/\1/p' "$file" | head -n 1).$(basename "$file" .java)
        report=$(reports "$stamp" | grep -F "/TEST-$class.xml" | head -n 1 || true)
        if [[ -z $report ]] || grep -q '<testsuite .* tests="0"' "$report"; then
            printf '%s\n' "$class"
        fi
    done
}
