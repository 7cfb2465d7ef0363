namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines that <c>install.sh</c> and <c>uninstall.sh</c> share.</summary>
internal static class ScriptParts
{
    public const string Preamble = """
        umask 022
        # Files are named from the script's own folder, wherever it is called from.
        CDPATH='' cd -- "$(dirname -- "$0")"
        dry_run=
        # Whose units these are: without the flag the machine's, with it those of the user who calls.
        flag=
        if [ "$scope" = user ]; then flag=--user; fi
        """;

    public const string State = """
        # What was asked for, what is wrong, whether anything changed, the private folder, and how far this script is.
        asked=
        problems=
        changed=
        work=
        building=
        switching=
        """;

    public const string Speaking = """
        say() {
          printf '%s\n' "$*"
        }

        fail() {
          printf '%s\n' "$*" >&2
          exit 1
        }

        # quoted WORD: the word as a shell has to be given it.
        quoted() {
          case $1 in
            "" | *[!A-Za-z0-9_./:=@%+,-]*) printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")" ;;
            *) printf %s "$1" ;;
          esac
        }

        # run COMMAND...: prints a command and does it; with --dry-run it is only printed.
        run() {
          printf '  +'
          for word; do printf ' %s' "$(quoted "$word")"; done
          printf '\n'
          if [ -z "$dry_run" ]; then "$@"; fi
        }

        # act WORDS FUNCTION...: says what comes and calls a function below; with --dry-run it is only said.
        act() {
          printf '  # %s\n' "$1"
          shift
          if [ -z "$dry_run" ]; then "$@"; fi
        }
        """;

    public const string Rights = """
        # Who calls has to be whom the installation belongs to.
        if [ "$scope" = user ]; then
          if [ "$(id -u)" = 0 ]; then
            fail "This installation belongs to one user. Call the script as that user, without sudo."
          fi
          # Absent after su and sudo, though the user's systemd runs.
          XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}
          export XDG_RUNTIME_DIR
          units=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user
        else
          if [ "$(id -u)" != 0 ] && [ -z "$dry_run" ]; then
            fail "This installation belongs to the whole machine, so root has to call the script: sudo $0"
          fi
          units=/etc/systemd/system
        fi
        """;

    public const string Program = """
        # is_ours FOLDER: whether install.sh made it for this installation.
        is_ours() {
          [ "$(cat -- "$1/.mathesar-setup" 2>/dev/null)" = "$name" ]
        }

        # served: the folder of the program that serves, below releases.
        served() {
          readlink -- "$current" 2>/dev/null | sed 's,.*/,,'
        }

        # former_program: where the program lies that serves now. Before there were releases, it lay in the directory itself.
        former_program() {
          if [ -d "$current" ]; then
            printf %s "$releases/$(served)"
          elif [ -x "$directory/bin/mathesar" ]; then
            printf %s "$directory"
          fi
        }

        release_in() {
          cat -- "$1/.installed-release" 2>/dev/null || true
        }

        # each_of_the_program COMMAND...: calls a command with every entry of the directory that belongs to the program; data and
        # settings are left out.
        each_of_the_program() {
          for entry in "$directory"/* "$directory"/.[!.]*; do
            case ${entry##*/} in
              .env | .media | .secrets | sso.yml | file_storage.yml | database | data | socket | copies | .mathesar-setup) ;;
              *)
                case $data/ in
                  "$entry"/*) continue ;;
                esac
                if [ -e "$entry" ] || [ -L "$entry" ]; then "$@" "$entry"; fi ;;
            esac
          done
        }
        """;

    public const string FormerLayout = """
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
        """;
}
