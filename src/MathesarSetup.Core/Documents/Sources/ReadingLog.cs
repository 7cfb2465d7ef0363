using System.Collections.Immutable;
using MathesarSetup.Findings;

namespace MathesarSetup.Documents.Sources;

/// <summary>What is wrong with one file, in the order in which it was met.</summary>
internal sealed class ReadingLog(string file)
{
    // Who gets more than this has opened the wrong file.
    private const int Most = 50;

    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    public ImmutableArray<Finding> Findings => _findings.ToImmutable();

    /// <exception cref="Full">There are as many as a person wants to read.</exception>
    public void Add(Finding finding, int? line)
    {
        _findings.Add(finding with { File = file, Line = line ?? finding.Line });
        if (_findings.Count >= Most)
        {
            throw new Full();
        }
    }

    /// <summary>Ends the reading early: what was found is told.</summary>
    public sealed class Full : Exception;
}
