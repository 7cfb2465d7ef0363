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
    private const string Everywhere = "0.0.0.0";

    // Addresses that mean the same in IPv4 and in IPv6.
    private static readonly string[][] s_pairs = [[Everywhere, "::"], ["127.0.0.1", "::1"]];

    /// <summary>Whether it is a port under which Mathesar itself answers.</summary>
    public static bool IsOfMathesar(InstalledPart part, Setup setup) =>
        part.After(InstalledPart.Ports) is { } port && Is(port, Inside(setup.Answers));

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

    /// <summary>
    /// What another port or address makes of all places where that port stands, which are one answer; nothing where none has what was said before.
    /// </summary>
    public static ImmutableArray<InstalledChange> Of(Installed present, Setup before, Setup after)
    {
        var (was, will) = (Published.Of(before.Answers), Published.Of(after.Answers));
        var standing = Standing(present, new(before.Plan.Web.Name, InstalledPart.Ports + Inside(before.Answers)))
            .Select(part => (Part: part, Place: Published.Read(present[part]!))).ToArray();
        var meant = standing.Where(p => p.Place.Number == was.Number && IsSame(p.Place.Address, was.Address)).ToArray();
        if (meant is [] || was == will || ProxySettings.RunsOne(after.Answers))
        {
            return [];
        }

        var moves = was.Address != will.Address;
        // Every address leaves no place for another one with the same port.
        bool IsInTheWay(Published place) =>
            will.Address == Everywhere && (place.Number == was.Number || place.Number == will.Number);
        var mover = standing.Where(p => p.Place == will).Append(meant[0]).First();
        var gone = standing.Where(p => moves && p != mover && (meant.Contains(p) || IsInTheWay(p.Place))).Reverse().ToArray();
        return
        [
            .. from place in standing.Except(gone)
               where place.Place.Number == was.Number && place.Place != will
               select new InstalledChange(place.Part, present[place.Part],
                   (moves && place == mover ? will : place.Place with { Number = will.Number }).ToString()),
            // The last is taken away first, since those behind it are counted anew.
            .. gone.Select(p => new InstalledChange(p.Part, present[p.Part], null)),
        ];
    }

    /// <summary>Whether a part that is different now is what an answer about the port asked for.</summary>
    public static bool IsDone(InstalledChange done, string key, Setup setup) => IsOfMathesar(done.Part, setup)
        && (key == AccessSettings.Port.Key ? Number(done.Before) != Number(done.After)
            : key == AccessSettings.Bind.Key && Address(done.Before) != Address(done.After));

    private static string Inside(Answers answers) => string.Create(CultureInfo.InvariantCulture, $"{WebService.PortOf(answers)}/tcp");

    private static bool IsSame(string one, string other) => one == other || s_pairs.Any(pair => pair.Contains(one) && pair.Contains(other));

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

    private static string? Number(string? published) => published is null ? null : Published.Read(published).Number;

    private static string? Address(string? published) => published is null ? null : Published.Read(published).Address;

    private readonly record struct Published(string Address, string Number)
    {
        public static Published Of(Answers answers) =>
            new(answers.Text(AccessSettings.Bind) is var bind && bind is "::" ? Everywhere : bind, answers.Text(AccessSettings.Port));

        public static Published Read(string text) =>
            text.LastIndexOf(':') is >= 0 and var colon ? new(text[..colon], text[(colon + 1)..]) : new("", text);

        public override string ToString() => $"{Address}:{Number}";
    }
}
