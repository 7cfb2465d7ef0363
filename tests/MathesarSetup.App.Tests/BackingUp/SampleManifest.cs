using System.Collections.Immutable;
using MathesarSetup.Backups;
using MathesarSetup.Catalogue;

namespace MathesarSetup.App.Tests.BackingUp;

/// <summary>What a backup could say of itself, for archives that no server was asked for.</summary>
internal static class SampleManifest
{
    public static BackupManifest Of(ImmutableArray<BackupPart> parts) => new()
    {
        Id = "1",
        Name = "tables",
        Installation = "0a",
        Time = new DateTimeOffset(2026, 11, 28, 15, 45, 0, TimeSpan.Zero),
        Tool = "test",
        Release = "0.12.0",
        ServerVersion = 150_000,
        Target = "compose",
        Architecture = "x",
        DatabaseMode = DatabaseMode.Bundled,
        InternalDatabase = "mathesar_django",
        Role = "mathesar",
        HoldsSecrets = false,
        Parts = parts,
    };
}
