using System.Text;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.Shell;

/// <summary>A POSIX sh script that stops at the first failing command and at the first unset variable.</summary>
public sealed class ShellScript : ShellBlock
{
    private readonly StringBuilder _output;

    /// <param name="header">The comment at the top: what the script does and how it is called.</param>
    public ShellScript(string? header = null)
        : this(new StringBuilder("#!/bin/sh\n"), header)
    {
    }

    private ShellScript(StringBuilder output, string? header)
        : base(output, indent: "")
    {
        _output = output;
        CommentLines.Write(header, "# ", output);
        output.Append("set -eu\n");
    }

    public string Write() => _output.ToString();
}
