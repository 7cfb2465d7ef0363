# is_complete FOLDER: whether it holds the whole program of this release.
is_complete() {
  [ "$(release_in "$1")" = "$release" ]
}

# choose_program: where the program of this release lies, or will lie. One that serves is never written to.
choose_program() {
  program=$releases/$release
  again=$program-again
  if is_complete "$again" && { ! is_complete "$program" || is_newer "$again" "$program"; }; then program=$again; fi
  case " $chosen " in
    *" program "*)
      if [ "$(served)" = "$release" ]; then program=$again; fi
      if [ "$(served)" = "$release-again" ]; then program=$releases/$release; fi ;;
  esac
}

is_newer() {
  [ -n "$(find "$1/.installed-release" -newer "$2/.installed-release")" ]
}

# older_than_served: whether data is there that a newer release has written.
older_than_served() {
  theirs=$(release_in "$(former_program)")
  [ -n "$theirs" ] && [ "$theirs" != "$release" ] &&
    [ "$(printf '%s\n' "$theirs" "$release" | sort -V | head -n 1)" = "$release" ]
}
