# fetch FILE TARGET: one file of the release, from the Internet or from your own place.
fetch() {
  if [ -s "$2" ]; then return; fi
  case $downloads in
    /* | ./*) run cp -- "$downloads/$1" "$2.part" ;;
    *) if has curl; then run curl -fsSL --retry 3 -o "$2.part" "$downloads/$1"; else run wget -q -O "$2.part" "$downloads/$1"; fi ;;
  esac
  run mv -f -- "$2.part" "$2"
}

note_checksums() {
  (cd -- "$store" && sha256sum install.sh mathesar.tar.gz) >"$1.part"
  mv -f -- "$1.part" "$1"
}

# What was downloaded first is what counts from then on: a file that changes under the same name is refused.
verify() {
  noted=mathesar-$release.sha256
  if [ ! -s "$noted" ]; then
    act "note the checksums of both files in $noted" note_checksums "$noted"
  elif [ -z "$dry_run" ] && ! (cd -- "$store" && sha256sum --check --quiet -) <"$noted"; then
    rm -f -- "$store/install.sh" "$store/mathesar.tar.gz"
    say "What was downloaded is not what is noted in $noted, so nothing was installed." >&2
    fail "It was damaged on its way, or is no longer the same. Run this again; delete $noted only if you know why it changed."
  fi
}
