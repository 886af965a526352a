# Where a build lies and whether it is older than the sources. Sourced after say.sh, java.sh and maven.sh; needs $root.

readonly LEEWARD_DIST=$root/target/dist

# A number that changes when any source changes, comes or goes.
source_state() {
    (cd "$root" && find .mvn pom.xml agent features plugins product releng \
        \( -path releng/target/target -o \( -name target ! -path releng/target \) -o -name bin \) -prune -o \
        -type f \( -path '.mvn/*' -o ! -name '.*' \) ! -path '*/src/test/*' -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum)
}

is_current() {
    [[ -r $LEEWARD_DIST/sources && $(<"$LEEWARD_DIST/sources") == "$(source_state)" ]]
}

# Builds when the sources have changed since; says so on stderr, because stdout belongs to the program that runs next.
build_if_stale() {
    is_current && return 0
    say "Building first: the sources are newer than the build (log: target/build.log)." >&2
    "$root/releng/build" >&2 || exit 1
}
