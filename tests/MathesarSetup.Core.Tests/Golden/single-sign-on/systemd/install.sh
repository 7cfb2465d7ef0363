#!/bin/sh
# «install.sh in recommended/systemd/install.sh»
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
tools=/opt/mathesar/postgresql/
cluster=/opt/mathesar/database
socket=/opt/mathesar/socket
postgres_version=17
postgres_versions='18 17 16 15 14'
steps='check account directory environment database program unit start'
further='owners keep back'
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

«say()»

«fail() in recommended/systemd/install.sh»

# quoted WORD: the word as a shell has to be given it.
«quoted()»

# run COMMAND...: prints a command and does it; with --dry-run it is only printed.
«run() in recommended/systemd/install.sh»

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

«refuse_older()»

# Without a copy of Mathesar's records there is no way back from a migration that fails.
«check_release()»

# data_version: the release of PostgreSQL that made the data. The user that runs Mathesar may write that file, and root starts
# what it names, so nothing but a number counts.
«data_version()»

# The PostgreSQL that the distribution has: the version that was answered, else the newest that this Mathesar works with.
# Data that is there decides by its own version.
«find_postgres()»

«check_postgres()»

«step_check()»

# A private folder for what is needed for a moment; it goes with the script. The user that runs Mathesar finds its own files in it.
«make_work()»

# Whatever ends the script, one who listens no longer too: what served before serves again, and no secret stays behind.
«leave()»

# own PATH...: gives something to the user that will run Mathesar.
«own()»

# in_folder FOLDER COMMAND...: as the user that will run Mathesar.
«in_folder()»

# as_account COMMAND...: the same from a folder that everybody may enter.
«as_account()»

# in_program COMMAND...: the same from the program's folder, with the variables of .env.
«in_program()»

# put FILE TARGET MODE OWNER: copies a file where it differs from what is there.
# Without an owner it belongs to who calls.
«put()»

# What was changed counts until Mathesar was started with it, however this run ends.
«note_change()»

# make_directory PATH MODE OWNER
«make_directory()»

# Its comment tells the user that this script made from one that was there.
«step_account()»

# make_places PATH...: the directory with its mark, which tells it from one that holds something else, and places that
# Mathesar may write.
«make_places()»

# The data has a mark, too, where it lies in a place of its own: two installations in one place would end each other's.
«mark_data()»

# The place may be somebody's who laid a link there, which is not followed.
«note_mark()»

# add_path NAME PATH: a line of .env for a path that is known only on this machine.
«add_path()»

# prepare_environment: .env with such lines, as systemd and this script read it.
«prepare_environment()»

# with_environment COMMAND...: calls a command with the variables of .env, in a shell of its own.
«with_environment()»

# Settings lie beside the program that reads them, so that both change in one moment.
«step_environment()»

# PostgreSQL's own file for passwords: a password never stands in an argument, where others could read it.
«write_password_file()»

«step_directory()»

«add_paths()»

«put_settings() in in-a-cluster/systemd/install.sh»

# is_ours FOLDER: whether install.sh made it for this installation.
«is_ours()»

# served: the folder of the program that serves, below releases.
«served()»

# former_program: where the program lies that serves now. Before there were releases, it lay in the directory itself.
«former_program()»

«release_in()»

# remove_former_layout: a program that lay in the directory itself, with its settings.
«remove_former_layout()»

# Its archive and its installer tell what belongs to it.
«remove_former_program()»

«remove_entry()»

# remove_part NAME: of the directory, unless the data lies in it.
«remove_part()»

# is_complete FOLDER: whether it holds the whole program of this release.
«is_complete()»

# choose_program: where the program of this release lies, or will lie. One that serves is never written to.
«choose_program()»

«is_newer()»

# older_than_served: whether data is there that a newer release has written.
«older_than_served()»

# fetch FILE TARGET: one file of the release, from the Internet or from your own place.
«fetch()»

«note_checksums()»

