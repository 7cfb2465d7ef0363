#!/bin/sh
# Mathesar 0.12.0, to be opened at http://localhost:8000
#
#  ./install.sh             does all steps; what is as it should be is left alone
#  ./install.sh --dry-run   prints what would be done, and does nothing
#  ./install.sh step NAME   does one step alone:
#
#    check        looks whether the machine has what is needed
#    account      makes the user mathesar
#    directory    makes the directories
#    environment  puts .env and the other settings beside the program
#    role         makes role and database on your server (role.sql)
#    program      downloads Mathesar, checks it and calls its installer, beside what serves
#    owners       sets owners and modes
#    unit         gives the unit to systemd
#    start        lets the new program serve, starts it and waits until it answers
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
# The link to the program that serves. Its folder lies in another, which install.sh fills.
current=/opt/mathesar/current
releases=/opt/mathesar/releases
# Owners of what Mathesar only reads, and of what is its own; empty where all belongs to
# who calls.
shared=root:mathesar
private=mathesar:mathesar
mode=0640
release=0.12.0
official=https://github.com/mathesar-foundation/mathesar/releases/download/0.12.0
address=127.0.0.1
port=8000
health=http://127.0.0.1:8000/healthz/ready/
url=http://localhost:8000
# What is noted while another release takes over, copies of Mathesar's records from
# before, and PostgreSQL's programs.
switch=/opt/mathesar/.switch
copies=/opt/mathesar/copies
copy=/opt/mathesar/copies/before-0.12.0.sql
tools=''
steps='check account directory environment program unit start'
further='role owners'
# Where the two files of the release come from.
downloads=${MATHESAR_DOWNLOADS:-$official}

umask 022
# Files are named from the script's own folder, wherever it is called from.
CDPATH='' cd -- "$(dirname -- "$0")"
dry_run=
# Whose units these are: without the flag the machine's, with it those of the user who calls.
flag=
if [ "$scope" = user ]; then flag=--user; fi
# What was asked for, what is wrong, whether anything changed, the private folder, and how far this script is.
asked=
problems=
changed=
work=
building=
switching=

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
  if ! is_complete "$program" && has mathesar; then
    problem "There is another Mathesar on PATH: $(command -v mathesar)." \
      "Mathesar's installer refuses to work beside it. Take it out of PATH, or remove it."
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
    problem "Port $port of $address cannot be opened: another program holds it, or the address is not this machine's." \
      "Choose another access.port or access.bind."
  fi
}

# must_be_readable FILE: a file of yours that is named in the answers.
must_be_readable() {
  [ -r "$1" ] || problem "$1 is missing or cannot be read. Put it there, or change the answer that names it."
}

refuse_older() {
  "$1" "Mathesar $(release_in "$(former_program)") is installed, and the older $release cannot read what it has written." \
    "Set mathesar.version to what is installed, or to a newer release."
}

# Without a copy of Mathesar's records there is no way back from a migration that fails.
check_release() {
  if older_than_served; then
    refuse_older problem
  elif [ -n "$(former_program)" ] && [ "$(release_in "$(former_program)")" != "$release" ] && [ ! -d "$switch" ] &&
    ! can_copy && [ -z "${MATHESAR_WITHOUT_COPY:-}" ]; then
    problem "pg_dump and psql are missing, which copy Mathesar's records before an update:" \
      "$(package postgresql-client postgresql postgresql-libs postgresql). MATHESAR_WITHOUT_COPY=yes updates without a copy."
  fi
}

step_check() {
  check_machine
  check_cairo
  check_neighbours
  check_release
  if [ -n "$problems" ] && [ -z "$dry_run" ]; then
    fail "Nothing was changed. Settle what is said above, and run this again."
  fi
}

# A private folder for what is needed for a moment; it goes with the script. The user that runs Mathesar finds its own files in it.
make_work() {
  if [ -z "$work" ]; then
    work=$(mktemp -d /tmp/mathesar-setup.XXXXXXXXXX)
    chmod -- 0711 "$work"
    trap leave EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
  fi
}

