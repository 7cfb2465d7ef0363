# remove_former_layout: a program that lay in the directory itself. Its archive and its installer tell what belongs to it.
remove_former_layout() {
  if [ -x "$directory/bin/mathesar" ]; then
    archive=$directory/downloads/$(release_in "$directory")/mathesar.tar.gz
    if [ ! -s "$archive" ]; then return; fi
    tar -tzf "$archive" | sed 's,^\./,,; s,/.*,,' | sort -u | while IFS= read -r entry; do remove_entry "$entry"; done
    for entry in packages uv mathesar-venv static __pycache__ .installed-release; do remove_entry "$entry"; done
  fi
  for entry in .env sso.yml file_storage.yml start.sh; do remove_entry "$entry"; done
}

remove_entry() {
  case $1 in
    "" | . | .. | .media | .secrets | database | data | socket | copies | releases | current | downloads | postgresql) return ;;
  esac
  case $data/ in
    "$directory/$1"/*) return ;;
  esac
  rm -rf -- "${directory:?}/$1"
}