# What was downloaded first is what counts from then on: a file that changes under the same name is refused.
«verify()»

# Mathesar's installer reads .env in a way that only plain values survive, and writes it anew. So for its time .env holds
# the names alone; the password comes by PostgreSQL's own file, and everything else from the installer's environment.
«write_names()»

# Python reads this before anything else. The installer's last act would migrate the database under the program that
# serves, so for its time that act does nothing; the step start does it, when that program has stopped.
«write_hold()»

# The installer gets a home of its own for as long as it runs, so that it edits no profile of yours.
«call_installer()»

# A folder that an interrupted run left is begun anew.
«begin_program()»

«build_program()»

# Uploads and what Mathesar keeps to itself outlive every program, so each finds them by a link.
«link_data()»

# Root owns the program, so that Mathesar cannot change it; it may write only where its data lies.
«step_owners()»

# systemd alone reads .env, and it does so as root.
«own_program()»

«step_program()»

# put_unit UNIT: copies a unit where it differs, and lets systemd read it.
«put_unit()»

«give_unit()»

«step_unit()»

# in_database PROGRAM ARGUMENT...: one of PostgreSQL's own programs, logged in to Mathesar's database.
«in_database()»

«call_postgres()»

«can_copy()»

# write_state FILE: what tells whether a migration has changed anything: the tables, and which migrations they have had.
«write_state()»

# The same release has nothing to migrate.
«is_as_it_was()»

# write_copy FILE: the database as it is now, whole and on the disk, or no such file.
«write_copy()»

«place_of_database()»

# note_copy: which copy belongs to this change of the program, and of which database it is one.
«note_copy()»

# own_copy: that copy, or nothing. One that an earlier change left tells of another time.
«own_copy()»

# A schema beside public may hold tables of yours. Mathesar knows those by numbers that a reloaded copy would change.
# People may have worked with the new program already, so what the database holds now is copied first.
«load_copy()»

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

«switch_is_due()»

# What is needed for the way back is complete before anything changes. A second run after an interruption finds it here:
# by then the database may stand between two releases, and is not worth a copy.
«begin_switch()»

# has_taken_over: whether a change of the program was cut off, and the new one serves all the same. People may have worked with it
# since, so no way leads back by itself.
«has_taken_over()»

«serves()»

# link_to FOLDER: from one moment to the next, this program is the one that serves.
«link_to()»

«migrate()»

# As late as possible, and so that a power cut at any moment leaves a program that fits its database: once the link is turned,
# start.sh itself finishes a migration that was cut short.
«switch_program()»

# forget_switch: from one moment to the next, nothing leads back behind the program that serves.
«forget_switch()»

# The former program is kept; older ones of ours go.
«end_switch()»

# go_back: the former program serves again, on the database that it knows; or the truth is said.
«go_back()»

# The unit comes first: while the link still leads to the new program, that one is finished by its own start.
«put_back()»

«between()»

# A start that fails goes back by itself; this is for one that was cut off.
«step_back()»

# The role that Mathesar logs in as is the one that owns the server: nobody else uses it.
«make_cluster()»

«make_database()»

«step_database()»

# answers: whether Mathesar answers. localhost is among the names that it always knows.
«answers()»

# systemd calls it started when it listens; it has to answer, too.
«wait_until_it_answers()»

# MATHESAR_WAY_BACK=yes leaves the way back open, for the step keep or the step back.
«step_start()»

«start_program()»

# What the change of the program did not come to before it was cut off, and its end.
«finish_switch()»

«step_keep()»

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

# Two of these at once would undo each other's work. What this one calls holds the lock too, for as long as it runs.
exec 9<.
if [ -z "$dry_run" ] && has flock && ! flock -n 9; then
  fail "Another run of this script is at work here. Wait until it has ended."
fi
make_work
if [ -e "$directory/.changed" ]; then changed=1; fi
choose_program
for step in ${chosen:-$steps}; do
  say "== $step"
  "step_$step"
done
