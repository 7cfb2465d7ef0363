using System.Text.RegularExpressions;
using MathesarSetup.Catalogue;

namespace MathesarSetup.Installations;

/// <summary>Reads the PostgreSQL that runs beside Mathesar: its image, its version, and what it was told at its first start.</summary>
internal static partial class BundledReader
{
    public static void Read(FoundService database, FoundService web, Answering answers, PlacesReader places)
    {
        answers.Mark(database.Image);
        // Whose image it is stays as it is, whether its version can be told or not.
        var major = MajorOf(database.ImageTag) is { } told && answers.Say(DatabaseSettings.Version.Key, told) ? told : null;
        if (database.Image is { } image && !database.IsBuilt && (major is null || image.Value != $"docker.io/library/postgres:{major}-bookworm"))
        {
            answers.Say(DatabaseSettings.Image, image);
        }

        if (major is null)
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
                || (answers.IsUnknown(setting) && Unknowns.IsFilledInElsewhere(text.Value))
                || (text.Value.Length > 0 && !answers.Draft.Texts.ContainsKey(setting.Key) && answers.Say(setting, text))))
            {
                answers.Mark(text);
            }
        }

        // The official file hands all of Mathesar's variables to PostgreSQL, which reads three of them. What Mathesar does not know goes on.
        foreach (var (name, text) in database.Variables.Where(v =>
            (!v.Key.StartsWith("POSTGRES_", StringComparison.Ordinal) && web.Variables.GetValueOrDefault(v.Key) is { } same
                && same.Value == v.Value.Value && answers.Lines.IsRead(same.At))
                || v.Key is "POSTGRES_HOST" or "POSTGRES_PORT" or "POSTGRES_SSLMODE"
                || (v.Key == "POSTGRES_INITDB_ARGS" && v.Value.Value == "--data-checksums")))
        {
            answers.Mark(name.StartsWith("PG", StringComparison.Ordinal) && name != "PGSSLMODE" ? null : text);
        }

        // The image reads one of the two forms, and what is generated has the other.
        foreach (var (name, setting) in new (string, Setting)[]
        {
            ("POSTGRES_DB_FILE", DatabaseSettings.Name), ("POSTGRES_USER_FILE", DatabaseSettings.User),
            ("POSTGRES_PASSWORD_FILE", DatabaseSettings.Password),
        })
        {
            answers.Mark(answers.Draft.Texts.ContainsKey(setting.Key) || answers.IsUnknown(setting)
                ? database.Variables.GetValueOrDefault(name)
                : null);
        }

        if (!answers.Draft.Texts.ContainsKey(DatabaseSettings.Password.Key) && database.UnreadFiles is [] && web.UnreadFiles is []
            && database.Variable("POSTGRES_HOST_AUTH_METHOD") != "trust")
        {
            answers.Unknown(DatabaseSettings.Password.Key, "no file here says it, and PostgreSQL has one");
        }

        places.Database(database);
    }

    private static string? MajorOf(string tag) => Major().Match(tag) is { Success: true } match ? match.Groups[1].Value : null;

    // 17, 17.2-alpine, v16, 16-3.4, pg16, latest-pg16; a time stamp is none.
    [GeneratedRegex("(?:^v?|pg)([0-9]{1,2})(?![0-9])")]
    private static partial Regex Major();
}
