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
        # What was asked for, what is wrong, whether anything changed, the private folder, and whether .env is away.
        asked=
        problems=
        changed=
        work=
        borrowed=
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
        # each_of_the_program COMMAND...: calls a command with every entry of the directory that belongs to the program; data and settings are left out.
        each_of_the_program() {
          for entry in "$directory"/* "$directory"/.[!.]*; do
            case ${entry##*/} in
              .env | .media | .secrets | sso.yml | file_storage.yml | database | data | socket | .mathesar-setup) ;;
              *)
                case $data/ in
                  "$entry"/*) continue ;;
                esac
                if [ -e "$entry" ] || [ -L "$entry" ]; then "$@" "$entry"; fi ;;
            esac
          done
        }
        """;
}
