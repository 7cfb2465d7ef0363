using System.Globalization;
using System.Reflection;
using MathesarSetup.Drafts;
using MathesarSetup.Mathesar;
using MathesarSetup.Testing;

namespace MathesarSetup.Catalogue;

public sealed class CatalogueTests
{
    // The keys that other tools and people's files rely on.
    private const string Contract =
        "target install.name mathesar.version mathesar.image access.url access.hosts access.port access.bind proxy.kind proxy.email "
            + "proxy.certificate proxy.key proxy.network proxy.body-limit proxy.rate-limit " +
        "database.mode database.url database.host database.port database.name database.user database.password database.sslmode database.sslrootcert "
            + "database.version database.image storage.kind storage.directory " +
        "secrets.key admin.username admin.email admin.password tuning.workers tuning.debug database.per-user sso.required files.kind files.bucket "
            + "files.nickname files.endpoint files.region files.access-key-id " +
        "files.secret-access-key files.public-upload files.public-upload-limit files.container files.account files.account-key "
            + "files.connection-string datafiles.kind datafiles.container datafiles.account datafiles.connection-string " +
        "login.instance-name login.logo-url login.heading login.body login.background login.terms-url login.privacy-url "
            + "login.landing-url limits.memory limits.cpus " +
        "sso.providers.google.type sso.providers.google.provider sso.providers.google.client-id sso.providers.google.client-secret "
            + "sso.providers.google.server-url sso.providers.google.allowed-domains " +
        "sso.providers.google.default-roles.sales.name sso.providers.google.default-roles.sales.host sso.providers.google.default-roles.sales.port "
            + "sso.providers.google.default-roles.sales.role";

    public static TheoryData<string> Keys => new(Settings.All.Select(s => s.Key));

    // A number at the start of a tag need not be a release: a hash may begin with two digits.
    [Theory]
    [InlineData("16-alpine", true)]
    [InlineData("97f3a2", false)]
    public void An_image_of_another_version_is_told_and_that_version_offered_where_there_is_one(string tag, bool isOffered)
    {
        var told = Assert.Single(Setups.Setup.Of(Draft.Empty.With(DatabaseSettings.Image, $"postgres:{tag}")).Findings,
            static f => f.Kind == Validators.DatabaseFinding.ImageDiffers);
        Assert.Equal(isOffered, told.Fix is not null);
    }

    [Fact]
    public void Every_promised_key_exists() => Assert.All(Contract.Split(' '), key => Assert.NotNull(Settings.Find(key)));

    [Fact]
    public void Every_declared_setting_is_in_the_catalogue_once()
    {
        var declared =
            typeof(Setting).Assembly.GetTypes().SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(f => f.FieldType.IsAssignableTo(typeof(Setting))).Select(f => (Setting)f.GetValue(null)!).ToArray();

        Assert.Equal(declared.Select(s => s.Key).Order(StringComparer.Ordinal), Settings.All.Select(s => s.Key).Order(StringComparer.Ordinal));
        Assert.Equal(Settings.All.Length, Settings.All.Select(s => s.Key).Distinct().Count());
    }

    [Fact]
    public void Every_setting_stands_on_exactly_one_step() =>
        Assert.Equal(Settings.All.Select(s => s.Key).Order(StringComparer.Ordinal),
            Steps.All.SelectMany(s => s.Settings).Select(s => s.Key).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Keys))]
    public void An_example_is_valid_and_reads_back_as_itself(string key)
    {
        var setting = Settings.Find(key)!;

        Assert.True(setting.TryRead(setting.ExampleText, out var value, out var problem), problem);
        Assert.Equal(setting.ExampleText, setting.Format(value));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_default_is_valid_and_differs_from_the_example(string key)
    {
        var setting = Settings.Find(key)!;
        var names = setting.Key.Count(c => c == '*');
        var text = Answers.None.DefaultText(setting, Enumerable.Repeat("one", names).ToArray());

        Assert.True(text.Length == 0 || setting.TryRead(text, out _, out _), $"{text} is no valid {key}.");
        Assert.NotEqual(setting.ExampleText, text);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Words_are_in_the_house_style(string key)
    {
        var setting = Settings.Find(key)!;

        Assert.EndsWith(".", setting.Help, StringComparison.Ordinal);
        Assert.True(char.IsUpper(setting.Title[0]), setting.Title);
        Assert.All([setting.Title, setting.Help, setting.Why ?? ""], text => Assert.DoesNotMatch("[!]|[Pp]lease|Oops", text));
    }

    [Theory]
    [InlineData("databse.port", "database.port")]
    [InlineData("sso.providers.google.clientid", "sso.providers.google.client-id")]
    [InlineData("acces.url", "access.url")]
    public void An_unknown_key_is_named_with_the_nearest_known_one(string typed, string meant)
    {
        var finding = Assert.Single(Draft.Empty.With(typed, "1").Read().Findings);

        Assert.Equal("file.unknown-key", finding.Code);
        Assert.Contains(meant, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_prints_as_dots_wherever_it_goes()
    {
        var secret = new SecretText("hunter2hunter2");

        Assert.DoesNotContain("hunter2", string.Create(CultureInfo.InvariantCulture, $"{secret} {new { secret }} {(secret, 1)}"),
            StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", System.Text.Json.JsonSerializer.Serialize(secret), StringComparison.Ordinal);
    }

    [Fact]
    public void Settling_writes_down_what_must_not_move_and_keeps_what_is_there()
    {
        var settled = Draft.Empty.With("access.port", "8080").Settle(Scenarios.Machine);

        Assert.Equal("8080", settled.Texts["access.port"]);
        Assert.Equal(Releases.Newest.ToString(), settled.Texts["mathesar.version"]);
        Assert.Equal("17", settled.Texts["database.version"]);
        Assert.Equal("9", settled.Texts["tuning.workers"]);
        Assert.Matches("^[A-Za-z0-9]{50}$", settled.Texts["secrets.key"]);
        Assert.Matches("^[A-Za-z0-9]{32}$", settled.Texts["database.password"]);
        Assert.Equal(settled.Texts, settled.Settle(Scenarios.Machine with { Cores = 64, Random = length => new byte[length] }).Texts);
    }
}
