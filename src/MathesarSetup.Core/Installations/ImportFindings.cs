using MathesarSetup.Catalogue;
using MathesarSetup.Documents.Sources;
using MathesarSetup.Findings;
using MathesarSetup.Mathesar;

namespace MathesarSetup.Installations;

/// <summary>The findings about an installation that is imported: codes <c>import.*</c>.</summary>
internal static partial class ImportFindings
{
    private const string Ask = "Ask the running one with `bash bin/mathesar version`, in its container if it has one, and say it as "
        + "mathesar.version: until then nothing is generated or applied, because an older release cannot read what a newer one wrote.";
    public static Finding NotMathesar() =>
        ImportFinding.NotMathesar.Say(
            "Nothing in here runs Mathesar: no service has its image or its variables. Name the directory or the file of a Mathesar installation.");

    public static Finding Nothing(string place) =>
        ImportFinding.NothingFound.Say($"{place} holds no installation: neither mathesar.yaml nor a Compose file nor Mathesar's .env. "
            + "Name another directory, or one of the files.");

    public static Finding Release(ReleaseGuess? guess) => guess switch
    {
        null => ImportFinding.ReleaseUnknown.Say($"Nothing tells which release of Mathesar this is. {Ask}", RunSettings.Version.Key),
        { IsExact: true } => ImportFinding.Release.Say($"This is Mathesar {guess.Value}: {guess.Because}.", RunSettings.Version.Key),
        _ => ImportFinding.ReleaseUnsure.Say(
            $"The files look like Mathesar {guess.Value}: {guess.Because}. What runs may be newer than its files. {Ask}", RunSettings.Version.Key),
    };

    /// <summary>What is to be said about a release that somebody told.</summary>
    public static Finding Told(ReleaseGuess release) =>
        release.Value.StartsWith("0.1.", StringComparison.Ordinal) ? Reinstall(release.Value)
            : Releases.Find(release.Value) is null ? UnknownRelease(release.Value)
            : Release(release);

    public static Finding ReleaseContradicted(ReleaseGuess marks, ReleaseGuess said) =>
        ImportFinding.ReleaseContradicted.Say($"The files look like Mathesar {marks.Value}{(marks.IsExact ? "" : " or older")} ({marks.Because}), "
            + $"and {said.Because}: {said.Value}. {said.Value} is taken. Where that is wrong, set mathesar.version before anything is applied.",
            RunSettings.Version.Key);

    public static Finding WrittenAnew() =>
        ImportFinding.WrittenAnew.Say("These files are written anew from the answers, and what they say besides is not taken over. "
            + "Look at `mathesar-setup diff` before you write, and put what is yours back in.");

    public static Finding Reinstall(string release) => ImportFinding.Reinstall.Say(
        $"Mathesar {release} cannot be upgraded in place: from 0.1.x to 0.2.0 it had to be installed anew. "
            + "Back up, write down the connections with `SELECT db_name, host, port FROM mathesar_database`, install a new one beside it, and "
            + "connect the databases there. Their data stays; accounts and explorations do not.");

    public static Finding UnknownRelease(string release) => release == CodeVersion.Mistaken.ToString(3)
        ? ImportFinding.ReleaseNotOffered.Say($"Mathesar {release} calls itself 0.9.0 and is not installed by this program. "
            + $"{CodeVersion.MendedBy} mends it and reads the same data: say {CodeVersion.MendedBy} as its release.",
            RunSettings.Version.Key)
        : ImportFinding.ReleaseNotOffered.Say($"Mathesar {release} is not a release that can be installed. Choose the one that really runs: "
            + "ask it with `bash bin/mathesar version`.", RunSettings.Version.Key);

    public static Finding LegacyKey() => ImportFinding.LegacyKey.Say(
        "No SECRET_KEY was set, so this release used the one that stands in Mathesar's public files. "
            + "It is taken over, because stored passwords are encrypted with it.",
        SecretSettings.Key.Key);

    public static Finding KeyUnread(string place) => ImportFinding.KeyUnread.Say(
        $"No SECRET_KEY was set, so Mathesar made one and keeps it in {place}, which cannot be read here. Give it: "
            + "with another key every stored database password would be lost.", SecretSettings.Key.Key);

    /// <summary>An answer that exists and that nobody can read here.</summary>
    /// <param name="where">Where it is filled in, as a clause.</param>
    /// <param name="at">What stands in its place.</param>
    public static Finding ValueUnknown(string key, string where, Place? at)
    {
        var setting = Settings.Find(key)!;
        var isNeeded = HoldsAccess(key);
        return ImportFinding.ValueUnknown.Say(
            $"{setting.Title} cannot be read here: {where}. Give it"
                + (isNeeded ? ": nothing is made up in its place, because data or access would be lost with it." : ". Until then it stays open."),
            key)
            with
        { Severity = isNeeded ? Severity.Error : Severity.Warning, File = at?.File, Line = at?.Line };
    }

