# Files are named from the script's own folder, wherever it is called from.
CDPATH='' cd -- "$(dirname -- "$0")"
case $PWD in
  *:*) echo "Docker cannot mount files from a folder with a colon in its name: $PWD. Move the folder." >&2; exit 1 ;;
esac
