# remove_former_layout: a program that lay in the directory itself, with its settings.
remove_former_layout() {
  remove_former_program
  if [ -x "$directory/bin/mathesar" ]; then return; fi
  for entry in .env sso.yml file_storage.yml; do remove_entry "$entry"; done
}

# Its archive and its installer tell what belongs to it.
remove_former_program() {
  if [ ! -x "$directory/bin/mathesar" ]; then return; fi
  archive=$directory/downloads/$(release_in "$directory")/mathesar.tar.gz
  if [ ! -s "$archive" ]; then return; fi
  tar -tzf "$archive" | sed 's,^\./,,; s,/.*,,' | sort -u | while IFS= read -r entry; do remove_entry "$entry"; done
  for entry in packages uv mathesar-venv static __pycache__ .installed-release start.sh; do remove_entry "$entry"; done
}

remove_entry() {
  case $1 in
    "" | . | .. | .media | .secrets | database | data | socket | copies | releases | current | downloads | postgresql) ;;
    *) remove_part "$1" ;;
  esac
}

# remove_part NAME: of the directory, unless the data lies in it.
remove_part() {
  case $data/ in
    "$directory/$1"/*) ;;
    *) rm -rf -- "${directory:?}/$1" ;;
  esac
}
