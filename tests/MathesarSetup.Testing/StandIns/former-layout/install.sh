#!/bin/sh
# Mathesar 0.10.1, to be opened at http://localhost:8000
#
#  ./install.sh             does all steps; what is as it should be is left alone
#  ./install.sh --dry-run   prints what would be done, and does nothing
#  ./install.sh step NAME   does one step alone:
#
#    check        looks whether the machine has what is needed
#    account      makes the user mathesar
#    directory    makes the directories
#    environment  puts .env and the other settings in their place
#    database     makes the database and starts it
#    program      downloads Mathesar, checks it and calls its installer
#    owners       sets owners and modes
#    unit         gives the unit to systemd
#    start        starts Mathesar and waits until it answers
#
# MATHESAR_DOWNLOADS=PLACE takes Mathesar's install.sh and mathesar.tar.gz from a
# directory
# or an address of yours, for machines that do not reach the Internet.
set -eu

name=mathesar
scope=system
account=mathesar
directory=/opt/mathesar
# Where uploads and the database lie, if not in that directory.
data=''
# Owners of what Mathesar only reads, and of what is its own; empty where all belongs to
# who calls.
shared=root:mathesar
private=mathesar:mathesar
mode=0640
release=0.10.1
official=https://github.com/mathesar-foundation/mathesar/releases/download/0.10.1
address=127.0.0.1
port=8000
health=http://127.0.0.1:8000/auth/login/
url=http://localhost:8000
cluster=/opt/mathesar/database
socket=/opt/mathesar/socket
postgres_version=17
postgres_versions='18 17 16 15 14'
steps='check account directory environment database program unit start'
further=owners
# Where the two files of the release come from.
downloads=${MATHESAR_DOWNLOADS:-$official}

umask 022
# Files are named from the script's own folder, wherever it is called from.
CDPATH='' cd -- "$(dirname -- "$0")"
dry_run=
# Whose units these are: without the flag the machine's, with it those of the user who calls.
flag=
if [ "$scope" = user ]; then flag=--user; fi
# What was asked for, what is wrong, whether anything changed, the private folder, and whether .env is away.
asked=
problems=
changed=
work=
borrowed=

say() {
  printf '%s\n' "$*"
}

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# quoted WORD: the word as a shell has to be given it.
quoted() {
  case $1 in
    "" | *[!A-Za-z0-9_./:=@%+,-]*) printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")" ;;
    *) printf %s "$1" ;;
  esac
}

# run COMMAND...: prints a command and does it; with --dry-run it is only printed.
run() {
  printf '  +'
  for word; do printf ' %s' "$(quoted "$word")"; done
  printf '\n'
  if [ -z "$dry_run" ]; then "$@"; fi
}

# act WORDS FUNCTION...: says what comes and calls a function below; with --dry-run it is only said.
act() {
  printf '  # %s\n' "$1"
  shift
  if [ -z "$dry_run" ]; then "$@"; fi
}

# Who calls has to be whom the installation belongs to.
if [ "$scope" = user ]; then
  if [ "$(id -u)" = 0 ]; then
    fail "This installation belongs to one user. Call the script as that user, without sudo."
  fi
  # Absent after su and sudo, though the user's systemd runs.
  XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}
  export XDG_RUNTIME_DIR
  units=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user
else
  if [ "$(id -u)" != 0 ] && [ -z "$dry_run" ]; then
    fail "This installation belongs to the whole machine, so root has to call the script: sudo $0"
  fi
  units=/etc/systemd/system
fi

# problem WORDS: something that has to be settled first. All of them are said before the script ends.
problem() {
  printf '  ! %s\n' "$*" >&2
  problems=1
}

has() {
  command -v "$1" >/dev/null 2>&1
}

# package DEBIAN FEDORA ARCH SUSE: how this distribution installs something.
package() {
  if has apt-get; then printf 'apt-get install %s' "$1"
  elif has dnf; then printf 'dnf install %s' "$2"
  elif has pacman; then printf 'pacman -S %s' "$3"
  elif has zypper; then printf 'zypper install %s' "$4"
  else printf 'install %s with your package manager' "$1"; fi
}