# Whatever ends the script: what served before serves again, and no secret stays behind.
leave() {
  if [ -n "$building" ]; then
    building=
    say "Mathesar $release could not be made complete, for the reason above. Nothing of it was started, and your data is as it was." >&2
    if is_active "$name.service"; then say "Mathesar $(release_in "$(former_program)") runs as before." >&2; fi
    say "Settle the reason and run this again." >&2
  fi
  if [ -n "$switching" ]; then go_back >&2 || true; fi
  rm -rf -- "$work"
}

# own PATH...: gives something to the user that will run Mathesar.
own() {
  if [ -n "$account" ]; then chown -R -- "$private" "$@"; fi
}

# in_folder FOLDER COMMAND...: as the user that will run Mathesar.
in_folder() {
  (
    cd -- "$1"
    shift
    if [ -n "$account" ]; then exec runuser -u "$account" -- "$@"; else exec "$@"; fi
  )
}

# as_account COMMAND...: the same from a folder that everybody may enter.
as_account() {
  in_folder / "$@"
}

# in_program COMMAND...: the same from the program's folder, with the variables of .env.
in_program() {
  with_environment in_folder "$program" "$@"
}

# put FILE TARGET MODE OWNER: copies a file where it differs from what is there.
# Without an owner it belongs to who calls.
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

# make_places PATH...: the directory with its mark, which tells it from one that holds something else, and places that
# Mathesar may write.
make_places() {
  if [ -d "$directory" ] && [ ! -e "$directory/.mathesar-setup" ] && [ -n "$(ls -A -- "$directory")" ]; then
    say "$directory is not empty, and this script did not make it." >&2
    fail "Choose another systemd.directory, or move away what lies there."
  fi
  if [ -e "$directory/.mathesar-setup" ] && ! is_ours "$directory"; then
    say "$directory belongs to the installation $(cat -- "$directory/.mathesar-setup")." >&2
    fail "Choose another systemd.directory for $name."
  fi
  make_directory "$directory" 0750 "$shared"
  if [ ! -e "$directory/.mathesar-setup" ]; then
    act "note in $directory/.mathesar-setup that the directory belongs to $name" note_mark "$directory"
  fi
  for place in "$@"; do make_directory "$place" 0700 "$private"; done
}

note_mark() {
  printf '%s\n' "$name" >"$1/.mathesar-setup"
}

# add_path NAME PATH: a line of .env for a path that is known only on this machine.
add_path() {
  printf "%s='%s'\n" "$1" "$(printf %s "$2" | sed "s/'/'\"'\"'/g")" >>"$work/env"
}

# prepare_environment: .env with such lines, as systemd and this script read it.
prepare_environment() {
  make_work
  (umask 077 && cat .env >"$work/env")
  add_paths
}

# with_environment COMMAND...: calls a command with the variables of .env, in a shell of its own.
with_environment() {
  (
    prepare_environment
    set -a
    # shellcheck disable=SC1091 # it was written above
    . "$work/env"
    set +a
    "$@"
  )
}

# Settings lie beside the program that reads them, so that both change in one moment.
step_environment() {
  if is_complete "$program"; then
    put_settings
  else
    say "  They come with the program, by the step program."
  fi
}

# PostgreSQL's own file for passwords: a password never stands in an argument, where others could read it.
write_password_file() {
  printf '*:*:*:*:%s\n' "$(printf %s "${POSTGRES_PASSWORD:-}" | sed 's/[\\:]/\\&/g')"
}

step_directory() {
  make_places /opt/mathesar/.media /opt/mathesar/.secrets
}

add_paths() {
  :
}

put_settings() {
  prepare_environment
  put "$work"/env "$program"/.env 0600 "${account:+root:root}"
  put start.sh "$program"/start.sh "$mode" "$shared"
}

# is_ours FOLDER: whether install.sh made it for this installation.
is_ours() {
  [ "$(cat -- "$1/.mathesar-setup" 2>/dev/null)" = "$name" ]
}

# served: the folder of the program that serves, below releases.
served() {
  readlink -- "$current" 2>/dev/null | sed 's,.*/,,'
}

