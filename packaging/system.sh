#!/bin/sh
# Installs the system libraries that Viva needs on Debian and Ubuntu: `system.sh run` or `system.sh test`.
# It installs them when it may (root, or sudo without a password); otherwise it prints the one line to run.
set -eu

# What ldd finds under Qt's xcb plugin. Qt's own message names libxcb-cursor0 whichever of them is missing.
qt="libegl1 libgl1 libfontconfig1 libfreetype6 libdbus-1-3 libglib2.0-0 libxkbcommon0 libxkbcommon-x11-0 libx11-xcb1 libxcb1
libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-render0 libxcb-shape0
libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1 fonts-dejavu-core"
sound="libportaudio2 libasound2-plugins espeak-ng"
python="python3-venv"
# A private PulseAudio is the tests' virtual sound card, Xvfb their screen.
test="xvfb xauth xdotool pulseaudio pulseaudio-utils alsa-utils"

wanted="$qt $sound $python"
[ "${1:-run}" = test ] && wanted="$wanted $test"

if ! command -v apt-get >/dev/null 2>&1; then
    if [ "$(uname -s)" = Linux ]; then
        echo "Viva needs PortAudio, espeak-ng and Qt's xcb libraries; install them with this system's package manager if a part is missing." >&2
    fi
    exit 0
fi

missing=""
for package in $wanted; do
    # A library renamed in a newer release (libglib2.0-0t64) still provides its old name.
    if ! dpkg-query -W -f='${Status} ${Package} ${Provides}\n' "$package" "${package}t64" 2>/dev/null | grep -q '^install ok installed'; then
        missing="$missing $package"
    fi
done
[ -z "$missing" ] && exit 0

install="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    echo "Viva needs a few system libraries first. Please run:  sudo $install" >&2
    exit 1
fi
echo "Installing system libraries:$missing"
export DEBIAN_FRONTEND=noninteractive
if ! $as_root $install >/dev/null 2>&1; then
    $as_root apt-get update -q
    $as_root $install
fi
