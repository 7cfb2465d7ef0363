using MathesarSetup.Findings;

namespace MathesarSetup.Drafts;

/// <summary>The kinds of finding about texts of answers and the files that hold them.</summary>
public static class DraftFinding
{
    public static readonly FindingKind BlanksLeftOut = FindingKind.Note("answers.blanks-left-out",
        "There were blanks around an answer that was copied from elsewhere. They are left out.");

    public static readonly FindingKind UrlContradiction = FindingKind.Error("database.url-contradiction",
        "The connection URL and one of its parts say different things. Take one of them out.");

    public static readonly FindingKind DuplicateKey = FindingKind.Error("file.duplicate-key",
        "A key stands twice in one file. Keep one of them.");

    public static readonly FindingKind NotAnswers = FindingKind.Error("file.not-answers",
        "This file does not hold answers: it starts with a list or a text instead of a key such as database:. Name a mathesar.yaml.");

    public static readonly FindingKind NotFound = FindingKind.Error("file.not-found",
        "There is no such file. Check the name.");

    public static readonly FindingKind NotReadable = FindingKind.Error("file.not-readable",
        "This file cannot be read. Give this user the right to read it, or name another.");

    public static readonly FindingKind NotUtf8 = FindingKind.Error("file.not-utf8",
        "This file is not text in UTF-8. Save it in that encoding.");

    public static readonly FindingKind SchemaMissing = FindingKind.Warning("file.schema-missing",
        "The file does not say in which form it is written. Put schema: 1 on its first line.");

    public static readonly FindingKind SchemaNewer = FindingKind.Error("file.schema-newer",
        "A newer Mathesar Setup wrote the file. Use that one.");

    public static readonly FindingKind SchemaUnknown = FindingKind.Error("file.schema-unknown",
        "The file names a form that does not exist. Write schema: 1.");

    public static readonly FindingKind SecretInOpen = FindingKind.Warning("file.secret-in-open",
        "A secret stands in a file that others may read. Move it to mathesar.secrets.yaml; generate does so.");
}
