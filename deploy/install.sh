#!/usr/bin/env bash
# Installs or upgrades Hỏi Báo as a service on Debian or Ubuntu, from the folder this script lies in.
#
#   sudo deploy/install.sh              install, or upgrade to what this folder holds
#   sudo deploy/install.sh --rollback   back to the release before
#
# Doing it twice changes nothing. Each release has a folder of its own under /opt/hoibao/releases; `current` names the
# one that serves, `previous` the one before. Data are in /var/lib/hoibao, settings in /etc/hoibao/hoibao.env; neither
# is ever overwritten. Before an upgrade the data are backed up, and an upgrade that does not start is taken back.
set -euo pipefail
umask 022

source_dir="$(cd "$(dirname "$0")/.." && pwd)"
opt=/opt/hoibao
data=/var/lib/hoibao
settings=/etc/hoibao/hoibao.env
units=/etc/systemd/system
python="${PYTHON:-python3}"
quietly=(--quiet --disable-pip-version-check --no-cache-dir)

say() { printf '%s\n' "$*" >&2; }
fail() { say "install.sh: $*"; exit 1; }

main() {
  [ "$(id -u)" = 0 ] || fail "run it as root: sudo deploy/install.sh"
  case "${1:-}" in
    "") install_release ;;
    --rollback) roll_back ;;
    *) fail "usage: install.sh [--rollback]" ;;
  esac
}

install_release() {
  need_packages
  make_user_and_folders
  local release
  release="$(release_name)"
  build "$release"
  write_settings
  write_command
  ask_for_token
  if [ "$(serving)" = "$release" ]; then
    install_units
    start start
    say "Release $release is installed already."
    return
  fi
  back_up_before "$release"
  switch_to "$release"
  if ! start restart; then
    say "Release $release does not start; going back."
    journal
    # The first release has nothing to go back to.
    [ -z "$(previous)" ] || roll_back
    exit 1
  fi
  forget_old_releases
  say "Release $release is installed."
}

# -- what the system needs

need_packages() {
  local missing=()
  command -v "$python" >/dev/null || missing+=(python3)
  "$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
  [ -e /etc/ssl/certs/ca-certificates.crt ] || missing+=(ca-certificates)
  if [ "${#missing[@]}" -gt 0 ]; then
    say "Installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    dpkg --configure -a >/dev/null # an installation that was cut off
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
  "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' ||
    fail "$python is $("$python" --version); Hỏi Báo needs 3.11, 3.12 or 3.13 (PYTHON=python3.12 deploy/install.sh)"
}

make_user_and_folders() {
  getent passwd hoibao >/dev/null ||
    useradd --system --user-group --home-dir "$data" --shell /usr/sbin/nologin hoibao
  install -d -m 0755 "$opt" "$opt/releases"
  install -d -m 0700 -o hoibao -g hoibao "$data"
  install -d -m 0750 -o root -g hoibao /etc/hoibao
}

# -- releases

release_name() { # the version, and a digest of everything that is installed: the same source is the same release
  local version digest
  version="$(sed -n 's/^version = "\(.*\)"/\1/p' "$source_dir/pyproject.toml")"
  digest="$(cd "$source_dir" && find bot corpus deploy/systemd pyproject.toml requirements.lock README.md LICENSE \
    -type f ! -name '*.pyc' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-10)"
  printf '%s-%s\n' "$version" "$digest"
}

