using System.Text;
using MathesarSetup.Documents.PlainText;

namespace MathesarSetup.Documents.Postgres;

/// <summary>Statements for psql, each below a comment that says why.</summary>
public sealed class SqlScript
{
    private readonly StringBuilder _text = new();

    /// <param name="header">What the script does and how it is run.</param>
    public SqlScript(string header) => CommentLines.Write(header, "-- ", _text);

    /// <summary>One statement without its semicolon.</summary>
    public void Add(SqlStatement statement)
    {
        _text.Append('\n');
        CommentLines.Write(statement.Why, "-- ", _text);
        _text.Append(statement.Text).Append(";\n");
    }

    /// <summary>One statement that is run only where a query finds nothing, by psql's <c>\gexec</c>.</summary>
    public void AddUnlessThere(SqlStatement statement, string query)
    {
        _text.Append('\n');
        CommentLines.Write(statement.Why, "-- ", _text);
        _text.Append("SELECT ").Append(Sql.Literal(statement.Text)).Append(" WHERE NOT EXISTS (").Append(query).Append(") \\gexec\n");
    }

    public string Write() => _text.ToString();
}

/// <summary>A statement, its names and texts quoted already.</summary>
/// <param name="Text">The statement without its semicolon.</param>
/// <param name="Why">One sentence for the comment above it.</param>
public sealed record SqlStatement(string Text, string Why);
