namespace MathesarSetup.Mathesar;

/// <summary>One release of Mathesar, and what differs between releases.</summary>
public sealed record Release(Version Version)
{
    /// <summary>The text of an answer that nobody could give yet: it forbids writing until somebody names the release.</summary>
    public const string Unknown = "unknown";

    /// <summary>Whether this program was made with it in view; a newer one is taken for one like the newest that is known.</summary>
    public bool IsKnown => Releases.All.Contains(this);

    /// <summary>Whether the image has <c>bin/mathesar</c> and starts by a command; up to 0.2.5 it is an entry point, <c>run.sh</c>.</summary>
    public bool HasLauncher => Version >= new Version(0, 3, 0);

    /// <summary>Whether PostgreSQL may be reached over a Unix socket (mathesar-foundation/mathesar#4512).</summary>
    public bool TakesSocket => Version >= new Version(0, 3, 0);

    /// <summary>Whether <c>/healthz/ready/</c> answers, whatever the Host header says.</summary>
    public bool HasHealthRoute => Version >= new Version(0, 12, 0);

    /// <summary>Whether it needs the library cairo on the machine (mathesar-foundation/mathesar#4923).</summary>
    public bool NeedsCairo => Version >= new Version(0, 6, 0);

    /// <summary>Whether gunicorn's time limit of 30 s has to be raised from outside (mathesar-foundation/mathesar#4765).</summary>
    public bool NeedsLongerTimeout => Version < new Version(0, 12, 0);

    /// <summary>Whether it takes POSTGRES_SSLMODE, for connections that it makes by itself.</summary>
    public bool TakesSslMode => Version >= new Version(0, 8, 0);

    /// <summary>Whether it makes a key by itself where none is given; before 0.5.0 it took a published one.</summary>
    public bool MakesKey => Version >= new Version(0, 5, 0);

    /// <summary>Whether it is told its database by DJANGO_DATABASE_URL; later ones take POSTGRES_* alone.</summary>
    public bool ReadsDatabaseUrl => Version < new Version(0, 1, 4);

    /// <summary>The schema of <c>sso.yml</c>: 1 knows only OpenID Connect, 2 knows GitHub too.</summary>
    public int SsoSchema => Version >= new Version(0, 11, 0) ? 2 : 1;

    /// <summary>The oldest PostgreSQL major version that it works with.</summary>
    public int OldestPostgres => Version >= new Version(0, 8, 0) ? 14 : 13;

    /// <summary>The newest PostgreSQL major version that it works with.</summary>
    public int NewestPostgres => Version >= new Version(0, 7, 0) ? 18 : 17;

    public override string ToString() => Version.ToString(3);
}
