using MathesarSetup.Findings;

namespace MathesarSetup.Documents.Yamls;

/// <summary>The kinds of finding about the form of a YAML file.</summary>
public static class YamlFinding
{
    public static readonly FindingKind Alias = FindingKind.Error("file.alias",
        "Answers are written out: YAML's anchors (&name) and aliases (*name) are not read. A text that starts with & or * needs quotes.");

    public static readonly FindingKind NotYaml = FindingKind.Error("file.not-yaml",
        "The file cannot be read as YAML from here on. Look for a missing colon, blank or quotation mark on this line or the one before.");

    public static readonly FindingKind SeveralDocuments = FindingKind.Error("file.several-documents",
        "The file holds several YAML documents, and answers stand in one. Join them below the first, or take out the line ---.");

    public static readonly FindingKind Tab = FindingKind.Error("file.tab",
        "This line is indented with a tab, which YAML does not allow. Use blanks.");

    public static readonly FindingKind Tag = FindingKind.Error("file.tag",
        "YAML's tags (!name) are not read. A text that starts with ! needs quotes.");

    public static readonly FindingKind TooDeep = FindingKind.Error("file.too-deep",
        "Answers are not nested this deeply. Look at the indentation and the brackets, or take this out.");

    public static readonly FindingKind TooLarge = FindingKind.Error("file.too-large",
        "A file of answers is at most 1 MB. Name another.");

    public static readonly FindingKind WrongType = FindingKind.Error("file.wrong-type",
        "A group stands where one value belongs, or the other way round. The message says what belongs there.");
}
