# The programs that the tests of real parts run beside Leeward. Sourced after say.sh.

readonly LEEWARD_AZURITE_VERSION=3.35.0

# command:package pairs; a peer is there when its command is.
readonly LEEWARD_PEERS=(
    Xvfb:xvfb xvfb-run:xvfb dbus-run-session:dbus-x11 openbox:openbox xdotool:xdotool import:imagemagick
    mkfs.ext4:e2fsprogs fio:fio sqlite3:sqlite3 qemu-img:qemu-utils
)

# folder-or-file:package pairs for packages without a command.
readonly LEEWARD_PEER_FILES=(
    '/usr/lib/*/libgtk-3.so.0:libgtk-3-0' '/usr/share/icons/Adwaita/index.theme:adwaita-icon-theme'
    '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf:fonts-dejavu-core'
)

# Prints the packages that are missing, one a line.
missing_packages() {
    local pair
    for pair in "${LEEWARD_PEERS[@]}"; do
        PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" >/dev/null || printf '%s\n' "${pair##*:}"
    done
    for pair in "${LEEWARD_PEER_FILES[@]}"; do
        compgen -G "${pair%%:*}" >/dev/null || printf '%s\n' "${pair##*:}"
    done
}

# Installs what is missing as root on Debian and its kin; elsewhere leaves with 2 and says what to install.
install_peers() {
    local packages
    mapfile -t packages < <(missing_packages | sort -u)
    ((${#packages[@]} == 0)) && return 0
    ((EUID == 0)) && command -v apt-get >/dev/null ||
        leave 2 "Test peers are missing: install the packages ${packages[*]}, or run releng/verify --fast, which needs none."
    say "Installing test peers: ${packages[*]}."
    export DEBIAN_FRONTEND=noninteractive
    retry 4 10 apt-get -qq -o Acquire::Retries=3 update ||
        leave 2 "The package lists could not be fetched; check the network and run releng/verify again."
    retry 4 10 apt-get -qq -y --no-install-recommends -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 install "${packages[@]}" >/dev/null ||
        leave 2 "The packages ${packages[*]} could not be installed; see the lines above."
}

# Installs Azurite into the cache and sets AZURITE to the command of its blob service.
install_azurite() {
    local folder=$LEEWARD_CACHE/azurite-$LEEWARD_AZURITE_VERSION
    AZURITE=$folder/node_modules/.bin/azurite-blob
    [[ -x $AZURITE ]] && return 0
    command -v npm >/dev/null || leave 2 "npm is missing: install node 20 with npm, or run releng/verify --fast, which needs none."
    (
        flock 9
        [[ -x $AZURITE ]] || retry 4 10 fetch_azurite "$folder" ||
            leave 2 "Azurite $LEEWARD_AZURITE_VERSION could not be installed; see $LEEWARD_CACHE/azurite.log."
    ) 9>"$LEEWARD_CACHE/azurite.lock" || exit 2
}

fetch_azurite() {
    local work
    work=$(mktemp -d "$LEEWARD_CACHE/azurite.XXXXXX")
    say "Installing Azurite $LEEWARD_AZURITE_VERSION into $LEEWARD_CACHE (once)."
    npm install --prefix "$work" --no-save --no-audit --no-fund "azurite@$LEEWARD_AZURITE_VERSION" >"$LEEWARD_CACHE/azurite.log" 2>&1 ||
        { rm -rf "$work" && return 1; }
    chmod 755 "$work"
    rm -rf "$1"
    mv "$work" "$1"
}
