using System.Text;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.EnvFiles;

/// <summary>The <c>.env</c> file beside a Compose file, in the one form that docker compose (Go) and docker-compose 1.29 and
/// podman-compose (python-dotenv) read alike.</summary>
public sealed class DotEnv
{
    /// <summary>What the file is called.</summary>
    public const string FileName = ".env";

    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public DotEnv(string? header = null) => CommentLines.Write(header, "# ", _text);

    /// <summary>Whether every reader gives the value back unchanged: all but line breaks, NUL and broken surrogate pairs.</summary>
    public static bool CanCarry(string value) => SingleLine.Fits(value);

    /// <summary>Adds an empty line.</summary>
    public void Blank() => _text.Append('\n');

    public void Comment(string text) => CommentLines.Write(text, "# ", _text);

    /// <summary>Adds a variable, which stands once, below the comment that says what it is for.</summary>
    public void Add(string name, string value, string? comment = null)
    {
        EnvName.Require(name);
        SingleLine.Require(CanCarry(value), "a .env file");
        if (!_names.Add(name))
        {
            throw new ArgumentException($"The variable {name} stands in the file already.", nameof(name));
        }

        if (DotEnvQuoting.NeedsDollar(value) && _names.Add(DotEnvQuoting.Dollar))
        {
            Comment("Stands for the dollar sign in values below: no quoting of it suits every reader.");
            _text.Append(DotEnvQuoting.Dollar).Append("='$'\n");
        }

        CommentLines.Write(comment, "# ", _text);
        _text.Append(name).Append('=').Append(DotEnvQuoting.Quote(value)).Append('\n');
    }

    public string Write() => _text.ToString();
}
