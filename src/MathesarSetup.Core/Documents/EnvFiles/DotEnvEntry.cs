namespace MathesarSetup.Documents.EnvFiles;

/// <summary>One variable of a <c>.env</c> file.</summary>
/// <param name="Raw">What stands behind the equals sign, with quotes and references.</param>
/// <param name="Quote">The quotation mark around it; null for none.</param>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Lines">How many lines it takes.</param>
/// <param name="Remark">The comment behind it.</param>
internal sealed record DotEnvEntry(string Name, string Raw, char? Quote, int Line, int Lines, string Remark);
