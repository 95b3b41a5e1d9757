#!/usr/bin/env bash
# A call server nobody here wrote, for tests: Debian's Asterisk 16 with
# chan_skinny, run from a root folder of its own, on loopback.
#
#   lab.sh install      make the root folder and install Asterisk into it (2 to 3 minutes, once)
#   lab.sh up [PID]     start the server, wait until it listens; it goes down when that process has ended
#   lab.sh down         stop it
#   lab.sh cli COMMAND  one command of Asterisk's own command line
#   lab.sh log          print what Asterisk has logged since it came up
#   lab.sh purge        stop it and delete the root folder
#
# Needs root and Debian's archive. Environment, all optional:
#   OFFHOOK_LAB_ROOT    where the root folder is
#   OFFHOOK_LAB_PORT    TCP port of SCCP on loopback (12000)
#   OFFHOOK_LAB_MIRROR  the archive; by default the one this machine uses already
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=${OFFHOOK_LAB_ROOT:-${XDG_CACHE_HOME:-$HOME/.cache}/offhook/asterisk-lab}
port=${OFFHOOK_LAB_PORT:-12000}
bind=127.0.0.1
# Inside the root folder:
etc=/etc/asterisk-lab
run=/run/asterisk-lab
logs=/var/log/asterisk-lab
music=/var/lib/asterisk-lab/moh
# No phone of the tests sends this frequency.
music_hz=1100
# These mark how far an earlier install came.
bootstrapped=$root/.bootstrapped
installed=$root/.installed

say() { echo "asterisk lab: $*" >&2; }
fail() { say "$*"; exit 1; }

inside() {
  chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C TERM=dumb \
    DEBIAN_FRONTEND=noninteractive "$@"
}

mount_proc() { mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"; }

unmount_proc() {
  if mountpoint -q "$root/proc"; then umount "$root/proc" || umount -l "$root/proc"; fi
}

need_root() { [ "$(id -u)" = 0 ] || fail "needs root, for chroot"; }

mirror() {
  if [ -n "${OFFHOOK_LAB_MIRROR:-}" ]; then
    echo "$OFFHOOK_LAB_MIRROR"
    return
  fi
  apt-get indextargets --format '$(REPO_URI)' "Created-By: Packages" "Label: Debian" 2>/dev/null | head -n 1
}

install_server() {
  need_root
  [ -e "$installed" ] && return
  local archive
  archive=$(mirror)
  [ -n "$archive" ] || fail "no Debian archive among this machine's sources: name one in OFFHOOK_LAB_MIRROR"
  command -v debootstrap >/dev/null || fail "debootstrap is missing: apt-get install debootstrap"
  if [ ! -e "$bootstrapped" ]; then
    # A root folder that was left half made is made again from nothing.
    unmount_proc
    rm -rf --one-file-system "$root"
    mkdir -p "$root"
    say "making a Debian root folder in $root"
    debootstrap --variant=minbase bullseye "$root" "$archive" >"$root.log" 2>&1 || { tail -20 "$root.log" >&2; exit 1; }
    rm -f "$root.log"
    touch "$bootstrapped"
  fi
  mount_proc
  # No service starts in there; documentation and translations are left out.
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod 755 "$root/usr/sbin/policy-rc.d"
  printf 'force-unsafe-io\npath-exclude=/usr/share/doc/*\npath-exclude=/usr/share/man/*\npath-exclude=/usr/share/locale/*\n' \
    >"$root/etc/dpkg/dpkg.cfg.d/lab"
  printf 'Acquire::Languages "none";\nAPT::Install-Recommends "false";\nAPT::Sandbox::User "root";\n' \
    >"$root/etc/apt/apt.conf.d/99lab"
  echo "deb $archive bullseye main" >"$root/etc/apt/sources.list"
  cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
  say "installing Asterisk into it"
  inside apt-get -qq -o Acquire::Check-Valid-Until=false update
  inside apt-get -qq -y install asterisk asterisk-modules asterisk-voicemail asterisk-core-sounds-en-gsm \
    asterisk-moh-opsound-gsm >"$root/var/log/lab-install.log" 2>&1 \
    || { tail -20 "$root/var/log/lab-install.log" >&2; exit 1; }
  inside apt-get clean
  rm -rf "$root"/var/lib/apt/lists/*
  unmount_proc
  touch "$installed"
}

configure() {
  mkdir -p "$root$etc" "$root$run" "$root$logs" "$root"/var/lib/asterisk-lab "$root"/var/spool/asterisk-lab/rec
  local file
  for file in "$here"/etc/*.conf; do
    sed -e "s/@BIND@/$bind/" -e "s/@PORT@/$port/" "$file" >"$root$etc/$(basename "$file")"
  done
  rm -f "$root$run"/* "$root$logs"/*
  # Nothing is left over from an earlier run: messages, forwards.
  rm -rf "$root"/var/spool/asterisk-lab/voicemail "$root"/var/lib/asterisk-lab/*
  music
}

# Ten seconds of a steady tone, which a test recognises, instead of real music.
music() {
  mkdir -p "$root$music"
  inside perl -e 'print pack "s<*", map { 8000 * sin(6.283185307179586 * $ARGV[0] * $_ / 8000) } 0 .. 79999' $music_hz \
    >"$root$music/tone.sln"
}

# The process id of the running server; fails when there is none. Known by its root
# folder: Asterisk takes its pid file away while it still holds the port.
server_pid() {
  local pid
  for pid in $(pgrep -x asterisk); do
    [ "$(readlink "/proc/$pid/root")" = "$(readlink -f "$root")" ] && echo "$pid" && return
  done
  return 1
}

# Stops this very server when the process that wanted it has ended, however it did.
guard() {
  local server=$1 wanted_by=$2
  setsid bash -c 'while kill -0 "$2" 2>/dev/null; do sleep 0.5; done; kill -9 "$1" 2>/dev/null && sleep 0.5 && umount "$3"' \
    guard "$server" "$wanted_by" "$root/proc" \
    >/dev/null 2>&1 </dev/null &
}

command_line() { inside asterisk -C $etc/asterisk.conf -rx "$*"; }

up() {
  install_server
  if server_pid >/dev/null; then return; fi
  mount_proc
  configure
  setsid chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C TERM=dumb \
    asterisk -f -C $etc/asterisk.conf >"$root$logs/console" 2>&1 </dev/null &
  for _ in $(seq 150); do
    if server_pid >/dev/null && command_line core waitfullybooted >/dev/null 2>&1 \
      && (exec 3<>"/dev/tcp/$bind/$port") 2>/dev/null; then
      [ -z "${1:-}" ] || guard "$(server_pid)" "$1"
      say "up, SCCP on $bind:$port"
      return
    fi
    sleep 0.2
  done
  tail -20 "$root$logs/console" >&2
  fail "did not come up"
}

down() {
  need_root
  local pid
  if pid=$(server_pid); then
    command_line core stop now >/dev/null 2>&1 || true
    for _ in $(seq 50); do
      server_pid >/dev/null || break
      sleep 0.1
    done
    while pid=$(server_pid); do
      kill -9 "$pid" || true
      sleep 0.1
    done
  fi
  unmount_proc
}

case "${1:-}" in
  install) install_server ;;
  up) shift; up "$@" ;;
  down) down ;;
  cli) shift; command_line "$@" ;;
  log) cat "$root$logs/full" ;;
  purge) down; rm -rf --one-file-system "$root" ;;
  *) sed -n '2,16p' "$0"; exit 2 ;;
esac
