# Counts tests from the reports of this run and finds tests that silently did not run. Sourced after say.sh; needs $root.

# reports STAMP: the report files that are newer than the stamp.
reports() {
    find "$root/plugins" "$root/agent" "$root/tests" \
        \( -path '*/surefire-reports/TEST-*.xml' -o -path '*/failsafe-reports/TEST-*.xml' \) -newer "$1"
}

# count_tests STAMP: prints PASSED FAILED SKIPPED. It counts cases: the sums that a report gives leave out nested classes.
count_tests() {
    reports "$1" | xargs -r -d '\n' awk '
        /^ *<testcase / { tests++ }
        /^ *<(failure|error)[ >]/ { failed++ }
        /^ *<skipped/ { skipped++ }
        END { print tests - failed - skipped, failed + 0, skipped + 0 }' | grep . || printf '0 0 0\n'
}

# silent_tests STAMP SUFFIXES: prints each test class whose source is there and whose report is not, or holds no case.
# SUFFIXES is an alternation such as "Test|IT".
silent_tests() {
    local suffixes=$2 file class report written
    written=$(reports "$1")
    find "$root/plugins" "$root/agent" "$root/tests" -name target -prune -o -name '*.java' -print |
        grep -E "(/src/test/java/|/src_test/|/tests/[^/]*/src/).*($suffixes)\.java\$" | while read -r file; do
        grep -qE '^(public )?(abstract class|interface|@interface) ' "$file" && continue
        class=$(sed -n 's/^package \(.*\);/\1/p' "$file" | head -n 1).$(basename "$file" .java)
        report=$(grep -F "/TEST-$class.xml" <<<"$written" | head -n 1 || true)
        if [[ -z $report ]] || ! grep -q '^ *<testcase ' "$report"; then
            printf '%s\n' "$class"
        fi
    done
}
