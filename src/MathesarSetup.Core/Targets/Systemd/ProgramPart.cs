namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> that download Mathesar and let its own installer work.</summary>
internal static class ProgramPart
{
    public const string Download = """
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
            fail "What was downloaded is not what is noted in $noted, so nothing was installed. It was damaged on its way, or is no longer the same. Run this again; delete $noted only if you know why it changed."
          fi
        }
        """;

    public const string Install = """
        # Mathesar's installer reads .env in a way that only plain values survive, and writes it anew. So for its time .env holds
        # the names alone; the password comes by PostgreSQL's own file, and everything else from the installer's environment.
        write_names() {
          printf '%s="%s"\n' POSTGRES_HOST "$POSTGRES_HOST" POSTGRES_PORT "${POSTGRES_PORT:-5432}" POSTGRES_DB "$POSTGRES_DB" POSTGRES_USER "$POSTGRES_USER" WEB_CONCURRENCY "${WEB_CONCURRENCY:-3}"
        }

        # The installer gets a home of its own for as long as it runs, so that it edits no profile of yours.
        call_installer() {
          unset POSTGRES_PASSWORD DJANGO_SUPERUSER_PASSWORD XDG_BIN_HOME XDG_DATA_HOME
          package=
          if has curl; then package="file://$work/mathesar.tar.gz"; fi
          as_account env HOME="$work" SHELL=/bin/bash PGPASSFILE="$work/pgpass" bash "$work/install.sh" "$directory" --no-prompt ${package:+--test-package-location "$package"}
        }

        install_program() {
          make_work
          cp -- "$store/install.sh" "$store/mathesar.tar.gz" "$work"
          (umask 077 && with_environment write_password_file >"$work/pgpass")
          with_environment write_names >"$work/names"
          if [ -n "$account" ]; then
            chown -R -- "$private" "$work"
            chown -- "$private" "$directory"
            each_of_the_program chown -R -- "$private"
          fi
          borrowed=1
          with_names
          borrowed=
          install_environment
          # Without curl the installer has downloaded the archive by itself.
          if ! has curl && ! cmp -s -- "$store/mathesar.tar.gz" "$directory/packages/mathesar-$release.tar.gz"; then
            fail "Mathesar's installer downloaded another archive than the one noted in mathesar-$release.sha256, so it is not started."
          fi
          printf '%s\n' "$release" >"$directory/.installed-release"
        }

        # In the place of .env, the names; .env comes back when the installer has ended, however it did.
        with_names() (
          cp -f -- "$directory/.env" "$work/whole"
          rm -f -- "$directory/.env"
          install -m 0600 -- "$work/names" "$directory/.env"
          if [ -n "$account" ]; then chown -- "$private" "$directory/.env"; fi
          set -a
          # shellcheck disable=SC1091 # it was written above
          . "$work/whole"
          set +a
          rm -f -- "$work/whole"
          call_installer
        )
        """;

    public const string Step = """
        step_program() {
          if [ -z "$asked" ] && [ -x "$directory/bin/mathesar" ] && [ "$(cat "$directory/.installed-release" 2>/dev/null)" = "$release" ]; then
            say "  Mathesar $release is installed already."
            return
          fi
          changed=1
          store=$directory/downloads/$release
          make_directory "$store" 0755 ""
          fetch install.sh "$store/install.sh"
          fetch mathesar.tar.gz "$store/mathesar.tar.gz"
          verify
          if is_active "$name.service"; then run systemctl ${flag:+"$flag"} stop "$name.service"; fi
          act "call Mathesar's installer for $directory; this downloads Python packages and takes some minutes" install_program
          step_owners
        }
        """;

    public const string Owners = """
        # Root owns the program, so that Mathesar cannot change it; it may write only where its data lies.
        step_owners() {
          if [ -n "$account" ]; then
            act "give the program to root, readable by the group $account" own_program
          fi
        }

        # A link may lead out of the directory.
        open_to_group() {
          if [ ! -L "$1" ]; then chmod -R -- u=rwX,g=rX,o= "$1"; fi
        }

        own_program() {
          chown -- "$shared" "$directory"
          chmod -- 0750 "$directory"
          each_of_the_program chown -R -h -- "$shared"
          each_of_the_program open_to_group
          for file in .env sso.yml file_storage.yml; do
            if [ -e "$directory/$file" ]; then
              chown -- "$shared" "$directory/$file"
              chmod -- 0640 "$directory/$file"
            fi
          done
        }
        """;
}
