namespace MathesarSetup.Catalogue;

/// <summary>Text that must not reach a log, a URL, an exception or a preview by accident: it prints as dots.</summary>
public readonly record struct SecretText(string? Value)
{
    /// <summary>What stands on the screen in a secret's place: always as long, whatever the secret.</summary>
    public const string Mask = "••••••••";

    /// <summary>The text itself, for the one place that needs it.</summary>
    public string Reveal() => Value ?? "";

    public bool IsEmpty => string.IsNullOrEmpty(Value);

    // Hides the value from debuggers, records and string interpolation alike.
    private string? Value { get; init; } = Value;

    public override string ToString() => IsEmpty ? "" : Mask;
}
