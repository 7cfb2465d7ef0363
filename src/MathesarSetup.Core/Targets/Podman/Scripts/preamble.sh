# Files are named from the script's own folder, wherever it is called from.
CDPATH='' cd -- "$(dirname -- "$0")"
umask 077
print=
