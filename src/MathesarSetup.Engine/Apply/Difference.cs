namespace MathesarSetup.Engine.Apply;

/// <summary>One thing in which a container differs from what is wanted.</summary>
/// <param name="Words">What it is, in words without values.</param>
/// <param name="Cost">What it costs to make it right.</param>
internal sealed record Difference(string Words, ApplyCost Cost)
{
    private const string SecretKey = "SECRET_KEY";

    /// <summary>A file that a container mounts is another one.</summary>
    public static readonly Difference File = Of("a file that it mounts");

    /// <summary>Something that a container made anew brings about.</summary>
    public static Difference Of(string words) => new(words, ApplyCost.Downtime);

    /// <summary>A variable has another value. With another secret key, what was encrypted with the former one has to be entered again.</summary>
    public static Difference OfVariable(string name) => new(name, name == SecretKey ? ApplyCost.Data : ApplyCost.Downtime);
}
