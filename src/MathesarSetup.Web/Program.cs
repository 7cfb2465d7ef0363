using MathesarSetup.Web.Cli;

return Verbs.Run(args);

/// <summary>The entry point; its assembly is where the pages are looked for.</summary>
public partial class Program;
