using System.Collections.Immutable;
using MathesarSetup.Catalogue;
using MathesarSetup.Documents.EnvFiles;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Installations;
using MathesarSetup.Planning;
using MathesarSetup.Targets.Common;

namespace MathesarSetup.Targets.Toy;

/// <summary>A target that runs nothing: one env file, read by nobody. NewTargetTests builds Core with it.</summary>
public sealed class ToyTarget : ITarget
{
    private const string Variables = "toy.env";

    public TargetKind Kind => TargetKinds.Toy;

    public FileSet Render(Plan plan)
    {
        var file = new RawEnvFile("What the toy is told.");
        foreach (var entry in plan.Web.Environment)
        {
            file.Add(entry.Name, entry.Value, entry.Comment);
        }

        return new FileSet([new GeneratedFile(Variables, file.Write(), "The variables of the toy.") { Mode = GeneratedFile.Private }], []);
    }

    public Instructions Instructions(Plan plan) => new("toy start", "toy stop", "toy logs", "toy update", "toy save", "toy remove");

    public Recognition Knows(ImportRequest request) => Find(request) is null ? Recognition.None : Recognition.Own;

    public ImportReading Read(ImportRequest request)
    {
        var answers = new Answering(new ReadLines());
        VariablesReader.Read(RawVariables.Of(Find(request)!).ToImmutableDictionary(StringComparer.Ordinal), answers);
        return WrittenServices.Reading(this, answers, new WrittenParts([], [], static _ => []), request.Files, release: null);
    }

    private static FoundFile? Find(ImportRequest request) => request.Files.FirstOrDefault(static f => f.Path == Variables);
}
