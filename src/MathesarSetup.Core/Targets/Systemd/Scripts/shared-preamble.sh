umask 022
# Files are named from the script's own folder, wherever it is called from.
CDPATH='' cd -- "$(dirname -- "$0")"
dry_run=
# Whose units these are: without the flag the machine's, with it those of the user who calls.
flag=
if [ "$scope" = user ]; then flag=--user; fi
