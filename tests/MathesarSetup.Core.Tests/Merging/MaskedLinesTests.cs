using CsCheck;

namespace MathesarSetup.Merging;

/// <summary>Of a file that somebody wrote the screen shows keys, and no value.</summary>
public sealed class MaskedLinesTests
{
    private const string Dots = "••••••••";

    private static readonly string[] s_names = ["SMTP_PASSWORD", "LDAP_BIND_PW", "API_TOKEN", "K"];

    private static readonly Gen<string> s_secret = Gen.Select(Gen.Char["abcdefghjkmnpqrstuvwxyz"].Array[4, 8], Gen.Int[0, 99999], Gen.Const("heron"),
        static (letters, number, mark) => $"{mark}{new string(letters)}{number}");

    private static readonly Gen<string> s_name = Gen.Int[0, 3].Select(static i => s_names[i]);

    // A passage of YAML below `x:` that holds a secret in one of the ways in which people write them.
    private static readonly Gen<string> s_yaml = Gen.Select(s_name, s_secret, Gen.Int[0, 22], static (name, secret, way) => way switch
    {
        0 => $"  {name}: {secret}",
        1 => $"  {name}: \"{secret}\" # {secret}",
        2 => $"  {name}: >-\n    {secret}",
        3 => $"  {name}: |\n    {name}={secret}\n    {secret}: {secret}\n    # {secret}\n    {secret}=",
        4 => $"  {name}:\n    {secret}",
        5 => $"  {name}: '{secret}\n    {secret}'",
        6 => $"  {name}: rest:https://u:{secret}@b.example.org/",
        7 => $"  environment:\n    - {name}={secret}\n    - \"{name}={secret}\"",
        8 => $"  command: [\"--api-token\", \"{secret}\"]",
        9 => $"  command:\n    - --api-token\n    - {secret}\n    - --key={secret}",
        10 => $"  labels:\n    traefik.http.middlewares.a.basicauth.users: \"admin:$$apr1$${secret}\"",
        11 => $"  labels:\n    - traefik.http.middlewares.a.basicauth.users=admin:{secret}",
        12 => $"  # {name}: {secret}\n  # {secret} was the old one",
        13 => $"  {name}: {{a: {secret}, b: [{secret}]}}",
        14 => $"  {name}: {{\n    a: {secret},\n    b: {secret} }}",
        15 => $"  {name}: &{secret} {secret}",
        16 => $"  ? {name}\n  : {secret}",
        17 => $"  - {secret}\n  - a: {secret}\n    b: {secret}",
        18 => $"  {name}: !x {secret}",
        19 => $"  {name}: |\n    -----BEGIN KEY-----\n    {secret}==\n    {secret}=\n    -----END KEY-----",
        20 => $"  \"https://u:{secret}@h\": x",
        21 => $"  {name}: \"a\n\n    {name}: {secret}\"",
        _ => $"  {secret}",
    });

    private static readonly Gen<string> s_env = Gen.Select(s_name, s_secret, Gen.Int[0, 7], static (name, secret, way) => way switch
    {
        0 => $"{name}={secret}",
        1 => $"export {name}=\"{secret}\" # {secret}",
        2 => $"# {name}={secret}\n# {secret}",
        3 => $"{name}='{secret}\n{name}={secret}\n{secret}'",
        4 => $"{secret}",
        5 => $"{secret}==",
        6 => $"{name}: {secret}",
        _ => $"{name}=postgres://u:{secret}@h/d",
    });

    private static readonly Gen<string> s_unit = Gen.Select(s_name, s_secret, Gen.Int[0, 4], static (name, secret, way) => way switch
    {
        0 => $"[Service]\nEnvironment=\"{name}={secret}\"",
        1 => $"ExecStart=/bin/x --token {secret} \\\n  Environment={secret} \\\n  {secret}=x",
        2 => $"; {secret}",
        3 => $"[{secret}]",
        _ => $"{secret}",
    });

    [Fact]
    public void No_secret_of_a_yaml_file_is_shown() =>
        Shows("compose.yaml", s_yaml.Array[1, 6].Select(static parts => "x:\n" + string.Join("\ny:\n", parts)));

    [Fact]
    public void No_secret_of_a_yaml_file_with_mistakes_is_shown() =>
        Shows("compose.yml", s_yaml.Array[1, 6].Select(static parts => string.Join("\n}\n  ", parts)));

    [Fact]
    public void No_secret_of_an_env_file_is_shown() =>
        Shows("mine.env", s_env.Array[1, 6].Select(static parts => string.Join('\n', parts)));

    [Fact]
    public void No_secret_of_a_unit_is_shown() =>
        Shows("quadlet/mine.container", s_unit.Array[1, 6].Select(static parts => string.Join('\n', parts)));

    [Theory]
    [InlineData("run.sh")]
    [InlineData("proxy/Caddyfile")]
    [InlineData("mathesar.conf")]
    [InlineData("role.sql")]
    [InlineData("start.json")]
    public void Of_any_other_file_nothing_is_shown(string path) =>
        Shows(path, Gen.OneOf(s_env, s_yaml, s_unit).Array[1, 6].Select(static parts => string.Join('\n', parts)));

    [Theory]
    [InlineData("compose.yaml", "services:\n  x:\n    environment:\n      SMTP_PASSWORD: heron\n",
        "services:|  x:|    environment:|      SMTP_PASSWORD: *|")]
    [InlineData("compose.yaml", "a:\n  - NAME=heron\n  - b: heron\n    c:\n", "a:|  - NAME=*|  - b: *|    c:|")]
    [InlineData("secret.yaml", "a: heron\n---\n# heron\nb: heron\n", "a: *|---|# *|b: *|")]
    [InlineData(".env", "A=heron\n# heron\n\nB='heron\nC=heron'\nD=heron", "A=*|# *||B=*|*|D=*")]
    [InlineData("x.service", "[Unit]\nAfter=heron", "[Unit]|After=*")]
    public void Keys_stay(string path, string text, string expected) =>
        Assert.Equal(expected.Replace("*", Dots, StringComparison.Ordinal), string.Join('|', MaskedLines.Of(path, text)));

    [Theory]
    [InlineData("--api-token heron", $"--api-token {Dots}")]
    [InlineData("-e NAME=heron", $"-e {Dots}")]
    [InlineData("-pheron", Dots)]
    [InlineData("SMTP_PASSWORD=heron", $"SMTP_PASSWORD={Dots}")]
    [InlineData("heron", Dots)]
    [InlineData("- heron: heron", Dots)]
    public void A_line_that_stands_alone_shows_a_name_at_most(string line, string expected) => Assert.Equal(expected, MaskedLines.OfOne(line));

    private static void Shows(string path, Gen<string> texts) => texts.Sample(
        text =>
        {
            var masked = MaskedLines.Of(path, text);
            Assert.Equal(text.Split('\n').Length, masked.Length);
            Assert.DoesNotContain("heron", string.Join('\n', masked), StringComparison.Ordinal);
            Assert.All(text.Split('\n'), line => Assert.DoesNotContain("heron", MaskedLines.OfOne(line), StringComparison.Ordinal));
        },
        iter: 2000);
}
