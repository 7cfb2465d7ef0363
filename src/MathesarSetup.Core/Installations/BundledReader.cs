using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Installations;

/// <summary>Reads the PostgreSQL that runs beside Mathesar: its image, its version, and what it was told at its first start.</summary>
internal static partial class BundledReader
{
    public static void Read(FoundService database, FoundService web, Answering answers, PlacesReader places)
    {
        answers.Mark(database.Image);
        var match = Major().Match(database.ImageTag);
        if (match.Success && answers.Say(DatabaseSettings.Version.Key, match.Groups[1].Value)
            && database.Image!.Value != $"docker.io/library/postgres:{match.Groups[1].Value}-bookworm")
        {
            answers.Say(DatabaseSettings.Image, database.Image);
        }
        else if (!match.Success)
        {
            answers.Findings.Add(ImportFindings.PostgresUnsure(database.Image?.Value ?? "its image", database.Container?.Value ?? database.Name));
        }

        foreach (var (name, setting) in new (string, Setting)[]
        {
            ("POSTGRES_DB", DatabaseSettings.Name),
            ("POSTGRES_USER", DatabaseSettings.User),
            ("POSTGRES_PASSWORD", DatabaseSettings.Password),
        })
        {
            if (database.Variables.GetValueOrDefault(name) is { } text && (text.Value == answers.Draft.Texts.GetValueOrDefault(setting.Key)
                || (text.Value.Length > 0 && !answers.Draft.Texts.ContainsKey(setting.Key) && answers.Say(setting, text))))
            {
                answers.Mark(text);
            }
        }

        // The official file hands all of Mathesar's variables to PostgreSQL, which reads three of them. What Mathesar does not know goes on.
        foreach (var (name, text) in database.Variables.Where(v =>
            (!v.Key.StartsWith("POSTGRES_", StringComparison.Ordinal) && answers.Knows(web, v.Key))
                || v.Key is "POSTGRES_HOST" or "POSTGRES_PORT" or "POSTGRES_SSLMODE"
                || (v.Key == "POSTGRES_INITDB_ARGS" && v.Value.Value == "--data-checksums")))
        {
            answers.Mark(name.StartsWith("PG", StringComparison.Ordinal) && name != "PGSSLMODE" ? null : text);
        }

        places.Database(database);
    }

    [GeneratedRegex("^([0-9]+)(?:[.-]|$)")]
    private static partial Regex Major();
}