is_active() {
  systemctl ${flag:+"$flag"} --quiet is-active "$1" 2>/dev/null
}

# directory_of FILE: the WorkingDirectory of a unit, which tells installations of one name apart.
directory_of() {
  if [ -e "$1" ]; then sed -n 's/^WorkingDirectory=//p' "$1"; fi
}

# free_megabytes PATH: of the disk on which the path lies or will lie.
free_megabytes() {
  place=$1
  while [ ! -e "$place" ]; do place=$(dirname -- "$place"); done
  df -Pk -- "$place" | awk 'NR == 2 { print int($4 / 1024) }'
}

check_machine() {
  if [ ! -d /run/systemd/system ]; then
    problem "systemd does not run this machine. In WSL, switch it on: [boot] systemd=true in /etc/wsl.conf."
  fi
  for tool in bash tar; do
    has "$tool" || problem "$tool is missing: $(package "$tool" "$tool" "$tool" "$tool")"
  done
  if ! has curl && ! has wget; then
    problem "curl and wget are missing, and one of them has to download Mathesar: $(package curl curl curl curl)"
  elif ! has curl && [ "$downloads" != "$official" ]; then
    problem "Mathesar's installer takes files from another place than its own only with curl: $(package curl curl curl curl)"
  fi
  if ! has python3 || ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
    say "  Python 3.10 or newer is not here, so Mathesar's installer will download one into $directory."
  fi
  memory=$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)
  if [ "$memory" -lt 3800 ]; then
    say "  This machine has $memory MB of memory; Mathesar's makers ask for 4,000 MB. Fewer workers (tuning.workers) take less."
  fi
  free=$(free_megabytes "$directory")
  if [ "$free" -lt 2000 ]; then
    problem "$free MB are free for $directory, and the program alone takes about 2,000 MB. Free some, or choose another systemd.directory."
  fi
}

# Mathesar stops without it, and its own installer does not look.
check_cairo() {
  if has python3; then
    python3 -c 'import ctypes; ctypes.CDLL("libcairo.so.2")' 2>/dev/null && return
  else
    ldconfig -p 2>/dev/null | grep -q 'libcairo\.so\.2' && return
  fi
  problem "The library cairo is missing, without which Mathesar does not start: $(package libcairo2 cairo cairo libcairo2)"
}

check_neighbours() {
  if [ ! -x "$directory/bin/mathesar" ] && has mathesar; then
    problem "There is another Mathesar on PATH: $(command -v mathesar). Mathesar's installer refuses to work beside it. Take it out of PATH, or remove it."
  fi
  theirs=$(directory_of "$units/$name.service")
  if [ -n "$theirs" ] && [ "$theirs" != "$(directory_of "units/$name.service")" ]; then
    problem "There is another installation named $name already, in $theirs. Choose another install.name and generate again."
  fi
  if has python3 && ! is_active "$name.service" && ! python3 -c '
import socket, sys
place = socket.getaddrinfo(sys.argv[1], int(sys.argv[2]), type=socket.SOCK_STREAM)[0]
listener = socket.socket(place[0], place[1])
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(place[4])' "$address" "$port" 2>/dev/null; then
    problem "Port $port of $address cannot be opened: another program holds it, or the address is not this machine's. Choose another access.port or access.bind."
  fi
}

# must_be_readable FILE: a file of yours that is named in the answers.
must_be_readable() {
  [ -r "$1" ] || problem "$1 is missing or cannot be read. Put it there, or change the answer that names it."
}

# The PostgreSQL that the distribution has: the version that was answered, else the newest that this Mathesar works with.
# Data that is there decides by its own version.
find_postgres() {
  versions="$postgres_version $postgres_versions"
  if [ -s "$cluster/PG_VERSION" ]; then versions=$(cat "$cluster/PG_VERSION"); fi
  for version in $versions; do
    for place in "/usr/lib/postgresql/$version/bin" "/usr/pgsql-$version/bin" "/usr/lib/postgresql$version/bin" /usr/bin; do
      case $("$place/postgres" --version 2>/dev/null) in
        "postgres (PostgreSQL) $version"[!0-9]*)
          if [ -x "$place/initdb" ] && [ -x "$place/psql" ]; then
            postgres=$place
            return
          fi ;;
      esac
    done
  done
  return 1
}

