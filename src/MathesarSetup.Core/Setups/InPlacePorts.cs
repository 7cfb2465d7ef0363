using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Installations;
using MathesarSetup.Planning;

namespace MathesarSetup.Setups;

/// <summary>
/// Where Mathesar's port stands in somebody's files: once for each address, or at the service whose network Mathesar shares. Generated files have it
/// in one place, or behind a proxy in none.
/// </summary>
internal static class InPlacePorts
{
    private static readonly string s_inside = string.Create(CultureInfo.InvariantCulture, $"{WebService.Port}/tcp");

    /// <summary>Whether it is a port under which Mathesar itself answers.</summary>
    public static bool IsOfMathesar(InstalledPart part) => part.After(InstalledPart.Ports) is { } port && Is(port, s_inside);

    /// <summary>Whether a service in such a network can publish no port: it shares that of the machine or of another, or has none.</summary>
    public static bool IsShared(string mode) => mode is "host" or "none" || mode.StartsWith("service:", StringComparison.Ordinal)
        || mode.StartsWith("container:", StringComparison.Ordinal);

    /// <summary>The change of a port where that port stands; any other as it is.</summary>
    public static InstalledChange Placed(Installed present, InstalledChange change)
    {
        var standing = Standing(present, change.Part);
        return standing is [] ? change
            : change with { Part = standing.FirstOrDefault(p => present[p] == (change.Before ?? change.After), standing[0]) };
    }

    /// <summary>The same port at other addresses, and where the answers have it behind a proxy.</summary>
    /// <param name="asked">The changes that are decided upon by themselves.</param>
    public static ImmutableArray<InstalledChange> Following(Installed present, IReadOnlyList<InstalledChange> asked, Setup before, Setup after)
    {
        var (was, will) = (Published(before.Answers), Published(after.Answers));
        var (formerPort, port) = (was[was.LastIndexOf(':')..], will[will.LastIndexOf(':')..]);
        return ProxySettings.RunsOne(after.Answers) ? [] :
        [
            .. from part in Standing(present, new(before.Plan.Web.Name, InstalledPart.Ports + s_inside))
               where asked.All(c => c.Part != part)
               let text = present[part]!
               let next = text == was ? will : text.EndsWith(formerPort, StringComparison.Ordinal) ? text[..^formerPort.Length] + port : text
               where next != text
               select new InstalledChange(part, text, next),
        ];
    }

    /// <summary>Whether a part that is different now is what an answer about the port asked for.</summary>
    public static bool IsDone(InstalledChange done, string key) => IsOfMathesar(done.Part)
        && (key == AccessSettings.Port.Key ? Number(done.Before) != Number(done.After)
            : key == AccessSettings.Bind.Key && Address(done.Before) != Address(done.After));

    private static ImmutableArray<InstalledPart> Standing(Installed present, InstalledPart asked)
    {
        if (asked.After(InstalledPart.Ports) is not { } port)
        {
            return [];
        }

        var service = present[new(asked.Service, "network_mode")]?.Split(':', 2) switch
        {
            ["service", var name] => name,
            ["container", var name] => present.Parts.FirstOrDefault(p => p.Key.Path == "container_name" && p.Value == name).Key.Service,
            _ => asked.Service,
        };
        return [.. present.Parts.Keys.Where(p => p.Service == service && p.After(InstalledPart.Ports) is { } other && Is(other, port))];
    }

    // Of several with one port inside, the later ones are counted.
    private static bool Is(string port, string inside) => port == inside || port.StartsWith(inside + "#", StringComparison.Ordinal);

    private static string Published(Answers answers) =>
        $"{(answers.Text(AccessSettings.Bind) is var bind && bind is "::" ? "0.0.0.0" : bind)}:{answers.Text(AccessSettings.Port)}";

    private static string? Number(string? published) => published?[(published.LastIndexOf(':') + 1)..];

    private static string? Address(string? published) => published?[..Math.Max(0, published.LastIndexOf(':'))];
}