# former_program: where the program lies that serves now. Before there were releases, it lay in the directory itself.
former_program() {
  if [ -d "$current" ]; then
    printf %s "$releases/$(served)"
  elif [ -x "$directory/bin/mathesar" ]; then
    printf %s "$directory"
  fi
}

release_in() {
  cat -- "$1/.installed-release" 2>/dev/null || true
}

# each_of_the_program COMMAND...: calls a command with every entry of the directory that belongs to the program; data and
# settings are left out.
each_of_the_program() {
  for entry in "$directory"/* "$directory"/.[!.]*; do
    case ${entry##*/} in
      .env | .media | .secrets | sso.yml | file_storage.yml | database | data | socket | copies | .mathesar-setup) ;;
      *)
        case $data/ in
          "$entry"/*) continue ;;
        esac
        if [ -e "$entry" ] || [ -L "$entry" ]; then "$@" "$entry"; fi ;;
    esac
  done
}

# remove_former_layout: a program that lay in the directory itself. Its archive and its installer tell what belongs to it.
remove_former_layout() {
  if [ -x "$directory/bin/mathesar" ]; then
    archive=$directory/downloads/$(release_in "$directory")/mathesar.tar.gz
    if [ ! -s "$archive" ]; then return; fi
    tar -tzf "$archive" | sed 's,^\./,,; s,/.*,,' | sort -u | while IFS= read -r entry; do remove_entry "$entry"; done
    for entry in packages uv mathesar-venv static __pycache__ .installed-release; do remove_entry "$entry"; done
  fi
  for entry in .env sso.yml file_storage.yml start.sh; do remove_entry "$entry"; done
}

remove_entry() {
  case $1 in
    "" | . | .. | .media | .secrets | database | data | socket | copies | releases | current | downloads | postgresql) return ;;
  esac
  case $data/ in
    "$directory/$1"/*) return ;;
  esac
  rm -rf -- "${directory:?}/$1"
}

# is_complete FOLDER: whether it holds the whole program of this release.
is_complete() {
  [ "$(release_in "$1")" = "$release" ]
}

# choose_program: where the program of this release lies, or will lie. One that serves is never written to.
choose_program() {
  program=$releases/$release
  again=$program-again
  if is_complete "$again" && { ! is_complete "$program" || is_newer "$again" "$program"; }; then program=$again; fi
  case " $chosen " in
    *" program "*)
      if [ "$(served)" = "$release" ]; then program=$again; fi
      if [ "$(served)" = "$release-again" ]; then program=$releases/$release; fi ;;
  esac
}

is_newer() {
  [ -n "$(find "$1/.installed-release" -newer "$2/.installed-release")" ]
}

# older_than_served: whether data is there that a newer release has written.
older_than_served() {
  theirs=$(release_in "$(former_program)")
  [ -n "$theirs" ] && [ "$theirs" != "$release" ] &&
    [ "$(printf '%s\n' "$theirs" "$release" | sort -V | head -n 1)" = "$release" ]
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
    say "What was downloaded is not what is noted in $noted, so nothing was installed." >&2
    fail "It was damaged on its way, or is no longer the same. Run this again; delete $noted only if you know why it changed."
  fi
}

# Mathesar's installer reads .env in a way that only plain values survive, and writes it anew. So for its time .env holds
# the names alone; the password comes by PostgreSQL's own file, and everything else from the installer's environment.
write_names() {
  printf '%s="%s"\n' POSTGRES_HOST "$POSTGRES_HOST" POSTGRES_PORT "${POSTGRES_PORT:-5432}" POSTGRES_DB "$POSTGRES_DB" \
    POSTGRES_USER "$POSTGRES_USER" WEB_CONCURRENCY "${WEB_CONCURRENCY:-3}"
}

# Python reads this before anything else. The installer's last act would migrate the database under the program that
# serves, so for its time that act does nothing; the step start does it, when that program has stopped.
write_hold() {
  cat <<'PYTHON'
import os
with open("/proc/self/cmdline", "rb") as words:
    if b"mathesar.install" in words.read().split(b"\0"):
        os._exit(0)
PYTHON
}

# The installer gets a home of its own for as long as it runs, so that it edits no profile of yours.
call_installer() {
  unset POSTGRES_PASSWORD DJANGO_SUPERUSER_PASSWORD XDG_BIN_HOME XDG_DATA_HOME
  package=
  if has curl; then package="file://$work/home/mathesar.tar.gz"; fi
  as_account env HOME="$work/home" SHELL=/bin/bash PGPASSFILE="$work/pgpass" PYTHONPATH="$work/home/hold" \
    bash "$work/home/install.sh" "$program" --no-prompt ${package:+--test-package-location "$package"}
}

# A folder that an interrupted run left is begun anew.
begin_program() {
  make_directory "$releases" 0750 "$shared"
  if [ -e "$program" ] && [ -n "$(ls -A -- "$program")" ] && ! is_ours "$program"; then
    fail "$program holds something that this script did not put there. Move it away and run this again."
  fi
  rm -rf -- "$program"
  mkdir -- "$program"
  note_mark "$program"
}

build_program() {
  begin_program
  mkdir -p -- "$work/home/hold"
  cp -- "$store/install.sh" "$store/mathesar.tar.gz" "$work/home"
  write_hold >"$work/home/hold/sitecustomize.py"
  (umask 077 && with_environment write_password_file >"$work/pgpass")
  with_environment write_names >"$program/.env"
  own "$work/home" "$work/pgpass" "$program"
  with_environment call_installer
  # Without curl the installer has downloaded the archive by itself.
  if ! has curl && ! cmp -s -- "$store/mathesar.tar.gz" "$program/packages/mathesar-$release.tar.gz"; then
    fail "Mathesar's installer downloaded another archive than the one noted in mathesar-$release.sha256, so it is not started."
  fi
  in_program ./mathesar-venv/bin/python manage.py collectstatic --noinput --clear
  link_data
  put_settings
  step_owners
  printf '%s\n' "$release" >"$program/.installed-release"
}

# Uploads and what Mathesar keeps to itself outlive every program, so each finds them by a link.
link_data() {
  for place in .media .secrets; do
    if [ -d "$directory/$place" ]; then
      if [ -d "$program/$place" ]; then rmdir -- "$program/$place"; fi
      ln -s -- "../../$place" "$program/$place"
    fi
  done
}

# Root owns the program, so that Mathesar cannot change it; it may write only where its data lies.
step_owners() {
  if [ -n "$account" ]; then
    act "give the program to root, readable by the group $account" own_program
  fi
}

# systemd alone reads .env, and it does so as root.
own_program() {
  chown -- "$shared" "$directory" "$releases"
  chmod -- 0750 "$directory" "$releases"
  chown -R -h -- "$shared" "$program"
  chmod -R -- u=rwX,g=rX,o= "$program"
  chown -- root:root "$program/.env"
  chmod -- 0600 "$program/.env"
}

step_program() {
  if [ -z "$asked" ] && is_complete "$program"; then
    say "  Mathesar $release is installed already."
    return
  fi
  if older_than_served; then refuse_older fail; fi
  store=$directory/downloads/$release
  if [ -z "$dry_run" ]; then building=1; fi
  make_directory "$store" 0755 ""
  fetch install.sh "$store/install.sh"
  fetch mathesar.tar.gz "$store/mathesar.tar.gz"
  verify
  act "call Mathesar's installer for $program; this downloads Python packages and takes some minutes" build_program
  building=
}

# put_unit UNIT: copies a unit where it differs, and lets systemd read it.
put_unit() {
  if ! cmp -s -- "units/$1" "$units/$1"; then
    if [ ! -d "$units" ]; then run mkdir -p -- "$units"; fi
    put "units/$1" "$units/$1" 0644 ""
    run systemctl ${flag:+"$flag"} daemon-reload
  fi
}

give_unit() {
  put_unit "$name.service"
  run systemctl ${flag:+"$flag"} --quiet enable "$name.service"
}

step_unit() {
  if switch_is_due; then
    say "  It changes together with the program, by the step start."
  else
    give_unit
  fi
}

# in_database PROGRAM ARGUMENT...: one of PostgreSQL's own programs, logged in to Mathesar's database.
in_database() {
  with_environment call_postgres "$@"
}

call_postgres() {
  postgres_program=$tools$1
  shift
  as_account env PGPASSFILE="$work/pgpass" PGHOST="$POSTGRES_HOST" PGPORT="${POSTGRES_PORT:-5432}" \
    PGUSER="$POSTGRES_USER" PGDATABASE="$POSTGRES_DB" "$postgres_program" "$@"
}

can_copy() {
  [ -z "${MATHESAR_WITHOUT_COPY:-}" ] && has "${tools}pg_dump" && has "${tools}psql"
}

# write_state FILE: what tells whether a migration has changed anything: the tables, and which migrations they have had.
write_state() {
  in_database pg_dump --schema-only >"$work/state" || return 1
  in_database psql -XqAt -c "SELECT query_to_xml('SELECT app, name FROM django_migrations ORDER BY id', false, false, '')" \
    >>"$work/state" || return 1
  grep -Ev '^\\(un)?restrict ' "$work/state" >"$1"
}

# The same release has nothing to migrate.
is_as_it_was() {
  [ "$(release_in "$former")" = "$release" ] || {
    [ -s "$switch/state" ] && write_state "$work/now" && cmp -s -- "$switch/state" "$work/now"
  }
}

# A schema beside public may hold tables of yours. Mathesar knows those by numbers that a reloaded copy would change.
load_copy() {
  [ -s "$copy" ] || return 1
  [ "$(in_database psql -XqAt -c "$other_schemas")" = 0 ] || return 1
  { printf '%s\n' "$empty_public"; cat -- "$copy"; } |
    in_database psql -Xq -v ON_ERROR_STOP=1 --single-transaction -f - >/dev/null
}

other_schemas="SELECT count(*) FROM pg_namespace
  WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'public')"
empty_public="SET client_min_messages = warning; SET lock_timeout = '30s';
DO \$do\$ DECLARE item record; BEGIN
  FOR item IN SELECT format('%s IF EXISTS public.%I CASCADE', CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
      WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, relname) AS what
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    ORDER BY relkind = 'S'
  LOOP EXECUTE 'DROP ' || item.what; END LOOP;
END \$do\$;"

switch_is_due() {
  [ -d "$switch" ] || [ "$(served)" != "${program##*/}" ]
}

