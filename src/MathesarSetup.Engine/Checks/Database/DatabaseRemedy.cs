using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>Which findings <see cref="DatabasePreparer"/> can settle.</summary>
public static class DatabaseRemedy
{
    public static readonly ImmutableHashSet<FindingKind> Kinds =
        [ServerFinding.Missing, ServerFinding.WrongLogin, ServerFinding.UnknownRole, ServerFinding.MayNotCreate, ServerFinding.PerUserLacks];
}
