using System.Collections.Immutable;
using System.Globalization;
using MathesarSetup.Catalogue;
using MathesarSetup.Installations;
using MathesarSetup.Values;

namespace MathesarSetup.Targets.Common;

/// <summary>Makes the whole model of what units, manifests and values run out of their parts.</summary>
internal static class WrittenModel
{
    /// <param name="found">What runs; null when nothing in it is Mathesar.</param>
    /// <param name="parts">All that the files say.</param>
    /// <param name="more">Parts that no file says in these words, such as the port that a command names.</param>
    public static Installed? Of(
        FoundInstallation? found, ImmutableArray<FoundPart> parts, params IEnumerable<(InstalledPart Part, string Value)> more)
    {
        if (found is null || InstallationReader.Read(found, new Answering(new ReadLines()), new ImportRequest([], "")).Reader is not { } reader)
        {
            return null;
        }

        var names = reader.Taken.ToImmutableDictionary(static t => t.Value.Name, static t => NameOf(t.Key), StringComparer.Ordinal);
        string Name(string service) => names.GetValueOrDefault(service, service);
        var model = ImmutableSortedDictionary.CreateBuilder<InstalledPart, string>(InstalledPart.Order);
        model[new("", "name")] = found.Project.Value;
        var services = found.Services.Select(static s => s.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var part in parts.Where(p => !services.Contains(p.Service) || !IsOfService(p.Path)))
        {
            model[new(Name(part.Service), part.Path)] = part.Value;
        }

        foreach (var service in found.Services)
        {
            Add(service, Name(service.Name), model);
        }

        foreach (var (part, value) in more)
        {
            model[part] = value;
        }

        return new Installed(model.ToImmutable());
    }

    /// <summary>What the services of an installation are called whatever their author calls them.</summary>
    public static string NameOf(string role) => role switch
    {
        "web" => Answers.None.DefaultText(KeptSettings.WebService),
        "database" => Answers.None.DefaultText(KeptSettings.DatabaseService),
        _ => Answers.None.DefaultText(KeptSettings.ProxyService),
    };

    // Said by the service as it is read, with all its files and references.
    private static bool IsOfService(string path) => path is "image" || path.StartsWith(InstalledPart.Environment, StringComparison.Ordinal)
        || path.StartsWith(InstalledPart.Ports, StringComparison.Ordinal);

    private static void Add(FoundService service, string name, ImmutableSortedDictionary<InstalledPart, string>.Builder model)
    {
        if (service.Image is { } image)
        {
            model[new(name, "image")] = ImageReference.Of(image.Value).Whole;
        }

        foreach (var (variable, text) in service.Variables)
        {
            model[new(name, InstalledPart.Environment + variable)] = text.FilledInBy ?? text.Value;
        }

        foreach (var port in service.Ports)
        {
            model[new(name, $"{InstalledPart.Ports}{port.Inside}/tcp")] = string.Create(CultureInfo.InvariantCulture,
                $"{(port.Address.Length == 0 ? "0.0.0.0" : port.Address)}:{port.Machine}");
        }
    }
}