# What is needed for the way back is complete before anything changes. A second run after an interruption finds it here:
# by then the database may stand between two releases, and is not worth a copy.
begin_switch() {
  rm -rf -- "$switch.new"
  mkdir -- "$switch.new"
  former_program >"$switch.new/former"
  if [ -e "$units/$name.service" ]; then cp -- "$units/$name.service" "$switch.new/unit"; fi
  records=
  if can_copy; then records=$(in_database psql -XqAt -c "SELECT to_regclass('django_migrations')"); fi
  if [ -n "$records" ]; then
    write_state "$switch.new/state"
    make_directory "$copies" 0700 ""
    (umask 077 && in_database pg_dump >"$copy.part")
    mv -f -- "$copy.part" "$copy"
  fi
  if [ -n "$account" ]; then chown -R -- "$shared" "$switch.new"; fi
  mv -T -- "$switch.new" "$switch"
}

# link_to FOLDER: from one moment to the next, this program is the one that serves.
link_to() {
  rm -f -- "$current.new"
  ln -s -- "${releases##*/}/$1" "$current.new"
  mv -fT -- "$current.new" "$current"
}

migrate() {
  in_program env SKIP_STATIC_COLLECTION=true ./mathesar-venv/bin/python -m mathesar.install
  : >"$switch/migrated"
}

