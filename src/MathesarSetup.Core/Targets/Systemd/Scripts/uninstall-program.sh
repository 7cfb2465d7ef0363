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