    /// <summary>What is said of a text that refers to variables which nothing here sets.</summary>
    public static string Unset(IReadOnlyList<string> names) => names is [var one]
        ? $"the variable {one} is set by the shell or the panel that starts it, and by no file here"
        : $"the variables {string.Join(", ", names)} are set by the shell or the panel that starts it, and by no file here";

    /// <summary>The same where a secret has them: behind a dollar sign that was meant as one, without braces, stands a part of it.</summary>
    /// <param name="written">The text that refers to them, as it was written.</param>
    public static string UnsetInSecret(IReadOnlyList<string> names, string written) =>
        names.All(n => written.Contains($"${{{n}", StringComparison.Ordinal)) ? Unset(names)
            : "a dollar sign in it starts the name of a variable that no file here sets, or is meant as one and has to be doubled";

    // With another one, what is there is not found or not opened.
    private static bool HoldsAccess(string key) =>
        key.StartsWith("kept.", StringComparison.Ordinal) ? key.EndsWith("-data", StringComparison.Ordinal)
            : new Setting[]
            {
                HostSettings.Directory,
                SecretSettings.Key,
                DatabaseSettings.Url,
                DatabaseSettings.Host,
                DatabaseSettings.Name,
                DatabaseSettings.User,
                DatabaseSettings.Password,
            }.Any(s => s.Key == key);

    public static Finding MediaInside(string container, string place) => ImportFinding.MediaInside.Say(
        "Up to 0.7.1 uploads were kept inside the container, because /code/media was mounted and /code/.media is used. "
            + $"Copy them out before the container is replaced: docker cp {container}:/code/.media/. {place}", KeptSettings.MediaData.Key);

    /// <param name="isThere">Whether the manifests are among the files.</param>
    public static Finding KubeUnit(string unit, string manifests, bool isThere) => ImportFinding.KubeUnit.Say(
        $"{unit} lets Podman run the manifests in {manifests}{(isThere ? "" : ", which is not here")}. "
            + (isThere ? "They are read as a cluster's, so look at what the unit adds to them." : "Import that file, or a directory that holds it."))
        with
    { Severity = isThere ? Severity.Warning : Severity.Error };

    /// <param name="what">What the files are, as the front of a sentence.</param>
    /// <param name="command">What writes down what runs.</param>
    public static Finding RunByAnother(string what, string command) => ImportFinding.RunByAnother.Say(
        $"{what}, and what it makes cannot be read here. Write that down with `{command}` and import the file.");

    public static Finding VariablesAlone() => ImportFinding.VariablesAlone.Say("Only the names of variables say that this is Mathesar, and other "
        + "programs have the same. Make sure that it is before you write: name its unit or its directory too.");

    public static Finding Reconnect(string databases) => ImportFinding.Reconnect.Say(
        $"MATHESAR_DATABASES named databases to work on: {string.Join(", ", Names(databases))}. Releases from 0.3.0 on keep their connections "
            + "themselves; connect those that are missing in Mathesar.");

    public static Finding PostgresUnsure(string image, string container) => ImportFinding.PostgresUnsure.Say(
        $"{image} does not tell which PostgreSQL made the data, and another one cannot read it. Ask the running one with `postgres --version` in "
            + $"{container}, and choose that version before anything is started.", DatabaseSettings.Version.Key);

    public static Finding Static() =>
        ImportFinding.Static.Say("The directory of static files is no longer mounted: Mathesar fills it at each start, and nothing in it is yours.");

    public static Finding Kept(int lines) =>
        ImportFinding.Kept.Say($"{Count(lines)} not understood {(lines == 1 ? "goes" : "go")} on in compose.override.yaml, which Compose reads "
            + "beside compose.yaml, and in .env.");

    public static Finding Lost(int lines) =>
        ImportFinding.Unread.Say($"{(lines == 1 ? "1 line was" : $"{lines} lines were")} not understood and {(lines == 1 ? "has" : "have")} no "
            + "effect in what is generated; see the list. The old files are kept in the history.");

    public static Finding RunUnknown(string word) => ImportFinding.RunUnknown.Say(
        $"What this line starts stands in {word}, which the shell fills in, so nobody knows here whether it is Mathesar. Write the line out whole, "
            + "or import the container itself with --container.");

    public static Finding UnknownFlag(string name, bool hasValue) => ImportFinding.FlagUnknown.Say(
        $"{(name.Length == 1 ? "-" : "--")}{name} is no flag of docker run or podman run that is known here. "
            + (hasValue ? "The word behind it was taken for its value." : "It was taken to stand alone."));

    public static Finding ImageLatest(string image) =>
        ImportFinding.Image.Say($"The image {image} is replaced by one with the exact release in its tag, so that nothing changes by itself.",
            RunSettings.Image.Key);

    private static string Count(int lines) => lines == 1 ? "1 line that was" : $"{lines} lines that were";

    // (name|url),(name|url): the URLs hold passwords.
    private static IEnumerable<string> Names(string databases) =>
        databases.Split("),").Select(static d => d.Trim('(', ')', ' ').Split('|')[0].Trim()).Where(static n => n.Length > 0);
}