# As late as possible, and so that a power cut at any moment leaves a program that fits its database: once the link is turned,
# start.sh itself finishes a migration that was cut short.
switch_program() {
  if [ -z "$dry_run" ]; then
    is_complete "$program" || fail "The program of Mathesar $release is not complete yet: ./install.sh step program"
    (umask 077 && with_environment write_password_file >"$work/pgpass")
    own "$work/pgpass"
    switching=1
  fi
  if [ -e "$units/$name.service" ]; then run systemctl ${flag:+"$flag"} stop "$name.service"; fi
  if [ ! -d "$switch" ]; then act "note in $switch how to go back, with a copy of Mathesar's records in $copies" begin_switch; fi
  act "let $program be the program that serves" link_to "${program##*/}"
  give_unit
  act "bring the database to Mathesar $release" migrate
  run systemctl ${flag:+"$flag"} start "$name.service" || not_started
  changed=
}

# The former program is kept; older ones of ours go.
end_switch() {
  switching=
  former=$(cat -- "$switch/former")
  rm -rf -- "$switch.done"
  mv -T -- "$switch" "$switch.done"
  rm -rf -- "$switch.done"
  for old in "$releases"/*; do
    if [ "$old" != "$program" ] && [ "$old" != "$former" ] && is_ours "$old"; then rm -rf -- "$old"; fi
  done
  if [ "$former" != "$directory" ]; then remove_former_layout; fi
}

# go_back: the former program serves again, on the database that it knows; or the truth is said.
go_back() {
  switching=
  former=$(if [ -d "$switch" ]; then cat -- "$switch/former"; else former_program; fi)
  if [ -z "$former" ]; then
    say "Mathesar $release is installed, but does not answer yet, for the reason above."
    say "Settle it and run this again: it goes on where it ended."
    return
  fi
  known="Mathesar $(release_in "$former")"
  systemctl ${flag:+"$flag"} stop "$name.service"
  if [ -d "$switch" ]; then
    rm -f -- "$switch/migrated"
    if ! is_as_it_was && ! load_copy; then
      between
      return
    fi
    put_back
  fi
  if systemctl ${flag:+"$flag"} start "$name.service"; then
    say "$known runs as before, and its database is as it was. Settle the reason above and run this again."
  else
    say "$known and its database are as they were, but it does not start: journalctl${flag:+ $flag} --unit $name"
  fi
}

# The unit comes first: while the link still leads to the new program, that one is finished by its own start.
put_back() {
  if [ -e "$switch/unit" ]; then
    cp -- "$switch/unit" "$units/$name.service.new"
    mv -f -- "$units/$name.service.new" "$units/$name.service"
    systemctl ${flag:+"$flag"} daemon-reload
  fi
  if [ "$former" = "$directory" ]; then rm -f -- "$current"; else link_to "${former##*/}"; fi
  rm -rf -- "$switch"
}

