# Mathesar's installer reads .env in a way that only plain values survive, and writes it anew. So for its time .env holds
# the names alone; the password comes by PostgreSQL's own file, and everything else from the installer's environment.
write_names() {
  printf '%s="%s"\n' POSTGRES_HOST "$POSTGRES_HOST" POSTGRES_PORT "${POSTGRES_PORT:-5432}" POSTGRES_DB "$POSTGRES_DB" \
    POSTGRES_USER "$POSTGRES_USER" WEB_CONCURRENCY "${WEB_CONCURRENCY:-3}"
}

# Python reads this before anything else. The installer's last act would migrate the database under the program that
# serves, so for its time that act does nothing; the step start does it, when that program has stopped.
write_hold() {
  cat <<'PYTHON'
import os
with open("/proc/self/cmdline", "rb") as words:
    if b"mathesar.install" in words.read().split(b"\0"):
        os._exit(0)
PYTHON
}

# The installer gets a home of its own for as long as it runs, so that it edits no profile of yours.
call_installer() {
  unset POSTGRES_PASSWORD DJANGO_SUPERUSER_PASSWORD XDG_BIN_HOME XDG_DATA_HOME
  package=
  if has curl; then package="file://$work/home/mathesar.tar.gz"; fi
  as_account env HOME="$work/home" SHELL=/bin/bash PGPASSFILE="$work/pgpass" PYTHONPATH="$work/home/hold" \
    bash "$work/home/install.sh" "$program" --no-prompt ${package:+--test-package-location "$package"}
}

# A folder that an interrupted run left is begun anew.
begin_program() {
  make_directory "$releases" 0750 "$shared"
  if [ -e "$program" ] && [ -n "$(ls -A -- "$program")" ] && ! is_ours "$program"; then
    fail "$program holds something that this script did not put there. Move it away and run this again."
  fi
  rm -rf -- "$program"
  mkdir -- "$program"
  note_mark "$program"
}

build_program() {
  begin_program
  mkdir -p -- "$work/home/hold"
  cp -- "$store/install.sh" "$store/mathesar.tar.gz" "$work/home"
  write_hold >"$work/home/hold/sitecustomize.py"
  (umask 077 && with_environment write_password_file >"$work/pgpass")
  with_environment write_names >"$program/.env"
  own "$work/home" "$work/pgpass" "$program"
  with_environment call_installer
  # Without curl the installer has downloaded the archive by itself.
  if ! has curl && ! cmp -s -- "$store/mathesar.tar.gz" "$program/packages/mathesar-$release.tar.gz"; then
    fail "Mathesar's installer downloaded another archive than the one noted in mathesar-$release.sha256, so it is not started."
  fi
  in_program ./mathesar-venv/bin/python manage.py collectstatic --noinput --clear
  link_data
  put_settings
  step_owners
  printf '%s\n' "$release" >"$program/.installed-release"
}

# Uploads and what Mathesar keeps to itself outlive every program, so each finds them by a link.
link_data() {
  for place in .media .secrets; do
    if [ -d "$directory/$place" ]; then
      if [ -d "$program/$place" ]; then rmdir -- "$program/$place"; fi
      ln -s -- "../../$place" "$program/$place"
    fi
  done
}