check_postgres() {
  if ! find_postgres; then
    if [ -s "$cluster/PG_VERSION" ]; then
      problem "The data in $cluster needs PostgreSQL $(cat "$cluster/PG_VERSION"), which is not installed: $(package "postgresql-$(cat "$cluster/PG_VERSION")" postgresql-server postgresql "postgresql$(cat "$cluster/PG_VERSION")-server")"
    else
      problem "No PostgreSQL that Mathesar $release works with is installed (versions $postgres_versions): $(package postgresql postgresql-server postgresql postgresql-server). Or use a server of yours: database.mode=existing."
    fi
  elif [ "${postgres_version:-$version}" != "$version" ] && [ ! -s "$cluster/PG_VERSION" ]; then
    say "  PostgreSQL $postgres_version is not installed, so version $version is used."
  fi
  if [ "$(printf %s "$socket/.s.PGSQL.5432" | wc -c)" -gt 107 ]; then
    problem "$socket is too long for a socket, which takes 107 bytes. Choose a shorter systemd.directory."
  fi
}

step_check() {
  check_machine
  check_cairo
  check_neighbours
  check_postgres
  if [ -n "$problems" ] && [ -z "$dry_run" ]; then fail "Nothing was changed. Settle what is said above, and run this again."; fi
}

# A private folder for what is needed for a moment; it goes with the script.
make_work() {
  if [ -z "$work" ]; then
    work=$(mktemp -d /tmp/mathesar-setup.XXXXXXXXXX)
    trap leave EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
  fi
}

# Whatever ends the script: .env is whole again, and no secret stays behind.
leave() {
  if [ -n "$borrowed" ]; then
    borrowed=
    install_environment
    say "Mathesar's installer failed, for the reason above. Nothing of it was started, and your data is as it was. Settle the reason and run this again." >&2
  fi
  rm -rf -- "$work"
}

# as_account COMMAND...: as the user that will run Mathesar, from a folder that everybody may enter.
as_account() {
  if [ -n "$account" ]; then
    (cd / && runuser -u "$account" -- "$@")
  else
    (cd / && "$@")
  fi
}

# put FILE TARGET MODE OWNER: copies a file where it differs from what is there. Without an owner it belongs to who calls.
put() {
  if ! cmp -s -- "$1" "$2"; then
    changed=1
    run install -m "$3" -- "$1" "$2.new"
    if [ -n "$4" ]; then run chown -- "$4" "$2.new"; fi
    run mv -f -- "$2.new" "$2"
  fi
}

# make_directory PATH MODE OWNER
make_directory() {
  if [ ! -d "$1" ]; then
    run mkdir -p -- "$1"
    run chmod -- "$2" "$1"
    if [ -n "$3" ]; then run chown -- "$3" "$1"; fi
  fi
}

step_account() {
  if ! getent group "$account" >/dev/null; then
    run groupadd --system -- "$account"
  fi
  if ! getent passwd "$account" >/dev/null; then
    run useradd --system --gid "$account" --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin -- "$account"
  fi
}

# make_places PATH...: the directory with its mark, which tells it from one that holds something else, and places that Mathesar may write.
make_places() {
  if [ -d "$directory" ] && [ ! -e "$directory/.mathesar-setup" ] && [ -n "$(ls -A -- "$directory")" ]; then
    fail "$directory is not empty, and this script did not make it. Choose another systemd.directory, or move away what lies there."
  fi
  if [ -e "$directory/.mathesar-setup" ] && [ "$(cat -- "$directory/.mathesar-setup")" != "$name" ]; then
    fail "$directory belongs to the installation $(cat -- "$directory/.mathesar-setup"). Choose another systemd.directory for $name."
  fi
  make_directory "$directory" 0750 "$shared"
  if [ ! -e "$directory/.mathesar-setup" ]; then
    act "note in $directory/.mathesar-setup that the directory belongs to $name" note_mark
  fi
  for place in "$@"; do make_directory "$place" 0700 "$private"; done
}

