using System.Collections.Immutable;
using MathesarSetup.Engine.Files;
using MathesarSetup.Findings;

namespace MathesarSetup.Web.Session;

/// <summary>The files held against the directory.</summary>
/// <param name="Open">As nobody decided yet.</param>
/// <param name="Decided">What was decided about files that somebody edited or brought.</param>
/// <param name="Comparison">What writing would do by these decisions.</param>
/// <param name="Findings">What is to be said about it.</param>
public sealed record DirectoryLook(Comparison Open, Decisions Decided, Comparison Comparison, ImmutableArray<Finding> Findings);
