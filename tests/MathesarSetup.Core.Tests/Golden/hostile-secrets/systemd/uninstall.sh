#!/bin/sh
# Removes Mathesar 0.12.0 from this machine. The data stays.
#
#  ./uninstall.sh             stops it, and removes units and program
#  ./uninstall.sh --dry-run   prints what would be done, and does nothing
#  ./uninstall.sh delete the data of mathesar
#                             the same, and deletes database, uploads and settings for good
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

umask 022
# Files are named from the script's own folder, wherever it is called from.
CDPATH='' cd -- "$(dirname -- "$0")"
dry_run=
# Whose units these are: without the flag the machine's, with it those of the user who calls.
flag=
if [ "$scope" = user ]; then flag=--user; fi

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

words=
for word; do
  case $word in
    --dry-run) dry_run=1 ;;
    *) words="$words $word" ;;
  esac
done
case $words in
  "" | " delete the data of $name") ;;
  *)
    say "usage: ./uninstall.sh [--dry-run] [delete the data of $name]" >&2
    exit 2 ;;
esac

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

# remove_unit UNIT: stops and forgets one of ours; one of the same name that belongs to another directory stays.
remove_unit() {
  if ! [ -e "$units/$1" ] ||
    [ "$(sed -n 's/^WorkingDirectory=//p' "$units/$1")" != "$(sed -n 's/^WorkingDirectory=//p' "units/$1")" ]; then return; fi
  run systemctl ${flag:+"$flag"} --quiet disable --now "$1"
  run rm -f -- "$units/$1"
  run systemctl ${flag:+"$flag"} daemon-reload
  systemctl ${flag:+"$flag"} reset-failed "$1" 2>/dev/null || true
}

remove_unit mathesar.service
# Settings belong to the data, so they stay when the program goes.
remove_program() {
  for file in .env sso.yml file_storage.yml; do
    if [ -e "$current/$file" ]; then cp -p -- "$current/$file" "$directory/$file"; fi
  done
  each_of_the_program rm -rf --
}

if [ "$(cat -- "$directory/.mathesar-setup" 2>/dev/null)" != "$name" ]; then
  say "$directory was not made for $name by install.sh, or is gone already, so nothing in it is touched."
elif [ -z "$words" ]; then
  act "remove the program from $directory" remove_program
  say "The data is still there: the database, uploads and settings in $directory${data:+ and $data}."
  say "To delete it for good: ./uninstall.sh delete the data of $name"
else
  run rm -rf -- "$directory"
fi
# Files that stay keep their owner's name; without them nobody needs the user.
if [ -n "$words" ] && [ -n "$account" ] && getent passwd "$account" >/dev/null; then
  run userdel -- "$account" || say "The user $account could not be removed; perhaps something else runs as it."
fi