note_mark() {
  printf '%s\n' "$name" >"$directory/.mathesar-setup"
}

# add_path NAME PATH: a line of .env for a path that is known only on this machine.
add_path() {
  printf "%s='%s'\n" "$1" "$(printf %s "$2" | sed "s/'/'\"'\"'/g")" >>"$work/env"
}

# install_environment: .env where Mathesar, systemd and this script read it.
install_environment() {
  make_work
  (umask 077 && cat .env >"$work/env")
  add_paths
  put "$work/env" "$directory/.env" "$mode" "$shared"
}

# with_environment COMMAND...: calls a command with the variables of .env, in a shell of its own.
with_environment() {
  (
    set -a
    # shellcheck disable=SC1091 # it is written by the step before
    . "$directory/.env"
    set +a
    "$@"
  )
}

# PostgreSQL's own file for passwords: a password never stands in an argument, where others could read it.
write_password_file() {
  printf '*:*:*:*:%s\n' "$(printf %s "${POSTGRES_PASSWORD:-}" | sed 's/[\\:]/\\&/g')"
}

step_directory() {
  make_places /opt/mathesar/database /opt/mathesar/socket /opt/mathesar/.media /opt/mathesar/.secrets
}

add_paths() {
  :
}

step_environment() {
  install_environment
  put start.sh "$directory"/start.sh "$mode" "$shared"
}

