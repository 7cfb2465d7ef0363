using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MathesarSetup.Catalogue;

/// <summary>What a later change of an answer costs a running installation.</summary>
public enum ChangeCost
{
    /// <summary>Nothing has to be restarted.</summary>
    Live,

    /// <summary>Mathesar is restarted: a few seconds during which it does not answer.</summary>
    Restart,

    /// <summary>The answer is fixed once there is data; changing it later loses or strands some.</summary>
    BeforeInstall,
}

/// <summary>
/// One question. Everything that the program knows about it stands on this object: form, flag, environment, file, docs and output follow.
/// </summary>
public abstract class Setting
{
    /// <summary>
    /// The dotted key, such as <c>database.port</c>. A <c>*</c> stands for a name that the user chooses, as in <c>sso.providers.*.client-id</c>.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>The environment variable that Mathesar reads; null when only the installer cares.</summary>
    public string? Variable { get; init; }

    public required string Title { get; init; }

    /// <summary>One sentence of Markdown: the form's help line, the generated comment and the docs entry.</summary>
    public required string Help { get; init; }

    /// <summary>The longer text behind "Why?", Markdown; null when the help says it all.</summary>
    public string? Why { get; init; }

    /// <summary>Other words by which people look for it, in lower case.</summary>
    public ImmutableArray<string> Synonyms { get; init; } = [];

    public bool Secret { get; init; }

    /// <summary>Whether it is copied from somewhere else, so that blanks around it are left out, which is told.</summary>
    public bool Pasted { get; init; }

    /// <summary>The text that was probably meant by one that cannot be read; null where nothing can be said.</summary>
    public Func<string, string?>? Meant { get; init; }

    /// <summary>First Mathesar release that reads the setting; null for every release.</summary>
    public Version? Since { get; init; }

    /// <summary>First Mathesar release that no longer reads it; null while it is read.</summary>
    public Version? Until { get; init; }

    public ChangeCost Cost { get; init; } = ChangeCost.Restart;

    /// <summary>Whether it is rarely needed and stands behind "More".</summary>
    public bool Rare { get; init; }

    /// <summary>Whether the question makes sense, given the other answers. A hidden question keeps its text and has its default.</summary>
    public Func<Answers, bool> AskedWhen { get; init; } = static _ => true;

    /// <summary>
    /// The text to write down at first contact, so that another machine or a newer tool changes nothing by itself; null when the default may move.
    /// </summary>
    public Func<Machine, Answers, string?>? Settle { get; init; }

    /// <summary>
    /// For a setting that stands for others, such as a URL for its parts: the texts of those others, by key. Such a setting is never stored.
    /// </summary>
    public Func<object, IEnumerable<KeyValuePair<string, string>>>? Expand { get; init; }

    public abstract Editor Editor { get; }

    /// <summary>A valid text that is not the default: used in the docs and in the coverage tests.</summary>
    public abstract string ExampleText { get; }

    /// <summary>Whether the user chooses names below this setting, so that it can stand several times.</summary>
    public bool Repeated => Key.Contains('*', StringComparison.Ordinal);

    /// <summary>
    /// The key with its stars replaced by <paramref name="names"/> in order: <c>At("google")</c> gives <c>sso.providers.google.client-id</c>.
    /// </summary>
    public string At(params ReadOnlySpan<string> names) => KeyPattern.Fill(Key, names);

    internal abstract object DefaultValue(Answers answers, string key);

    internal abstract string Format(object value);

    internal abstract bool TryRead(string text, [NotNullWhen(true)] out object? value, [NotNullWhen(false)] out string? problem);

    public override string ToString() => Key;
}

/// <inheritdoc/>
public sealed class Setting<T> : Setting where T : notnull
{
    public required Codec<T> Codec { get; init; }

    /// <summary>The value used when nobody answers. It may follow from other answers.</summary>
    public required Func<Answers, T> Default { get; init; }

    /// <summary>For a repeated setting, the default of one concrete key; null to use <see cref="Default"/>.</summary>
    public Func<Answers, string, T>? DefaultAt { get; init; }

    public required T Example { get; init; }

    public override Editor Editor => Codec.Editor;

    public override string ExampleText => Codec.Format(Example);

    internal override object DefaultValue(Answers answers, string key) => DefaultAt is null ? Default(answers) : DefaultAt(answers, key);

    internal override string Format(object value) => Codec.Format((T)value);

    internal override bool TryRead(string text, [NotNullWhen(true)] out object? value, [NotNullWhen(false)] out string? problem)
    {
        var ok = Codec.TryParse(text, out var parsed, out problem);
        value = ok ? parsed : null;
        return ok;
    }
}
