using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MathesarSetup.Catalogue;

/// <summary>One of a few values. It loops by itself, because LINQ over pairs would be compiled anew for each kind of choice at every start.</summary>
internal sealed class ChoiceCodec<T> : Codec<T> where T : notnull
{
    private readonly T[] _values;
    private readonly ImmutableArray<Option> _options;

    public ChoiceCodec(T[] values, ImmutableArray<Option> options)
    {
        (_values, _options) = (values, options);
        Editor = new Editor.Choice(_options);
    }

    public ChoiceCodec((T Value, Option Option)[] choices)
    {
        var options = ImmutableArray.CreateBuilder<Option>(choices.Length);
        _values = new T[choices.Length];
        for (var i = 0; i < choices.Length; i++)
        {
            _values[i] = choices[i].Value;
            options.Add(choices[i].Option);
        }

        _options = options.MoveToImmutable();
        Editor = new Editor.Choice(_options);
    }

    public override Editor Editor { get; }

    public override string Format(T value)
    {
        var i = 0;
        while (!_values[i].Equals(value))
        {
            i++;
        }

        return _options[i].Text;
    }

    public override bool TryParse(string text, [NotNullWhen(true)] out T? value, [NotNullWhen(false)] out string? problem)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            if (_options[i].Text == text)
            {
                (value, problem) = (_values[i], null);
                return true;
            }
        }

        (value, problem) = (default, $"Say one of {string.Join(", ", _options.Select(o => o.Text))}.");
        return false;
    }
}
