using System.Collections.Immutable;

namespace MathesarSetup.Engine.Checks.Database;

/// <summary>Which findings <see cref="DatabasePreparer"/> can settle.</summary>
public static class DatabaseRemedy
{
    /// <summary>The codes of those findings.</summary>
    public static readonly ImmutableHashSet<string> Codes = [LoginFindings.MissingCode, LoginFindings.WrongLoginCode, LoginFindings.UnknownRoleCode, ServerFindings.MayNotCreateCode, ServerFindings.PerUserCode];
}
