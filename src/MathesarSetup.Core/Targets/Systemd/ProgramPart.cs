namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>install.sh</c> that download Mathesar and let its own installer work, beside the program that serves.</summary>
internal static class ProgramPart
{
    public const string Releases = """
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
        """;

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
            say "What was downloaded is not what is noted in $noted, so nothing was installed." >&2
            fail "It was damaged on its way, or is no longer the same. Run this again; delete $noted only if you know why it changed."
          fi
        }
        """;

    public const string Install = """
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
        """;

    public const string Step = """
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
        """;

    public const string Owners = """
        # Root owns the program, so that Mathesar cannot change it; it may write only where its data lies.
        step_owners() {
          if [ -n "$account" ]; then
            act "give the program to root, readable by the group $account" own_program
          fi
        }

        # systemd alone reads .env, and it does so as root.
        own_program() {
          chown -- "$shared" "$directory" "$releases"
          chmod -- 0750 "$directory" "$releases"
          chown -R -h -- "$shared" "$program"
          chmod -R -- u=rwX,g=rX,o= "$program"
          chown -- root:root "$program/.env"
          chmod -- 0600 "$program/.env"
        }
        """;
}
