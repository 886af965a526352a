# Words for people. Sourced by the scripts in releng/; defines functions only.

say() { printf '%s\n' "$*"; }

# Prints one sentence on stderr and leaves with the given exit code.
leave() {
    local code=$1
    shift
    printf '%s\n' "$*" >&2
    exit "$code"
}

# retry TRIES SECONDS COMMAND... : runs the command until it succeeds, TRIES times at most, SECONDS apart.
retry() {
    local tries=$1 pause=$2 n
    shift 2
    for ((n = 1; ; n++)); do
        "$@" && return 0
        ((n >= tries)) && return 1
        say "Try $n of $tries failed: $1. The next one follows in ${pause} s." >&2
        sleep "$pause"
    done
}
