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
