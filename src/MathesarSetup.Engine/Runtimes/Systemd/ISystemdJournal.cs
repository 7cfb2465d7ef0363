namespace MathesarSetup.Engine.Runtimes.Systemd;

/// <summary>What every run that changes services of systemd writes down before.</summary>
internal interface ISystemdJournal
{
    /// <summary>Whether it is an ordinary user's systemd.</summary>
    bool IsUsers { get; }

    /// <summary>In the order in which they start.</summary>
    IReadOnlyList<FormerService> Services { get; }

    /// <summary>Whether the secrets were written for good, so that they stay when all else is taken back.</summary>
    bool KeepsSecrets { get; }

    /// <summary>Whether the run has other secrets than the former ones, and may make something that keeps them.</summary>
    bool TriesSecrets { get; }

    /// <summary>Whether the run had succeeded, so that only what it left is to be swept.</summary>
    bool IsAccepted { get; }
}