build() { # a folder of its own, marked when it is whole; what was cut off is built anew
  local folder="$opt/releases/$1" work
  [ ! -e "$folder/.whole" ] || return 0
  say "Building release $1 (a few minutes at most)"
  rm -rf "$folder"
  work="$(mktemp -d)"
  "$python" -m venv "$work/venv"
  "$work/venv/bin/pip" install "${quietly[@]}" --require-hashes -r "$source_dir/deploy/build.lock"
  (cd "$source_dir" && "$work/venv/bin/python" -m hatchling build -t wheel -d "$work" >/dev/null)
  "$python" -m venv "$folder"
  "$folder/bin/pip" install "${quietly[@]}" --require-hashes -r "$source_dir/requirements.lock"
  "$folder/bin/pip" install "${quietly[@]}" --no-deps "$work"/*.whl
  rm -rf "$work"
  cp -r "$source_dir/deploy/systemd" "$folder/systemd"
  "$folder/bin/hoibao" --help >/dev/null
  touch "$folder/.whole"
}

serving() { [ ! -L "$opt/current" ] || basename "$(readlink "$opt/current")"; }
previous() { [ ! -L "$opt/previous" ] || basename "$(readlink "$opt/previous")"; }

point() { # point NAME RELEASE: one rename, so that NAME always names a release
  ln -sfn "releases/$2" "$opt/.$1" && mv -T "$opt/.$1" "$opt/$1"
}

switch_to() {
  local before
  before="$(serving)"
  point current "$1"
  [ -z "$before" ] || point previous "$before"
  install_units
}

install_units() {
  install -m 0644 "$opt/current/systemd/"* "$units/"
  if running_systemd; then systemctl daemon-reload; fi
}

forget_old_releases() {
  local folder
  for folder in "$opt/releases/"*; do
    case "$(basename "$folder")" in
      "$(serving)" | "$(previous)") ;;
      *) rm -rf "$folder" ;;
    esac
  done
}

# -- data

back_up_before() { # so that --rollback can bring back data that the older program can read
  if [ -z "$(serving)" ] || [ ! -e "$data/corpus.sqlite3" ]; then return 0; fi
  say "Backing up before the upgrade"
  hoibao backup >"$opt/releases/$1/.backup-before" 2>/dev/null ||
    fail "the data cannot be backed up, so nothing was changed; see: hoibao verify"
}

hoibao() { /usr/local/bin/hoibao "$@" </dev/null; }

roll_back() {
  local from to backup
  from="$(serving)" to="$(previous)"
  if [ -z "$to" ] || [ ! -e "$opt/releases/$to/.whole" ]; then fail "there is no release to go back to"; fi
  backup="$(cat "$opt/releases/$from/.backup-before" 2>/dev/null || true)"
  if running_systemd; then systemctl stop hoibao.service; fi
  switch_to "$to"
  # What it prints, not how it ends: it also fails where a setting is wrong, for which no backup is restored.
  if [ -e "$data/corpus.sqlite3" ] && [ -z "$(hoibao status 2>/dev/null)" ]; then
    [ -n "$backup" ] || fail "release $to cannot read the data, and there is no backup from before release $from"
    say "Release $to cannot read the data of $from; restoring the backup from before the upgrade"
    hoibao restore "$backup"
  fi
  start restart || { journal; fail "release $to does not start either"; }
  say "Release $to serves again."
}

# -- settings, command, service

write_settings() {
  [ ! -e "$settings" ] || return 0
  {
    sed -e 's|^#HOIBAO_DATA_DIR=.*|HOIBAO_DATA_DIR=/var/lib/hoibao|' \
      -e 's|^#HOIBAO_OBSERVE_LISTEN=|HOIBAO_OBSERVE_LISTEN=|' \
      -e '1,2c # Settings of Hỏi Báo. After a change: sudo systemctl restart hoibao' "$source_dir/.env.example"
  } >"$settings"
  chown root:hoibao "$settings"
  chmod 0640 "$settings"
}

write_command() { # verbs typed by hand run as the service does: same user, same settings
  cat >/usr/local/bin/.hoibao <<'SCRIPT'
#!/bin/sh
# Runs a verb of Hỏi Báo as the service's user, with the service's settings. Written by deploy/install.sh.
umask 077
[ "$(id -u)" = 0 ] || exec sudo "$0" "$@"
bin=/opt/hoibao/current/bin
exec setpriv --reuid=hoibao --regid=hoibao --init-groups --no-new-privs --inh-caps=-all -- \
  "$bin/dotenv" -f /etc/hoibao/hoibao.env run -- "$bin/hoibao" "$@"
SCRIPT
  chmod 0755 /usr/local/bin/.hoibao
  mv /usr/local/bin/.hoibao /usr/local/bin/hoibao
}

has_token() { grep -q '^TELEGRAM_BOT_TOKEN=..*' "$settings"; }

ask_for_token() {
  if has_token || [ ! -t 0 ]; then return 0; fi
  local token admin
  read -r -p "Token from @BotFather (empty: later, in $settings): " token
  [ -n "$token" ] || return 0
  read -r -p "Your own Telegram id, for the admin commands (empty: later): " admin
  sed -i -e "s|^TELEGRAM_BOT_TOKEN=.*|TELEGRAM_BOT_TOKEN=${token//[^A-Za-z0-9:_-]/}|" \
    -e "s|^HOIBAO_ADMIN_IDS=.*|HOIBAO_ADMIN_IDS=${admin//[^0-9,]/}|" "$settings"
}

running_systemd() { [ -d /run/systemd/system ]; }

start() { # start start | start restart: returns when the bot says that it is ready
  if ! running_systemd; then
    say "No systemd runs here: the units are installed, not started."
    return 0
  fi
  systemctl enable --quiet --now hoibao-backup.timer hoibao-verify.timer hoibao-crawl.timer
  systemctl enable --quiet hoibao.service
  if ! has_token; then
    say "Fill in TELEGRAM_BOT_TOKEN in $settings, then: systemctl start hoibao"
    return 0
  fi
  systemctl "$1" hoibao.service
}

journal() {
  if running_systemd; then journalctl --unit hoibao.service --lines 20 --no-pager >&2 || true; fi
}

main "$@"
