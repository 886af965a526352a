# Finds JDK 25 and sets JAVA_HOME. Sourced after say.sh.

readonly LEEWARD_JAVA_RELEASE=25

# jdk_release FOLDER: prints the feature release of the JDK in that folder, nothing where there is none.
jdk_release() {
    [[ -x $1/bin/javac && -r $1/release ]] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Looks at JAVA_HOME, then where distributions, SDKMAN and the path put a JDK. Leaves with 2 where no JDK 25 is found.
find_jdk() {
    local folder on_path=
    on_path=$(readlink -f "$(command -v javac || true)" 2>/dev/null || true)
    for folder in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* \
        "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home "${on_path%/bin/javac}"; do
        if [[ -n $folder && $(jdk_release "$folder") == "$LEEWARD_JAVA_RELEASE" ]]; then
            export JAVA_HOME=$folder
            return 0
        fi
    done
    leave 2 "JDK $LEEWARD_JAVA_RELEASE is missing: neither JAVA_HOME nor the usual folders hold one;" \
        "install a JDK $LEEWARD_JAVA_RELEASE (for example Temurin) or set JAVA_HOME to it."
}
