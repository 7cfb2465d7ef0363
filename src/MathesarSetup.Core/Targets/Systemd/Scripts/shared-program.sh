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
