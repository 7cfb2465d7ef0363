# Settings belong to the data, so they stay when the program goes; so does whatever else lies there.
remove_program() {
  for file in .env sso.yml file_storage.yml; do
    if [ -e "$current/$file" ]; then cp -p -- "$current/$file" "$directory/$file"; fi
  done
  remove_former_program
  if [ -x "$directory/bin/mathesar" ]; then
    say "The program in $directory itself stays: its archive in $directory/downloads, which says what belongs to it, is missing."
  fi
  for old in "$releases"/*; do
    if is_ours "$old"; then rm -rf -- "$old"; fi
  done
  rmdir -- "$releases" 2>/dev/null || true
  for entry in current current.new downloads postgresql .switch .switch.new .switch.done .changed; do remove_part "$entry"; done
}

remove_everything() {
  find "$directory" -mindepth 1 -maxdepth 1 ! -name .mathesar-setup -exec rm -rf -- {} +
}

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
