using CsCheck;

namespace MathesarSetup.Merging;

/// <summary>A secret that stands only in a log is hidden by its name or its shape, and what is none can be read.</summary>
public sealed class SecretShapesTests
{
    private static readonly string[] s_shapes =
    [
        "STATEMENT:  ALTER ROLE nope PASSWORD '{0}';", "create user x with encrypted password '{0}' login", "ALTER ROLE x PASSWORD $${0}$$;",
        "ALTER ROLE x PASSWORD $pw${0}$pw$;", "ALTER ROLE x PASSWORD E'{0}'", "ALTER ROLE x PASSWORD 'a\n{0}';", "ALTER ROLE x PASSWORD '{0}",
        "SELECT dblink_connect('host=h password={0} user=u')", "CREATE USER MAPPING FOR x SERVER s OPTIONS (user 'u', password '{0}')",
        "CREATE SUBSCRIPTION s CONNECTION 'host=h password={0}' PUBLICATION p", "COPY t FROM PROGRAM 'curl -u bob:{0} https://h/'",
        "dblink_connect('host=h password=''{0} {0}'' user=u')", "postgresql://u:p%40{0}@h/db", "https://u:{0}@p@h/", "password=\"two {0}\"",
        "{{\"password\": \"{0}\", \"a\": 1}}", "{{\\\"password\\\": \\\"{0}\\\"}}", "{{'api_key': '{0}'}}", "Cookie: sessionid={0}; csrftoken={0}",
        "GET /x?token={0}&page=2 HTTP/1.1", "client_secret={0}", "X-Api-Key: {0}", "Authorization: Bearer {0}", "AWS_SECRET_ACCESS_KEY={0}",
        "token eyJhbGciOiJIUzI1NiJ9.{0}{0}.{0}", "using ghp_{0}", "mysql --password={0} db", "mysql --password {0} db", "PGPASSWORD={0} psql",
        "-----BEGIN RSA PRIVATE KEY-----\n{0}\n{0}\n-----END RSA PRIVATE KEY-----",
    ];

    [Fact]
    public void A_secret_is_hidden_in_each_shape_and_lines_stay_lines()
    {
        Gen.Select(Gen.Int[0, s_shapes.Length - 1].Select(static i => s_shapes[i]), Gen.Char["abcdefghjkmnpQRSTUVWXYZ23456789"].Array[8, 30],
            Gen.Char["abcXYZ 019:,-"].Array[0, 12])
            .Sample((shape, secret, around) =>
            {
                var hidden = new string(secret);
                var text = $"{new string(around)} {string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, hidden)}";
                var shown = SecretShapes.Hide(text);
                Assert.DoesNotContain(hidden, shown, StringComparison.Ordinal);
                Assert.Equal(text.Split('\n').Length, shown.Split('\n').Length);
            });
    }

    [Theory]
    [InlineData("FATAL:  password authentication failed for user \"mathesar\"")]
    [InlineData("LOG:  listening on IPv4 address \"0.0.0.0\", port 5432")]
    [InlineData("10.0.0.1 - - \"GET /api/rpc/v0/?page=2 HTTP/1.1\" 200 12")]
    [InlineData("http://localhost:8000/?mail=a@b.example is up")]
    [InlineData("docker run -u 1000:1000 mathesar")]
    [InlineData("password_encryption = scram-sha-256")]
    [InlineData("sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")]
    [InlineData("ALTER ROLE x PASSWORD NULL")]
    [InlineData("The password is not set")]
    [InlineData("could not translate host name \"db\" to address: Name or service not known")]
    [InlineData("Basic authentication is required")]
    [InlineData("ModuleNotFoundError: No module named 'tokenize'")]
    public void What_is_no_secret_stays_readable(string line) => Assert.Equal(line, SecretShapes.Hide(line));
}
