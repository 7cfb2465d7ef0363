namespace MathesarSetup.Targets.Systemd;

/// <summary>The lines of <c>uninstall.sh</c> that are the same for everybody.</summary>
internal static class UninstallPart
{
    public const string Arguments = """
        words=
        for word; do
          case $word in
            --dry-run) dry_run=1 ;;
            *) words="$words $word" ;;
          esac
        done
        case $words in
          "" | " delete the data of $name") ;;
          *)
            say "usage: ./uninstall.sh [--dry-run] [delete the data of $name]" >&2
            exit 2 ;;
        esac
        """;

    public const string Units = """
        # remove_unit UNIT: stops and forgets one of ours; one of the same name that belongs to another directory stays.
        remove_unit() {
          if ! [ -e "$units/$1" ] ||
            [ "$(sed -n 's/^WorkingDirectory=//p' "$units/$1")" != "$(sed -n 's/^WorkingDirectory=//p' "units/$1")" ]; then return; fi
          run systemctl ${flag:+"$flag"} --quiet disable --now "$1"
          run rm -f -- "$units/$1"
          run systemctl ${flag:+"$flag"} daemon-reload
          systemctl ${flag:+"$flag"} reset-failed "$1" 2>/dev/null || true
        }
        """;

    public const string Caddy = """
        if [ -e "/etc/caddy/mathesar-setup/$name.caddy" ] && [ "$scope" = system ]; then
          run rm -f -- "/etc/caddy/mathesar-setup/$name.caddy"
          run systemctl reload-or-restart caddy.service
        fi
        """;

    public const string Nginx = """
        if [ -e "/etc/nginx/conf.d/$name.conf" ] && [ "$scope" = system ]; then
          run rm -f -- "/etc/nginx/conf.d/$name.conf"
          run systemctl reload-or-restart nginx.service
        fi
        """;

    public const string Program = """
        # Settings belong to the data, so they stay when the program goes.
        remove_program() {
          for file in .env sso.yml file_storage.yml; do
            if [ -e "$current/$file" ]; then cp -p -- "$current/$file" "$directory/$file"; fi
          done
          each_of_the_program rm -rf --
        }

        if [ "$(cat -- "$directory/.mathesar-setup" 2>/dev/null)" != "$name" ]; then
          say "$directory was not made for $name by install.sh, or is gone already, so nothing in it is touched."
        elif [ -z "$words" ]; then
          act "remove the program from $directory" remove_program
          say "The data is still there: the database, uploads and settings in $directory${data:+ and $data}."
          say "To delete it for good: ./uninstall.sh delete the data of $name"
        else
          run rm -rf -- "$directory"
        fi
        """;

    public const string Data = """
        for place in "$media" "$cluster"; do
          if [ -n "$words" ] && [ -d "$place" ]; then run rm -rf -- "$place"; fi
        done
        """;

    public const string Account = """
        # Files that stay keep their owner's name; without them nobody needs the user.
        if [ -n "$words" ] && [ -n "$account" ] && getent passwd "$account" >/dev/null; then
          run userdel -- "$account" || say "The user $account could not be removed; perhaps something else runs as it."
        fi
        """;
}
