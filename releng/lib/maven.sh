# Gets the Maven that the build needs into the cache. Sourced after say.sh and java.sh.

readonly LEEWARD_MAVEN_VERSION=3.9.11
readonly LEEWARD_CACHE=${LEEWARD_CACHE:-$HOME/.cache/leeward}

# Sets MAVEN to the command. The distribution's own mvn fetches the newer one, so that no host is named here.
find_maven() {
    local folder=$LEEWARD_CACHE/apache-maven-$LEEWARD_MAVEN_VERSION
    MAVEN=$folder/bin/mvn
    [[ -x $MAVEN ]] && return 0
    command -v mvn >/dev/null ||
        leave 2 "Maven is missing: install your distribution's maven package;" \
            "the build then fetches Maven $LEEWARD_MAVEN_VERSION by itself."
    mkdir -p "$LEEWARD_CACHE"
    (
        flock 9
        [[ -x $MAVEN ]] || fetch_maven "$folder"
    ) 9>"$LEEWARD_CACHE/maven.lock"
}

fetch_maven() {
    local folder=$1 work
    work=$(mktemp -d "$LEEWARD_CACHE/maven.XXXXXX")
    say "Fetching Maven $LEEWARD_MAVEN_VERSION into $LEEWARD_CACHE (once)." >&2
    retry 4 5 fetch_maven_archive "$work" ||
        leave 2 "Maven $LEEWARD_MAVEN_VERSION could not be fetched; see $LEEWARD_CACHE/maven-fetch.log and check the network."
    (cd "$work" && "$JAVA_HOME/bin/jar" --extract --file "apache-maven-$LEEWARD_MAVEN_VERSION-bin.zip")
    chmod +x "$work/apache-maven-$LEEWARD_MAVEN_VERSION/bin/mvn"
    rm -rf "$folder"
    mv "$work/apache-maven-$LEEWARD_MAVEN_VERSION" "$folder"
    rm -rf "$work"
}

# Runs outside the tree: the tree's .mvn folder asks for extensions that an older Maven cannot load.
fetch_maven_archive() {
    (cd "$1" && mvn --batch-mode --quiet org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
        "-Dartifact=org.apache.maven:apache-maven:$LEEWARD_MAVEN_VERSION:zip:bin" "-DoutputDirectory=$1") \
        >"$LEEWARD_CACHE/maven-fetch.log" 2>&1
}
