# Which system packages the project needs, and how to install those that are
# missing. Sourced by scripts/demo and scripts/test; asks nothing.

# What a build needs beside Rust: a linker, ALSA's headers for cpal, and libopus (without
# it CMake builds the copy that audiopus brings).
BUILD_PACKAGES=(gcc libc6-dev pkg-config libasound2-dev libopus-dev ca-certificates)

# What the window needs at run time (it is loaded, not linked).
WINDOW_PACKAGES=(libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2 libxkbcommon0 libxkbcommon-x11-0
  libwayland-client0)

# What draws it by OpenGL. A machine with a graphics card has that already; without one the
# processor draws, and needs nothing for it.
OPENGL_PACKAGES=(libgl1 libegl1 libgl1-mesa-dri libwayland-egl1)

# Lets ALSA reach a sound server, where there is one.
SOUND_PACKAGES=(libasound2-plugins)

# What the tests start beside the phone: a window without a display, a terminal, a sound
# server without a card, Wireshark's decoder, a root for Asterisk, networks that come
# and go, and other implementations of the codecs
# and of encryption, a session bus, and the judge of desktop entries.
TEST_PACKAGES=("${OPENGL_PACKAGES[@]}" g++ tmux xvfb xauth x11-utils xdotool xclip imagemagick at-spi2-core gir1.2-atspi-2.0 python3-gi pulseaudio pulseaudio-utils
  tshark debootstrap iproute2 procps util-linux
  ffmpeg libbcg729-0 python3-pylibsrtp fontconfig fonts-dejavu-core dbus-daemon desktop-file-utils)

# What scripts/quality takes speech from, and scores it with (pesq is built from source).
QUALITY_PACKAGES=(espeak-ng asterisk-core-sounds-en-wav asterisk-core-sounds-fr-wav
  asterisk-core-sounds-it-wav asterisk-core-sounds-ru-wav libbcg729-0 python3-venv python3-dev)

# What scripts/bench-call measures beside, and the sound it is measured through.
BENCH_CALL_PACKAGES=(baresip-core pulseaudio pulseaudio-utils python3)

# What scripts/bench-window measures beside, and the display it is measured on.
BENCH_WINDOW_PACKAGES=(dbus-daemon dbus-bin linphone-desktop twinkle xvfb x11-utils x11-apps xdotool libgl1-mesa-dri python3)

# Names of the packages that are not installed, one a line.
missing_packages() {
  local package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
  done
}

# Installs what is missing of the named packages, or says what to do.
need_packages() {
  if ! command -v apt-get >/dev/null; then
    name_packages_elsewhere
    return 0
  fi
  local missing as_root=()
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as_root=(sudo -n)
    else
      echo "These system packages are missing, and installing them needs root. Run this, then start again:" >&2
      echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
      return 1
    fi
  fi
  echo "Installing system packages: ${missing[*]}" >&2
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
  "${apt[@]}" update >&2
  "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
}

# On systems without apt the packages go by other names; they are named, not installed.
name_packages_elsewhere() {
  if command -v dnf >/dev/null; then
    echo "If the build stops, install: sudo dnf install gcc pkgconf-pkg-config alsa-lib-devel opus-devel alsa-plugins-pulseaudio mesa-dri-drivers libxkbcommon-x11" >&2
  elif command -v pacman >/dev/null; then
    echo "If the build stops, install: sudo pacman -S --needed gcc pkgconf alsa-lib opus alsa-plugins mesa libxkbcommon-x11" >&2
  elif command -v brew >/dev/null; then
    echo "On macOS, beyond Xcode's command line tools (xcode-select --install): brew install pkgconf opus" >&2
  else
    echo "Needed beside Rust: a C linker, pkg-config, ALSA's headers (Linux), libopus' headers or CMake, OpenGL at run time." >&2
  fi
}

# Rust is the one thing that has to be there already.
need_rust() {
  command -v cargo >/dev/null && return 0
  # A fresh rustup has not reached this shell's PATH yet.
  if [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
    PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
    return 0
  fi
  echo "Rust is missing: install it with rustup (https://rustup.rs), then start again." >&2
  return 1
}

# A Python environment with pesq, numpy and scipy; PESQ_PYTHON is its interpreter.
need_pesq() {
  local folder="${CARGO_TARGET_DIR:-target}/quality/venv"
  PESQ_PYTHON="$folder/bin/python"
  "$PESQ_PYTHON" -c 'import pesq, numpy, scipy' 2>/dev/null && return 0
  echo "Making a Python environment with pesq, numpy and scipy in $folder" >&2
  python3 -m venv "$folder"
  "$folder/bin/pip" install --quiet 'pesq==0.0.4' 'numpy<3' 'scipy<2'
}
