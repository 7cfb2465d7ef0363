namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> that make user, directories and settings.</summary>
internal static class PlacePart
{
    public const string Work = """
        # A private folder for what is needed for a moment; it goes with the script. The user that runs Mathesar finds its own files in it.
        make_work() {
          if [ -z "$work" ]; then
            work=$(mktemp -d /tmp/mathesar-setup.XXXXXXXXXX)
            chmod -- 0711 "$work"
            trap leave EXIT
            trap 'exit 129' HUP
            trap 'exit 130' INT
            trap 'exit 143' TERM
          fi
        }

        # Whatever ends the script: what served before serves again, and no secret stays behind.
        leave() {
          if [ -n "$building" ]; then
            building=
            say "Mathesar $release could not be made complete, for the reason above. Nothing of it was started, and your data is as it was." >&2
            if is_active "$name.service"; then say "Mathesar $(release_in "$(former_program)") runs as before." >&2; fi
            say "Settle the reason and run this again." >&2
          fi
          if [ -n "$switching" ]; then go_back >&2 || true; fi
          rm -rf -- "$work"
        }

        # own PATH...: gives something to the user that will run Mathesar.
        own() {
          if [ -n "$account" ]; then chown -R -- "$private" "$@"; fi
        }

        # in_folder FOLDER COMMAND...: as the user that will run Mathesar.
        in_folder() {
          (
            cd -- "$1"
            shift
            if [ -n "$account" ]; then exec runuser -u "$account" -- "$@"; else exec "$@"; fi
          )
        }

        # as_account COMMAND...: the same from a folder that everybody may enter.
        as_account() {
          in_folder / "$@"
        }

        # in_program COMMAND...: the same from the program's folder, with the variables of .env.
        in_program() {
          with_environment in_folder "$program" "$@"
        }

        # put FILE TARGET MODE OWNER: copies a file where it differs from what is there.
        # Without an owner it belongs to who calls.
        put() {
          if ! cmp -s -- "$1" "$2"; then
            changed=1
            run install -m "$3" -- "$1" "$2.new"
            if [ -n "$4" ]; then run chown -- "$4" "$2.new"; fi
            run mv -f -- "$2.new" "$2"
          fi
        }

        # make_directory PATH MODE OWNER
        make_directory() {
          if [ ! -d "$1" ]; then
            run mkdir -p -- "$1"
            run chmod -- "$2" "$1"
            if [ -n "$3" ]; then run chown -- "$3" "$1"; fi
          fi
        }
        """;

    public const string Account = """
        step_account() {
          if ! getent group "$account" >/dev/null; then
            run groupadd --system -- "$account"
          fi
          if ! getent passwd "$account" >/dev/null; then
            run useradd --system --gid "$account" --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin -- "$account"
          fi
        }
        """;

    public const string Linger = """
        # Without it, the user's programs start at the first login and end with the last session.
        step_linger() {
          if [ "$(loginctl show-user "$(id -un)" --property=Linger --value 2>/dev/null)" != yes ]; then
            run loginctl enable-linger || {
              say "This user may not let programs run while nobody is logged in." >&2
              fail "An administrator can allow it: loginctl enable-linger $(id -un)"
            }
          fi
          tries=0
          until [ -n "$dry_run" ] || [ -S "$XDG_RUNTIME_DIR/systemd/private" ]; do
            tries=$((tries + 1))
            if [ "$tries" -gt 30 ]; then
              fail "The systemd of this user did not start within 30 seconds. Log in once as this user, and run this again."
            fi
            sleep 1
          done
        }
        """;

    public const string Directory = """
        # make_places PATH...: the directory with its mark, which tells it from one that holds something else, and places that
        # Mathesar may write.
        make_places() {
          if [ -d "$directory" ] && [ ! -e "$directory/.mathesar-setup" ] && [ -n "$(ls -A -- "$directory")" ]; then
            say "$directory is not empty, and this script did not make it." >&2
            fail "Choose another systemd.directory, or move away what lies there."
          fi
          if [ -e "$directory/.mathesar-setup" ] && ! is_ours "$directory"; then
            say "$directory belongs to the installation $(cat -- "$directory/.mathesar-setup")." >&2
            fail "Choose another systemd.directory for $name."
          fi
          make_directory "$directory" 0750 "$shared"
          if [ ! -e "$directory/.mathesar-setup" ]; then
            act "note in $directory/.mathesar-setup that the directory belongs to $name" note_mark "$directory"
          fi
          for place in "$@"; do make_directory "$place" 0700 "$private"; done
        }

        note_mark() {
          printf '%s\n' "$name" >"$1/.mathesar-setup"
        }
        """;

    public const string Environment = """
        # add_path NAME PATH: a line of .env for a path that is known only on this machine.
        add_path() {
          printf "%s='%s'\n" "$1" "$(printf %s "$2" | sed "s/'/'\"'\"'/g")" >>"$work/env"
        }

        # prepare_environment: .env with such lines, as systemd and this script read it.
        prepare_environment() {
          make_work
          (umask 077 && cat .env >"$work/env")
          add_paths
        }

        # with_environment COMMAND...: calls a command with the variables of .env, in a shell of its own.
        with_environment() {
          (
            prepare_environment
            set -a
            # shellcheck disable=SC1091 # it was written above
            . "$work/env"
            set +a
            "$@"
          )
        }

        # Settings lie beside the program that reads them, so that both change in one moment.
        step_environment() {
          if is_complete "$program"; then
            put_settings
          else
            say "  They come with the program, by the step program."
          fi
        }

        # PostgreSQL's own file for passwords: a password never stands in an argument, where others could read it.
        write_password_file() {
          printf '*:*:*:*:%s\n' "$(printf %s "${POSTGRES_PASSWORD:-}" | sed 's/[\\:]/\\&/g')"
        }
        """;
}
