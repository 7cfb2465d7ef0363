using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Values;

namespace MathesarSetup.Installations;

/// <summary>A text with the place where it stands and the variables that it refers to.</summary>
internal sealed record FoundText(string Value, Place At, ImmutableArray<string> Names)
{
    public FoundText(string value, Place at)
        : this(value, at, [])
    {
    }

    /// <summary>What fills it in, as the end of a sentence such as "a secret of Podman's holds it"; null where it is all here.</summary>
    public string? FilledInBy { get; init; }

    /// <summary>The variables that only a shell or a panel sets, whose references are left standing in the value.</summary>
    public ImmutableArray<string> Unset { get; init; } = [];

    /// <summary>As it stands in its file, where something was replaced in it; empty for not known.</summary>
    public string Written { get; init; } = "";

    /// <summary>Whether it is only looked at where it is there.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether its format's references are replaced already, so that a dollar sign in it stands for itself.</summary>
    public bool HasPlainDollars { get; init; }
}

/// <summary>A port that is published.</summary>
/// <param name="Address">The machine's address; empty for all.</param>
internal sealed record FoundPort(string Address, int Machine, int Inside, FoundText From)
{
    /// <summary>A port as Docker, Compose and Podman write it: <c>[address:]machine:inside[/tcp]</c>; null for what is none.</summary>
    public static FoundPort? Read(string text, FoundText from)
    {
        var parts = text.EndsWith("/tcp", StringComparison.Ordinal) ? text[..^4] : text;
        var inside = parts.LastIndexOf(':');
        var machine = inside <= 0 ? -1 : parts.LastIndexOf(':', inside - 1);
        return inside <= 0 ? null : Of(machine < 0 ? "" : parts[..machine].Trim('[', ']'), parts[(machine + 1)..inside], parts[(inside + 1)..], from);
    }

    /// <summary>A port of its parts; null when one of them is no number.</summary>
    public static FoundPort? Of(string address, string machine, string inside, FoundText from) =>
        int.TryParse(machine, NumberStyles.None, CultureInfo.InvariantCulture, out var outer)
            && int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var inner)
            ? new FoundPort(address is "0.0.0.0" or "::" ? "" : address, outer, inner, from)
            : null;
}

/// <summary>A volume or directory that appears inside.</summary>
/// <param name="Source">A path, or the volume's name in its file; empty for one without a name.</param>
internal sealed record FoundMount(string Source, string Target, FoundText From)
{
    public bool IsPath => Source.Length > 0 && Source[0] is '/' or '.' or '~';

    /// <summary>A mount as Docker, Compose and Podman write it: <c>source:target[:options]</c>.</summary>
    public static FoundMount? Read(string text, FoundText from) => text.Split(':') switch
    {
        [var target] => new FoundMount("", target, from),
        [var source, var target, ..] => new FoundMount(source, target, from),
        _ => null,
    };
}

/// <summary>One thing that runs in an imported installation, wherever it was read from: a Compose file, a container, a command line.</summary>
internal sealed record FoundService
{
    public required string Name { get; init; }

    public FoundText? Container { get; init; }

    public FoundText? Image { get; init; }

    public ImmutableDictionary<string, FoundText> Variables { get; init; } = ImmutableDictionary.Create<string, FoundText>(StringComparer.Ordinal);

    public ImmutableArray<FoundPort> Ports { get; init; } = [];

    public ImmutableArray<FoundMount> Mounts { get; init; } = [];

    /// <summary>Files of variables that it reads and that are there.</summary>
    public ImmutableArray<string> EnvFiles { get; init; } = [];

    /// <summary>Networks that it joins and that were there before.</summary>
    public ImmutableArray<FoundText> JoinedNetworks { get; init; } = [];

    /// <summary>What starts it and how its health is asked, as one text to look for marks in.</summary>
    public string StartText { get; init; } = "";

    public bool HasProfile { get; init; }

    public FoundText? Memory { get; init; }

    public FoundText? Processors { get; init; }

    /// <summary>Files of variables that it needs and that are not here.</summary>
    public ImmutableArray<FoundText> UnreadFiles { get; init; } = [];

    /// <summary>Names besides the service's own under which others reach it.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>The networks that it is in; none where that is not known.</summary>
    public ImmutableArray<string> Networks { get; init; } = [];

    /// <summary>Names that only those in the same network know.</summary>
    public ImmutableArray<(string Network, string Name)> NamesIn { get; init; } = [];

    /// <summary>Other services, and the names under which it reaches them.</summary>
    public ImmutableArray<(string Service, string Alias)> Links { get; init; } = [];

    /// <summary>Whose network it shares, such as <c>service:vpn</c> or <c>host</c>; null for one of its own.</summary>
    public FoundText? NetworkMode { get; init; }

    public ImmutableDictionary<string, string> Labels { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it is built here, so that its image is that of the Dockerfile's last stage.</summary>
    public bool IsBuilt { get; init; }

    /// <summary>The service as it stands in its file; null when it comes from elsewhere.</summary>
    public FoundEntry? Entry { get; init; }

    public string ImageName => Image is null ? "" : ImageReference.Of(Image.Value).Name;

    public string ImageTag => Image is null ? "" : ImageReference.Of(Image.Value).Tag ?? "";

    public string? Variable(string name) => Variables.GetValueOrDefault(name)?.Value;
}

/// <summary>All that runs in an imported installation.</summary>
/// <param name="Project">Its name: the prefix of volumes and networks.</param>
/// <param name="Volumes">The engine's own names of volumes that have one, by their names in the file.</param>
/// <param name="Files">Texts that lie beside, by path.</param>
internal sealed record FoundInstallation(FoundText Project, ImmutableArray<FoundService> Services, ImmutableDictionary<string, string> Volumes,
    ImmutableDictionary<string, FoundFile> Files)
{
    /// <summary>The whole Compose file; null when it was read from elsewhere.</summary>
    public FoundNode.Map? Root { get; init; }
}
