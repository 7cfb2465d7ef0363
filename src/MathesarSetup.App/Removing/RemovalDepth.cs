namespace MathesarSetup.App.Removing;

/// <summary>How much of an installation goes; each holds the one before.</summary>
public enum RemovalDepth
{
    /// <summary>What runs. Data, files and secrets stay, so that installing from the same directory brings it back.</summary>
    Running,

    /// <summary>The data too, for good.</summary>
    Data,

    /// <summary>The files that were generated and not edited too, with secrets and history.</summary>
    Everything,
}
