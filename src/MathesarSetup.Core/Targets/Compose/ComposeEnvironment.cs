using System.Collections.Immutable;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;

namespace MathesarSetup.Targets.Compose;

/// <summary>The variables that the references of a Compose file stand for: those of <c>.env</c>, since nobody here knows the shell's.</summary>
/// <param name="File">The files that they come from, for telling two environments apart.</param>
/// <param name="Values">What they stand for, as if the shell set nothing.</param>
/// <param name="Open">Those that a shell or a panel has a say in, with the names that it sets.</param>
internal sealed record ComposeEnvironment(
    string File, ImmutableDictionary<string, string> Values, ImmutableDictionary<string, ImmutableArray<string>> Open)
{
    public static readonly ComposeEnvironment Empty = new("", ImmutableDictionary.Create<string, string>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal));

    /// <summary>The variables of a file, below those that are known already.</summary>
    public ComposeEnvironment Under(FoundFile env, ReadLines lines)
    {
        lines.Add(env);
        var (values, open) = (Values.ToBuilder(), Open.ToBuilder());
        foreach (var (name, found) in Read(env))
        {
            lines.Define(name, found.At);
            if (!Values.ContainsKey(name))
            {
                values[name] = found.Value;
                if (found.Names is not [])
                {
                    open[name] = found.Names;
                }
            }
        }

        return new ComposeEnvironment($"{File}{env.Path};", values.ToImmutable(), open.ToImmutable());
    }

    /// <summary>The same with variables over it.</summary>
    public ComposeEnvironment Over(IEnumerable<(string Name, FoundText Found)> variables)
    {
        var (values, open) = (Values.ToBuilder(), Open.ToBuilder());
        foreach (var (name, found) in variables)
        {
            values[name] = found.Value;
            open.Remove(name);
            if (found.Names is not [])
            {
                open[name] = found.Names;
            }
        }

        return this with { Values = values.ToImmutable(), Open = open.ToImmutable() };
    }

    /// <summary>What stands for a name; null when nothing here sets it.</summary>
    public string? Find(string name) => Values.GetValueOrDefault(name);

    /// <summary>A text with the references replaced that nobody elsewhere has a say in, and the names of those that are left.</summary>
    public (string Text, ImmutableArray<string> Open) Known(string text)
    {
        var (known, left) = Interpolation.ExpandKnown(text, name => Open.ContainsKey(name) ? null : Find(name));
        return (known, [.. left.SelectMany(name => Open.GetValueOrDefault(name, [name])).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The variables of an env file: their values, where they stand, and the names that they leave to somebody else.</summary>
    /// <param name="outside">What is known besides: it beats what the file itself says.</param>
    public static IEnumerable<(string Name, FoundText Found)> Read(FoundFile file, ComposeEnvironment? outside = null)
    {
        var reading = DotEnvReader.Read(file.Text);
        var (entries, values) = (reading.Entries, reading.Values(outside is null ? null : outside.Find).Texts);
        var open = outside?.Open.ToDictionary(StringComparer.Ordinal) ?? new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var left = Interpolation.ExpandKnown(DotEnvReading.References(entry),
                name => open.ContainsKey(name) ? null : outside?.Find(name) ?? values.GetValueOrDefault(name)).Open;
            open.Remove(entry.Name);
            if (left.Any())
            {
                open[entry.Name] = [.. left.SelectMany(name => open.GetValueOrDefault(name, [name])).Distinct(StringComparer.Ordinal)];
            }
        }

        return entries.GroupBy(static e => e.Name, StringComparer.Ordinal).Select(same => (same.Key,
            new FoundText(values[same.Key], new Place(file.Path, same.Last().Line, same.Last().Line + same.Last().Lines - 1),
                open.GetValueOrDefault(same.Key, []))));
    }
}
