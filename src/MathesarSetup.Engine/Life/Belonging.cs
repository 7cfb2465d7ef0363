namespace MathesarSetup.Engine.Life;

/// <summary>What kind of thing a <see cref="Belonging"/> is.</summary>
public enum BelongingKind
{
    Container,
    Network,

    /// <summary>It holds data.</summary>
    Volume,
}

/// <summary>Something outside the install directory that is there for one installation alone.</summary>
/// <param name="Name">As the place in which it is calls it.</param>
public sealed record Belonging(BelongingKind Kind, string Name)
{
    public bool IsData => Kind is BelongingKind.Volume;
}
