using System.Collections.Immutable;

namespace MathesarSetup.Catalogue;

/// <summary>Valid, typed values. A setting that nobody answered has its default, which may follow from other answers.</summary>
public sealed class Answers
{
    public static readonly Answers None = new(ImmutableSortedDictionary.Create<string, object>(StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, object> _values;

    internal Answers(ImmutableSortedDictionary<string, object> values) => _values = values;

    /// <summary>The answer where one was given and the question applies, else the default. A repeated setting needs its names.</summary>
    public T Get<T>(Setting<T> setting, params ReadOnlySpan<string> names) where T : notnull
    {
        var key = setting.At(names);
        return (T)(_values.TryGetValue(key, out var value) && setting.AskedWhen(this) ? value : setting.DefaultValue(this, key));
    }

    /// <summary>The same answers but for one, whose text has to be readable.</summary>
    internal Answers With(Setting setting, string text) =>
        setting.TryRead(text, out var value, out _) ? new(_values.SetItem(setting.Key, value)) : this;

    /// <summary>The same answers but for one.</summary>
    internal Answers With<T>(Setting<T> setting, T value) where T : notnull => new(_values.SetItem(setting.Key, value));

    /// <summary>Every concrete key that was answered, in ordinal order.</summary>
    public IEnumerable<string> AnsweredKeys => _values.Keys;

    /// <summary>Whether the user gave an answer of their own, asked or not.</summary>
    public bool IsAnswered(Setting setting, params ReadOnlySpan<string> names) => _values.ContainsKey(setting.At(names));

    /// <summary>Whether an answer, asked or not, says anything but what would be without it.</summary>
    internal bool IsSaid(Setting setting) => _values.TryGetValue(setting.Key, out var value) && setting.Format(value) != DefaultText(setting);

    /// <summary>The text of the answer, or of the default: what a file or an environment variable carries.</summary>
    public string Text(Setting setting, params ReadOnlySpan<string> names)
    {
        var key = setting.At(names);
        return setting.Format(_values.TryGetValue(key, out var value) && setting.AskedWhen(this) ? value : setting.DefaultValue(this, key));
    }

    /// <summary>The text that the setting has when nobody answers it.</summary>
    public string DefaultText(Setting setting, params ReadOnlySpan<string> names) => setting.Format(setting.DefaultValue(this, setting.At(names)));

    /// <summary>The names chosen below a prefix, numbers in them by their size: <c>Names("sso.providers")</c> gives each provider once.</summary>
    public ImmutableArray<string> Names(string prefix)
    {
        var start = prefix + ".";
        return [.. _values.Keys.Where(k => k.StartsWith(start, StringComparison.Ordinal))
            .Select(k => k[start.Length..].Split('.')[0]).Distinct(StringComparer.Ordinal).Order(NameOrder.Natural)];
    }
}
