using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Planning;

/// <summary>
/// The lines that start Mathesar so that nothing listens before the administrator exists: whoever opens an unclaimed Mathesar first
/// would become its administrator. The lines hold no answer, so nothing in them has to be quoted.
/// </summary>
internal static class StartScript
{
    private const string Why = "Sets Mathesar up and makes the administrator before anything listens: "
        + "whoever opened it first would become administrator otherwise.";

    // Exit code 3 says "there is none", so that a failure to ask is not taken for an answer.
    private static string Claim(string python) => $"""
        # Is there an administrator? 0 says yes, 3 says no, anything else is an error.
        answer=0
        {python} manage.py shell -c "
        import sys
        from django.contrib.auth import get_user_model
        sys.exit(0 if get_user_model().objects.filter(is_superuser=True).exists() else 3)
        " || answer=$?
        if [ "$answer" = 3 ]; then
          if [ -z "${"{"}DJANGO_SUPERUSER_PASSWORD:-{"}"}" ]; then
            echo "There is no administrator yet, and no password for one. Set DJANGO_SUPERUSER_PASSWORD and start again." >&2
            exit 1
          fi
          {python} manage.py createsuperuser --noinput
        elif [ "$answer" != 0 ]; then
          exit "$answer"
        fi
        """;

    // A first process without a handler hears no signal at all, and bash runs a handler only once the command in the foreground has ended.
    private static string Hear { get; } = Lines("hear.sh");

    private static string StopPostgres { get; } = Lines("stop-postgres.sh");

    private static string Forget { get; } = Lines("forget.sh");

    // A reboot in the middle of an update must not serve a program on a database that another release left half-way.
    private const string Finish = $"""
        # An update was cut short: the database is brought to this release before anything is served.
        if [ -d ../../{HostPlace.Switch} ] && [ ! -e ../../{HostPlace.Switch}/migrated ]; then
          SKIP_STATIC_COLLECTION=true ./mathesar-venv/bin/python -m mathesar.install
        fi
        """;

    /// <summary>Sets Mathesar up and ends, whatever the release.</summary>
    public static string Prepare { get; } = $"""
        set -eu
        cd /code
        {Hear}
        # Migrates the database and collects static files.
        run python3 -m mathesar.install
        {Claim("run python3")}

        """;

    public static StartCommand For(Release release, DatabaseMode mode, int port = WebPages.Port) => (mode, release.HasLauncher) switch
    {
        (DatabaseMode.BuiltIn, true) => Make(release, WithinLauncher($"bash ./bin/mathesar run -fnse{Told(port)}")),
        (DatabaseMode.BuiltIn, false) => Make(release, WithinLauncher("./run.sh")),
        // Without -f, a missing variable stops Mathesar instead of starting an empty database that looks like lost data.
        (_, true) => Direct(release, $"exec bash ./bin/mathesar run -ne{Told(port)}"),
        _ => Direct(release, string.Create(CultureInfo.InvariantCulture, $"exec gunicorn config.wsgi -b 0.0.0.0:{port}")),
    };

    // The launcher listens on the usual port where it is told none.
    private static string Told(int port) => port == WebPages.Port ? "" : string.Create(CultureInfo.InvariantCulture, $" --port {port}");

    /// <summary>
    /// The lines for a machine without containers: the program has been set up there, so only the administrator comes before the web server.
    /// </summary>
    public static StartCommand OnHost(Release release, string address, int port) => new StartCommand.Script(
        $"""
        set -eu
        cd -P -- "$(dirname -- "$0")"
        {Finish}
        {Claim("./mathesar-venv/bin/python")}
        {Forget}
        {Serve(release, IPAddress.Parse(address), port)}

        """,
        ReplacesEntryPoint: true)
    { Why = "Makes the administrator before anything listens: whoever opened Mathesar first would become administrator otherwise." };

    // As the launcher calls it. The launcher itself would read .env, which nobody but systemd may; an older one listens on every address, too.
    private static string Serve(Release release, IPAddress address, int port)
    {
        var host = address.AddressFamily is AddressFamily.InterNetworkV6 ? $"'[{address}]'" : $"{address}";
        var timeout = release.NeedsLongerTimeout ? "" : " --timeout 180";
        return string.Create(CultureInfo.InvariantCulture, $"""
            if [ "${"{"}DEBUG:-{"}"}" = true ]; then set -- --log-level=debug; fi
            exec ./mathesar-venv/bin/gunicorn config.wsgi -b {host}:{port}{timeout} "$@"
            """);
    }

    private static string Lines(string script) => EmbeddedFile.Text("Planning/Scripts/" + script).TrimEnd('\n');

    // Up to 0.2.5 the image has an entry point, which has to make room for the script.
    private static StartCommand.Script Make(Release release, string text) => new(text, ReplacesEntryPoint: !release.HasLauncher) { Why = Why };

    private static StartCommand.Script Direct(Release release, string serve) => Make(release, $"{Prepare}{Forget}\n{serve}\n") with
    {
        Halves = new(Prepare, $"""
            set -eu
            cd /code
            {serve}

            """),
    };

    // The launcher starts its own PostgreSQL and then calls gunicorn by name. A gunicorn of ours, found first, makes the administrator
    // in between, with the very variables that the launcher set. The shell stays, to stop PostgreSQL cleanly in the end. Only PostgreSQL
    // leaves the launcher's group, so that a signal to the group ends whatever the launcher is at, and leaves PostgreSQL to the shell.
    private static string WithinLauncher(string launch) => $"""
        set -eu
        cd /code
        # The launcher starts PostgreSQL and then calls gunicorn. This one is found first and makes the administrator.
        export REAL_GUNICORN="$(command -v gunicorn)"
        mkdir -p /tmp/before-serving
        cat > /tmp/before-serving/gunicorn <<"EOF"
        #!/bin/bash
        set -eu
        {Claim("python3")}
        {Forget}
        exec "$REAL_GUNICORN" "$@"
        EOF
        chmod +x /tmp/before-serving/gunicorn
        export PATH="/tmp/before-serving:$PATH"
        {StopPostgres}
        # In a group of its own, so that a signal reaches all that it starts.
        setsid {launch} &
        # An end that nobody asked for is a failure; PostgreSQL is stopped all the same.
        result=0
        wait "$!" || result=$?
        stop_postgres
        exit "$result"

        """;
}
