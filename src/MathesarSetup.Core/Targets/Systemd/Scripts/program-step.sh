step_program() {
  if [ -z "$asked" ] && is_complete "$program"; then
    say "  Mathesar $release is installed already."
    return
  fi
  if older_than_served; then refuse_older fail; fi
  store=$directory/downloads/$release
  if [ -z "$dry_run" ]; then building=1; fi
  make_directory "$store" 0755 ""
  fetch install.sh "$store/install.sh"
  fetch mathesar.tar.gz "$store/mathesar.tar.gz"
  verify
  act "call Mathesar's installer for $program; this downloads Python packages and takes some minutes" build_program
  building=
}
