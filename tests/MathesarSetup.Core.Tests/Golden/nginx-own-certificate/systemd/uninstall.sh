#!/bin/sh
# «uninstall.sh»
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

«say()»

«fail() in recommended/systemd/install.sh»

# quoted WORD: the word as a shell has to be given it.
«quoted()»

# run COMMAND...: prints a command and does it; with --dry-run it is only printed.
«run() in recommended/systemd/install.sh»

# act WORDS FUNCTION...: says what comes and calls a function below; with --dry-run it is only said.
«act() in recommended/systemd/install.sh»

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

# remove_unit UNIT: stops and forgets one of ours; one of the same name that belongs to another directory stays.
«remove_unit()»

if [ -e "/etc/nginx/conf.d/$name.conf" ] && [ "$scope" = system ]; then
  run rm -f -- "/etc/nginx/conf.d/$name.conf"
  run systemctl reload-or-restart nginx.service
fi
remove_unit mathesar.service
remove_unit mathesar-db.service
# Settings belong to the data, so they stay when the program goes; so does whatever else lies there.
«remove_program()»

«remove_everything()»

if [ "$(cat -- "$directory/.mathesar-setup" 2>/dev/null)" != "$name" ]; then
  say "$directory was not made for $name by install.sh, or is gone already, so nothing in it is touched."
elif [ -z "$words" ]; then
  act "remove the program from $directory" remove_program
  say "The data is still there: the database, uploads and settings in $directory${data:+ and $data}."
  say "To delete it for good: ./uninstall.sh delete the data of $name"
else
  # The mark goes last, so that a removal that was cut off is gone on with.
  act "delete what lies in $directory" remove_everything
  run rm -rf -- "$directory"
fi
# Files that stay keep their owner's name; without them nobody needs the user. One that install.sh did not make is somebody else's.
if [ -n "$words" ] && [ -n "$account" ] && getent passwd "$account" >/dev/null; then
  if [ "$(getent passwd "$account" | cut -d : -f 5)" = "mathesar-setup $name" ]; then
    run userdel -- "$account" || say "The user $account could not be removed; perhaps something else runs as it."
  else
    say "The user $account stays, since nothing says that install.sh made it. If nobody needs it: userdel $account"
  fi
fi
