using System.CommandLine;
using MathesarSetup.App.Opening;
using MathesarSetup.Drafts;

namespace MathesarSetup.Web.Cli;

/// <summary>The options by which every verb is told answers, a flag for each setting among them.</summary>
internal sealed class AnswerOptions
{
    private readonly Option<string?> _config = new("--config")
    {
        Description = "The file of answers. Default: mathesar.yaml in the install directory.",
        HelpName = "FILE",
    };
    private readonly Option<string?> _dir = InstallDirectoryOption.Create();
    private readonly SaidOptions _said;

    /// <summary>Only flags that stand in <paramref name="arguments"/> are made: all of them would cost more time than the work itself.</summary>
    public AnswerOptions(Command command, IReadOnlyList<string> arguments)
    {
        command.Add(_config.NotEmpty());
        command.Add(_dir);
        _said = new SaidOptions(command, arguments);
    }

    /// <summary>The directory that is meant, absolute.</summary>
    public string Directory(ParseResult parsed) => InstallPlace.Choose(parsed.GetValue(_dir));

    /// <summary>Whose answers are meant, in words.</summary>
    public string Source(ParseResult parsed)
    {
        var path = parsed.GetValue(_config) ?? Path.Join(Directory(parsed), AnswersFile.Name);
        return Path.Exists(path) ? $"The answers of {path}" : $"The defaults and what was said here (there is no {path})";
    }

    /// <param name="inputReader">What else reads standard input; null for nothing.</param>
    public DraftReading Read(ParseResult parsed, string? inputReader = null) => new DraftSources
    {
        Directory = Directory(parsed),
        Config = parsed.GetValue(_config),
        Variables = DraftSources.FromEnvironment(),
        Flags = _said.Read(parsed),
        Input = StandardStreams.Input,
        InputReader = inputReader,
    }.Read();
}
