using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Hosts;

/// <summary>The systemd that runs one user's services.</summary>
/// <param name="User">The user's name.</param>
/// <param name="HasSystemd">Whether systemd runs the machine at all.</param>
/// <param name="Runs">Whether it runs this user's services now.</param>
/// <param name="Lingers">Whether the services outlive the user's logins.</param>
internal sealed record UserManager(string User, bool HasSystemd, bool Runs, bool Lingers)
{
    private static readonly string s_key = RunSettings.Target.Key;

    public static UserManager Read(string root = "/")
    {
        var number = (LibC.OwnerOf("/proc/self")?.User ?? 0).ToString(CultureInfo.InvariantCulture);
        var user = Environment.UserName;
        return new UserManager(user, Directory.Exists(Path.Join(root, "run/systemd/system")),
            Path.Exists(Path.Join(root, "run/user", number, "systemd/private")), File.Exists(Path.Join(root, "var/lib/systemd/linger", user)));
    }

    /// <summary>What keeps this user's services from running, or from going on.</summary>
    public IEnumerable<Finding> Findings() => !HasSystemd ? [MachineFindings.NoSystemd()]
        : !Runs
            ? [MachineFinding.NoUserManager.Say($"systemd runs no services of {User} at the moment, as happens after su or sudo. "
                + $"Log in as {User}, at the machine or by ssh, and try again.", s_key)]
        : !Lingers
            ? [MachineFinding.NoLinger.Say($"Services of {User} end with the last logout. install.sh lets them stay by loginctl enable-linger; "
                + "where that needs an administrator, it says so.", s_key)]
        : [];
}
