#!/bin/bash
# Stand-in for the installer of Mathesar's release; see README.md.
set -euo pipefail
directory='' package=''
while [ $# -gt 0 ]; do
  case $1 in
    --no-prompt) ;;
    --test-package-location) package=$2; shift ;;
    -*) echo "Unknown flag: $1" >&2; exit 2 ;;
    *) directory=$1 ;;
  esac
  shift
done
[ -d "$directory" ] || { echo "The directory does not exist: $directory" >&2; exit 1; }
grep -qE '^POSTGRES_[A-Za-z]*=' "$directory/.env" || { echo "a connection string is needed with --no-prompt" >&2; exit 2; }
if [ ! -x "$directory/bin/mathesar" ] && command -v mathesar >/dev/null; then
  echo "Another Mathesar was found. Refusing to continue because --no-prompt is set." >&2
  exit 1
fi

# The real one goes over a program that is there, and stays away from a newer one.
if [ -x "$directory/bin/mathesar" ]; then
  theirs=$(bash "$directory/bin/mathesar" version | sed 's/.* //')
  if [ "$theirs" != STAND_IN_RELEASE ] && [ "$(printf '%s\n' "$theirs" STAND_IN_RELEASE | sort -V | tail -n 1)" = "$theirs" ]; then
    echo "A newer Mathesar ($theirs) is installed." >&2
    exit 1
  fi
fi

cd "$directory"
mkdir -p packages uv .media
[ -n "$package" ] || { echo "The stand-in cannot download from GitHub." >&2; exit 1; }
curl -sSfL "$package" -o packages/mathesar-STAND_IN_RELEASE.tar.gz
tar -xzf packages/mathesar-STAND_IN_RELEASE.tar.gz
# Where uv would get the Python packages from: an index of the caller's that does not answer ends it, as PyPI out of reach does.
if [ -n "${UV_DEFAULT_INDEX:-}" ] && ! curl -sf --max-time 5 -o /dev/null "$UV_DEFAULT_INDEX"; then
  echo "error: Failed to fetch: $UV_DEFAULT_INDEX" >&2
  exit 2
fi
mkdir -p mathesar-venv/bin
ln -sf "$(command -v python3)" mathesar-venv/bin/python
cp gunicorn mathesar-venv/bin/gunicorn
updated=$(mathesar-venv/bin/python setup/process_env.py <.env)
printf '%s\n' "$updated" >.env
set -a
# shellcheck disable=SC1091 # the very file that is tested
source .env
set +a
mathesar-venv/bin/python -c 'import ctypes; ctypes.CDLL("libcairo.so.2")' || { echo 'no library called "cairo-2" was found' >&2; exit 1; }
mathesar-venv/bin/python -m mathesar.install
chmod +x bin/mathesar
printf '%s' "$SHELL" >/dev/null
printf 'source "%s/bin/mathesar_path_source"\n' "$directory" >>"$HOME/.bashrc"
echo "Mathesar's installed successfully!"
