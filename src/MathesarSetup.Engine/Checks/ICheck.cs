using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Findings;
using MathesarSetup.Setups;

namespace MathesarSetup.Engine.Checks;

/// <summary>Something that can be tried in the world, with the answers as they are, before anything is installed.</summary>
public interface ICheck
{
    /// <summary>Its stable name, such as <c>database</c>.</summary>
    string Id { get; }

    /// <summary>What it looks at, in a few words.</summary>
    string Title { get; }

    /// <summary>When it runs, as a sentence.</summary>
    string When { get; }

    /// <summary>What it sends, and where to; a secret that goes along is named.</summary>
    string Sends { get; }

    /// <summary>Whether it talks to anything but this machine.</summary>
    bool ReachesOut { get; }

    /// <summary>The setting below which the form shows how it stands; one that is asked, given the answers.</summary>
    Setting Anchor(Answers answers);

    /// <summary>The settings whose answers it uses: when one changes, the outcome is out of date.</summary>
    ImmutableArray<Setting> DependsOn { get; }

    /// <summary>How long it may take.</summary>
    TimeSpan Limit => TimeSpan.FromSeconds(5);

    /// <summary>What a server says that did not take a password or a key: another try by itself could lock it.</summary>
    ImmutableArray<FindingKind> Refusals => [];

    /// <summary>Whether there is anything to try, given the answers.</summary>
    bool AppliesTo(Setup setup);

    /// <summary>Tries it. The token ends it at its limit, or when nobody wants the outcome any more.</summary>
    Task<CheckOutcome> RunAsync(Setup setup, CancellationToken cancellation);
}
