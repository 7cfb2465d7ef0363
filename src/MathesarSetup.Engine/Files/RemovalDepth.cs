namespace MathesarSetup.Engine.Files;

/// <summary>How much of an installation goes; each holds the one before.</summary>
public enum RemovalDepth
{
    /// <summary>What runs. Data, secrets and files stay, so that installing from the same directory brings it back.</summary>
    Running,

    /// <summary>The data too, for good.</summary>
    Data,

    /// <summary>The files that were generated and not edited too, and once no data is left the secrets and the history.</summary>
    Everything,
}
