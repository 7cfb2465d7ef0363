using System.Collections.Immutable;
using MathesarSetup.App.Opening;
using MathesarSetup.Drafts;
using MathesarSetup.Engine.Files;
using MathesarSetup.Engine.Processes;
using MathesarSetup.Findings;
using MathesarSetup.Installations;
using MathesarSetup.Setups;

namespace MathesarSetup.App.Importing;

/// <summary>An installation that was read, to be taken over or not.</summary>
/// <param name="Root">The directory in which its files lie, as this process sees it; null for a text, an archive, or containers without
/// files.</param>
/// <param name="IsOwn">Whether it was generated, so that it is opened and not taken over.</param>
public sealed record ImportedInstallation(ImportReading Reading, string? Root, bool IsOwn = false)
{
    /// <summary>The same with what was said beside the installation, which counts before what was found in it.</summary>
    /// <param name="release">The release that runs; null when nobody said it.</param>
    /// <param name="keyFile">A file with its secret key, or - for <paramref name="input"/>; null when nobody named one.</param>
    public ImportedInstallation With(string? release, string? keyFile, TextReader input)
    {
        var reading = release is null ? Reading : Reading.With(new ReleaseGuess(release, "it was said", IsExact: true));
        if (keyFile is null)
        {
            return this with { Reading = reading };
        }

        var (text, problem) = SourceFile.ReadSecret(keyFile, input);
        return this with { Reading = problem is not null ? reading with { Findings = [.. reading.Findings, problem] } : reading.WithKey(text!) };
    }

    /// <summary>Writes its answers into a directory, and remembers that directory; gives the reading with what is to be said about it.</summary>
    public ImportReading WriteTo(string directory)
    {
        var reading = Reading.IsForbidden ? Reading : Reading with { Findings = [.. Reading.Findings, .. Write(directory)] };
        if (!reading.IsForbidden)
        {
            new KnownDirectories().Remember(directory);
        }

        return reading;
    }

    private ImmutableArray<Finding> Write(string directory)
    {
        var isHere = Root == Path.TrimEndingDirectorySeparator(directory);
        if (isHere ? File.Exists(Path.Join(directory, AnswersFile.Name)) : InstallPlace.HoldsInstallation(directory))
        {
            return isHere
                ? []
                : [RequestFinding.InstalledAlready.Say(
                    $"{directory} holds answers already. Change those, or import into another directory with --dir.")];
        }

        var setup = Setup.Of(Reading.Draft.Settle(ThisMachine.Read()));
        var answers = setup.Files.Where(static f => f.Path is AnswersFile.Name or AnswersFile.SecretsName).ToImmutableArray();
        var adopted = Adoption.Of(Reading, isHere);
        return InstallDirectory.Open(directory).Adopt(adopted.Replaced, adopted.Override, answers);
    }
}
