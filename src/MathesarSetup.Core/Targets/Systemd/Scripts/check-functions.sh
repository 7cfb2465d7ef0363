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