between() {
  say "The migration to Mathesar $release ended in the middle, and the database could not be put back by itself."
  say "Mathesar is stopped, and $known is not started: it would work on tables that it does not know."
  say "Settle the reason above and run this again: the migration goes on where it ended."
  if [ -s "$copy" ]; then
    say "Mathesar's database as it was before lies in $copy; psql --file loads it into an empty database."
    say "Tables of yours in it get other numbers by that, and Mathesar no longer finds what it noted about them."
  fi
}

# Not among the steps that run by themselves: it changes a server of yours.
# It logs in as psql does by itself, or as PGHOST, PGUSER and the like say; root becomes postgres, the owner of a server on
# this machine.
step_role() {
  if [ "$(id -u)" = 0 ] && [ -z "${PGHOST:-}${PGUSER:-}" ] && getent passwd postgres >/dev/null; then
    act "apply role.sql as the user postgres" apply_as_postgres
  else
    act "apply role.sql by psql" apply_role
  fi
}

apply_role() {
  psql -Xq -v ON_ERROR_STOP=1 --dbname "${PGDATABASE:-postgres}" <role.sql
}

apply_as_postgres() {
  (exec <role.sql && cd / && runuser -u postgres -- psql -Xq -v ON_ERROR_STOP=1 --dbname "${PGDATABASE:-postgres}")
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
  if switch_is_due; then
    switch_program
  elif is_active "$name.service" && [ -n "$changed" ]; then
    run systemctl ${flag:+"$flag"} restart "$name.service" || not_started
  else
    run systemctl ${flag:+"$flag"} start "$name.service" || not_started
  fi
  act "wait until Mathesar answers at $health" wait_until_it_answers
  if [ -n "$switching" ]; then act "keep the former program, and remove older ones" end_switch; fi
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

make_work
choose_program
for step in ${chosen:-$steps}; do
  say "== $step"
  "step_$step"
done
