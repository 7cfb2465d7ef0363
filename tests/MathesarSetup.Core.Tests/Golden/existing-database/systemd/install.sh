#!/bin/sh
# «install.sh in database-by-socket/systemd/install.sh»
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
release=0.12.0
official=https://github.com/mathesar-foundation/mathesar/releases/download/0.12.0
address=127.0.0.1
port=8000
health=http://127.0.0.1:8000/healthz/ready/
url=http://localhost:8000
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
# What was asked for, what is wrong, whether anything changed, the private folder, and whether .env is away.
asked=
problems=
changed=
work=
borrowed=

«say()»

«fail() in recommended/systemd/install.sh»

# quoted WORD: the word as a shell has to be given it.
«quoted()»

# run COMMAND...: prints a command and does it; with --dry-run it is only printed.
«run()»

# act WORDS FUNCTION...: says what comes and calls a function below; with --dry-run it is only said.
«act() in recommended/systemd/install.sh»

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
«problem()»

«has()»

# package DEBIAN FEDORA ARCH SUSE: how this distribution installs something.
«package()»

«is_active()»

# directory_of FILE: the WorkingDirectory of a unit, which tells installations of one name apart.
«directory_of()»

# free_megabytes PATH: of the disk on which the path lies or will lie.
«free_megabytes()»

«check_machine()»

# Mathesar stops without it, and its own installer does not look.
«check_cairo()»

«check_neighbours()»

# must_be_readable FILE: a file of yours that is named in the answers.
«must_be_readable()»

step_check() {
  check_machine
  check_cairo
  check_neighbours
  must_be_readable /etc/ssl/certs/company-ca.pem
  if [ -n "$problems" ] && [ -z "$dry_run" ]; then fail "Nothing was changed. Settle what is said above, and run this again."; fi
}

# A private folder for what is needed for a moment; it goes with the script.
«make_work()»

# Whatever ends the script: .env is whole again, and no secret stays behind.
«leave()»

# as_account COMMAND...: as the user that will run Mathesar, from a folder that everybody may enter.
«as_account()»

# put FILE TARGET MODE OWNER: copies a file where it differs from what is there. Without an owner it belongs to who calls.
«put()»

# make_directory PATH MODE OWNER
«make_directory()»

«step_account()»

# make_places PATH...: the directory with its mark, which tells it from one that holds something else, and places that Mathesar may write.
«make_places()»

«note_mark()»

# add_path NAME PATH: a line of .env for a path that is known only on this machine.
«add_path()»

# install_environment: .env where Mathesar, systemd and this script read it.
«install_environment()»

# with_environment COMMAND...: calls a command with the variables of .env, in a shell of its own.
«with_environment()»

# PostgreSQL's own file for passwords: a password never stands in an argument, where others could read it.
«write_password_file()»

«step_directory() in database-by-socket/systemd/install.sh»

«add_paths()»

«step_environment()»

# each_of_the_program COMMAND...: calls a command with every entry of the directory that belongs to the program; data and settings are left out.
«each_of_the_program()»

# fetch FILE TARGET: one file of the release, from the Internet or from your own place.
«fetch()»

«note_checksums()»

# What was downloaded first is what counts from then on: a file that changes under the same name is refused.
«verify()»

# Mathesar's installer reads .env in a way that only plain values survive, and writes it anew. So for its time .env holds
# the names alone; the password comes by PostgreSQL's own file, and everything else from the installer's environment.
«write_names()»

# The installer gets a home of its own for as long as it runs, so that it edits no profile of yours.
«call_installer()»

«install_program()»

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
«step_owners()»

# A link may lead out of the directory.
«open_to_group()»

«own_program()»

«step_program()»

# put_unit UNIT: copies a unit where it differs, and lets systemd read it.
«put_unit()»

«step_unit()»

# Not among the steps that run by themselves: it changes a server of yours.
# It logs in as psql does by itself, or as PGHOST, PGUSER and the like say; root becomes postgres, the owner of a server on this machine.
«step_role()»

«apply_role()»

«apply_as_postgres()»

# answers: whether Mathesar answers. localhost is among the names that it always knows.
«answers()»

# systemd calls it started when it listens; it has to answer, too.
«wait_until_it_answers()»

«step_start()»

«not_started()»

«usage()»

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
