using System.Collections.Immutable;
using MathesarSetup.Engine.Apply;
using MathesarSetup.Findings;

namespace MathesarSetup.App.RotatingKey;

/// <summary>What several runs over what is stored did together.</summary>
internal sealed class RenewedKeys
{
    private RenewedKey _last = new(0, 0, 0, []);

    public int Passwords { get; private set; }

    public int Cells { get; private set; }

    /// <summary>What the last one left.</summary>
    public ImmutableArray<Finding> Findings =>
    [
        .. _last.Unreadable == 0 ? ImmutableArray<Finding>.Empty : [KeyFinding.Unreadable.Say($"Mathesar stores {_last.Unreadable} passwords that "
            + "its key does not open, so they failed before too. They were left as they are: enter them again in Mathesar, or remove those roles.")],
        .. _last.Left.IsEmpty ? ImmutableArray<Finding>.Empty : [KeyFinding.CellsLeft.Say("Files in these columns (database, number of the table "
            + $"and of the column) do not open any more, because no stored role may change the cells: {string.Join(", ", _last.Left)}. As a "
            + "superuser of Mathesar, call columns.reset_mash for each.")],
    ];

    public void Add(RenewedKey renewed)
    {
        (Passwords, Cells, _last) = (Passwords + renewed.Passwords, Cells + renewed.Cells, renewed);
    }
}
