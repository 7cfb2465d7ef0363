using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Planning;

namespace MathesarSetup.Targets.Systemd;

/// <summary>What of a plan is put on the machine.</summary>
internal static class PlannedHost
{
    private const string Downloads = "https://github.com/mathesar-foundation/mathesar/releases/download";

    public static HostSet Of(Plan plan, HostPlace place) => new()
    {
        Name = plan.Name,
        Place = place,
        Release = plan.Release.ToString(),
        Downloads = $"{Downloads}/{plan.Release}",
        Steps = Steps(plan, place),
        Services =
        [
            .. plan.Services.Where(static s => s.Role is not ServiceRole.Proxy).OrderBy(static s => s.Role is ServiceRole.Web)
                .Select(s => (Service: s, Unit: UnitFile.NameOf(plan, s.Name)))
                .Select(static s => new HostService(s.Service, $"{SystemdTarget.UnitFolder}/{s.Unit}", s.Unit)),
        ],
        Settings =
        [
            new(DotEnv.FileName, DotEnv.FileName, IsSecret: true),
            .. plan.Web.Mounts.OfType<Mount.Bind>().Where(static m => m.Source.StartsWith("./", StringComparison.Ordinal))
                .Select(static m => new HostSettingsFile(Path.GetFileName(m.Path), m.Source[2..], IsSecret: false)),
            new(SystemdTarget.StartFile, SystemdTarget.StartFile, IsSecret: false),
        ],
        HomePaths = [.. plan.Web.Environment.Where(static e => HostPath.IsBelowHome(e.Value)).Select(static e => (e.Name, e.Value))],
        Site = Site(plan, place),
    };

    private static ImmutableArray<HostStep> Steps(Plan plan, HostPlace place) =>
    [
        new("check", "looks whether the machine has what is needed"),
        place.ForOneUser
            ? new("linger", "lets the user's programs run while nobody is logged in")
            : new("account", $"makes the user {place.Account}"),
        new("directory", "makes the directories"),
        new("environment", "puts .env and the other settings beside the program"),
        plan.Database is null
            ? new("role", "makes role and database on your server (role.sql)", RunsByItself: false)
            : new("database", "makes the database and starts it"),
        new("program", "downloads Mathesar, checks it and calls its installer, beside what serves"),
        new("owners", "sets owners and modes", RunsByItself: false),
        new("unit", "gives the unit to systemd"),
        .. Site(plan, place) is null ? ImmutableArray<HostStep>.Empty : [new HostStep("site", "gives the site to the machine's proxy")],
        new("start", "lets the new program serve, starts it and waits until it answers"),
        new("keep", "closes the way back that a start left open by MATHESAR_WAY_BACK=yes", RunsByItself: false),
        new("back", "lets the former program serve again, after a start that was cut off", RunsByItself: false),
    ];

    private static HostProxySite? Site(Plan plan, HostPlace place) => plan.Proxy is not { Runtime: Runtime.Host proxy } || place.ForOneUser ? null
        : proxy.Program == "caddy"
            ? new($"proxy/{plan.Name}.caddy", $"/etc/caddy/mathesar-setup/{plan.Name}.caddy", "/etc/caddy/Caddyfile", "caddy.service")
            : new($"proxy/{plan.Name}.conf", $"/etc/nginx/conf.d/{plan.Name}.conf", Main: null, "nginx.service");
}