# each_of_the_program COMMAND...: calls a command with every entry of the directory that belongs to the program; data and settings are left out.
each_of_the_program() {
  for entry in "$directory"/* "$directory"/.[!.]*; do
    case ${entry##*/} in
      .env | .media | .secrets | sso.yml | file_storage.yml | database | data | socket | .mathesar-setup) ;;
      *)
        case $data/ in
          "$entry"/*) continue ;;
        esac
        if [ -e "$entry" ] || [ -L "$entry" ]; then "$@" "$entry"; fi ;;
    esac
  done
}

# fetch FILE TARGET: one file of the release, from the Internet or from your own place.
fetch() {
  if [ -s "$2" ]; then return; fi
  case $downloads in
    /* | ./*) run cp -- "$downloads/$1" "$2.part" ;;
    *) if has curl; then run curl -fsSL --retry 3 -o "$2.part" "$downloads/$1"; else run wget -q -O "$2.part" "$downloads/$1"; fi ;;
  esac
  run mv -f -- "$2.part" "$2"
}

note_checksums() {
  (cd -- "$store" && sha256sum install.sh mathesar.tar.gz) >"$1.part"
  mv -f -- "$1.part" "$1"
}

# What was downloaded first is what counts from then on: a file that changes under the same name is refused.
verify() {
  noted=mathesar-$release.sha256
  if [ ! -s "$noted" ]; then
    act "note the checksums of both files in $noted" note_checksums "$noted"
  elif [ -z "$dry_run" ] && ! (cd -- "$store" && sha256sum --check --quiet -) <"$noted"; then
    rm -f -- "$store/install.sh" "$store/mathesar.tar.gz"
    fail "What was downloaded is not what is noted in $noted, so nothing was installed. It was damaged on its way, or is no longer the same. Run this again; delete $noted only if you know why it changed."
  fi
}

# Mathesar's installer reads .env in a way that only plain values survive, and writes it anew. So for its time .env holds
# the names alone; the password comes by PostgreSQL's own file, and everything else from the installer's environment.
write_names() {
  printf '%s="%s"\n' POSTGRES_HOST "$POSTGRES_HOST" POSTGRES_PORT "${POSTGRES_PORT:-5432}" POSTGRES_DB "$POSTGRES_DB" POSTGRES_USER "$POSTGRES_USER" WEB_CONCURRENCY "${WEB_CONCURRENCY:-3}"
}

# The installer gets a home of its own for as long as it runs, so that it edits no profile of yours.
call_installer() {
  unset POSTGRES_PASSWORD DJANGO_SUPERUSER_PASSWORD XDG_BIN_HOME XDG_DATA_HOME
  package=
  if has curl; then package="file://$work/mathesar.tar.gz"; fi
  as_account env HOME="$work" SHELL=/bin/bash PGPASSFILE="$work/pgpass" bash "$work/install.sh" "$directory" --no-prompt ${package:+--test-package-location "$package"}
}

install_program() {
  make_work
  cp -- "$store/install.sh" "$store/mathesar.tar.gz" "$work"
  (umask 077 && with_environment write_password_file >"$work/pgpass")
  with_environment write_names >"$work/names"
  if [ -n "$account" ]; then
    chown -R -- "$private" "$work"
    chown -- "$private" "$directory"
    each_of_the_program chown -R -- "$private"
  fi
  borrowed=1
  with_names
  borrowed=
  install_environment
  # Without curl the installer has downloaded the archive by itself.
  if ! has curl && ! cmp -s -- "$store/mathesar.tar.gz" "$directory/packages/mathesar-$release.tar.gz"; then
    fail "Mathesar's installer downloaded another archive than the one noted in mathesar-$release.sha256, so it is not started."
  fi
  printf '%s\n' "$release" >"$directory/.installed-release"
}

# In the place of .env, the names; .env comes back when the installer has ended, however it did.
with_names() (
  cp -f -- "$directory/.env" "$work/whole"
  rm -f -- "$directory/.env"
  install -m 0600 -- "$work/names" "$directory/.env"
  if [ -n "$account" ]; then chown -- "$private" "$directory/.env"; fi
  set -a
  # shellcheck disable=SC1091 # it was written above
  . "$work/whole"
  set +a
  rm -f -- "$work/whole"
  call_installer
)

# Root owns the program, so that Mathesar cannot change it; it may write only where its data lies.
step_owners() {
  if [ -n "$account" ]; then
    act "give the program to root, readable by the group $account" own_program
  fi
}

# A link may lead out of the directory.
open_to_group() {
  if [ ! -L "$1" ]; then chmod -R -- u=rwX,g=rX,o= "$1"; fi
}

own_program() {
  chown -- "$shared" "$directory"
  chmod -- 0750 "$directory"
  each_of_the_program chown -R -h -- "$shared"
  each_of_the_program open_to_group
  for file in .env sso.yml file_storage.yml; do
    if [ -e "$directory/$file" ]; then
      chown -- "$shared" "$directory/$file"
      chmod -- 0640 "$directory/$file"
    fi
  done
}

step_program() {
  if [ -z "$asked" ] && [ -x "$directory/bin/mathesar" ] && [ "$(cat "$directory/.installed-release" 2>/dev/null)" = "$release" ]; then
    say "  Mathesar $release is installed already."
    return
  fi
  changed=1
  store=$directory/downloads/$release
  make_directory "$store" 0755 ""
  fetch install.sh "$store/install.sh"
  fetch mathesar.tar.gz "$store/mathesar.tar.gz"
  verify
  if is_active "$name.service"; then run systemctl ${flag:+"$flag"} stop "$name.service"; fi
  act "call Mathesar's installer for $directory; this downloads Python packages and takes some minutes" install_program
  step_owners
}

# put_unit UNIT: copies a unit where it differs, and lets systemd read it.
put_unit() {
  if ! cmp -s -- "units/$1" "$units/$1"; then
    changed=1
    if [ ! -d "$units" ]; then run mkdir -p -- "$units"; fi
    run install -m 0644 -- "units/$1" "$units/$1"
    run systemctl ${flag:+"$flag"} daemon-reload
  fi
}

step_unit() {
  put_unit "$name.service"
  run systemctl ${flag:+"$flag"} --quiet enable "$name.service"
}

# The role that Mathesar logs in as is the one that owns the server: nobody else uses it.
make_cluster() {
  make_work
  (umask 077 && printf '%s\n' "${POSTGRES_PASSWORD:-}" >"$work/password")
  if [ -n "$account" ]; then chown -R -- "$private" "$work"; fi
  as_account "$postgres/initdb" --pgdata="$cluster" --username="$POSTGRES_USER" --pwfile="$work/password" --auth=scram-sha-256 --data-checksums --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  rm -f -- "$work/password"
}

make_database() {
  make_work
  (umask 077 && write_password_file >"$work/pgpass")
  if [ -n "$account" ]; then chown -R -- "$private" "$work"; fi
  as_account env -u PGSSLMODE PGPASSFILE="$work/pgpass" PGHOST="$socket" PGPORT=5432 PGUSER="$POSTGRES_USER" PGDATABASE=postgres "$postgres/psql" -XqAt -v ON_ERROR_STOP=1 -v name="$POSTGRES_DB" <<'SQL'
SELECT format('CREATE DATABASE %I', :'name') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
SQL
  rm -f -- "$work/pgpass"
}

step_database() {
  find_postgres || fail "PostgreSQL is not installed. ./install.sh step check says more."
  if [ "$(readlink "$directory/postgresql")" != "$postgres" ]; then
    run ln -sfn -- "$postgres" "$directory/postgresql"
  fi
  if [ ! -s "$cluster/PG_VERSION" ]; then
    act "make a PostgreSQL $version cluster in $cluster" with_environment make_cluster
  fi
  renewed=
  if ! cmp -s -- "units/$name-db.service" "$units/$name-db.service"; then renewed=1; fi
  put_unit "$name-db.service"
  run systemctl ${flag:+"$flag"} --quiet enable "$name-db.service"
  if [ -n "$renewed" ]; then
    run systemctl ${flag:+"$flag"} restart "$name-db.service"
  else
    run systemctl ${flag:+"$flag"} start "$name-db.service"
  fi
  act "make the database, unless it is there" with_environment make_database
}

# answers: whether Mathesar answers. localhost is among the names that it always knows.
answers() {
  if has curl; then
    curl -fs -o /dev/null --max-time 5 -H 'Host: localhost' "$health"
  else
    wget -q -O /dev/null -T 5 -t 1 --header 'Host: localhost' "$health"
  fi
}

# systemd calls it started when it listens; it has to answer, too.
wait_until_it_answers() {
  tries=0
  until answers; do
    tries=$((tries + 1))
    if [ "$tries" -ge 60 ] || ! is_active "$name.service"; then
      fail "Mathesar does not answer at $health. What it says: journalctl${flag:+ $flag} --unit $name --lines 50"
    fi
    sleep 1
  done
  say "Mathesar answers at $url"
}

step_start() {
  if is_active "$name.service" && [ -n "$changed" ]; then
    run systemctl ${flag:+"$flag"} restart "$name.service" || not_started
  else
    run systemctl ${flag:+"$flag"} start "$name.service" || not_started
  fi
  act "wait until Mathesar answers at $health" wait_until_it_answers
}

not_started() {
  journalctl ${flag:+"$flag"} --unit "$name.service" --lines 20 --no-pager >&2 || true
  fail "Mathesar did not start. Its last words stand above; more of them: journalctl${flag:+ $flag} --unit $name"
}

usage() {
  say "usage: ./install.sh [--dry-run] [step NAME...], NAME one of: $steps $further"
  exit "$1"
}

chosen=
while [ "$#" -gt 0 ]; do
  case $1 in
    --dry-run) dry_run=1 ;;
    -h | --help | help) usage 0 ;;
    step) asked=1 ;;
    *)
      case " $steps $further " in
        *" $1 "*) chosen="$chosen $1" ;;
        *) usage 2 >&2 ;;
      esac ;;
  esac
  shift
done
if [ -n "$asked" ] && [ -z "$chosen" ] || [ -z "$asked" ] && [ -n "$chosen" ]; then usage 2 >&2; fi

for step in ${chosen:-$steps}; do
  say "== $step"
  "step_$step"
done
