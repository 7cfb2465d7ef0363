using MathesarSetup.Catalogue;
using MathesarSetup.Engine.Docker;
using MathesarSetup.Engine.Files;
using MathesarSetup.Targets;

namespace MathesarSetup.Engine.Apply;

/// <summary>From files to a healthy Mathesar, with a way back. Every method reports what happens as findings and results; none throws for what the world does.</summary>
public static class Applier
{
    /// <summary>Says what applying would do. Changes nothing.</summary>
    public static async Task<ApplyChanges> CompareAsync(ApplyRequest request, CancellationToken cancellation = default)
    {
        if (!EngineNames.IsCompose(request.Setup.Target) && !EngineNames.IsDocker(request.Setup.Target))
        {
            return Nothing(ApplyFindings.OtherTarget(request.Setup.Target));
        }

        try
        {
            using var engine = new EngineConnection(request.Engine.Endpoint);
            return await CompareAsync(request, engine, new Disk(request.Directory), cancellation);
        }
        catch (Exception problem) when (EngineFindings.IsEngineProblem(problem) && !cancellation.IsCancellationRequested)
        {
            return Nothing(ApplyFindings.From(problem, request.Engine.Endpoint));
        }
    }

    internal static async Task<ApplyChanges> CompareAsync(ApplyRequest request, EngineConnection engine, Disk disk, CancellationToken cancellation)
    {
        var wanted = Wanted.Of(request);
        var holdings = await EngineHoldings.ReadAsync(engine, wanted, cancellation);
        try
        {
            return Differences.Of(request, holdings, Comparer.Compare(disk, request.Files), Remembered.Of(request, wanted, holdings, disk));
        }
        catch (Exception problem) when (FileFindings.IsFileProblem(problem))
        {
            return Nothing(FileFindings.FromReading(problem, request.Directory));
        }
    }

    private static ApplyChanges Nothing(Finding finding) => new([], new Comparison([], [finding]), [finding]);
}
