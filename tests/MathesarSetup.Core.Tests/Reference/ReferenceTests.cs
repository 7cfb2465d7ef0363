using System.Text.Json;
using MathesarSetup.Catalogue;
using MathesarSetup.Drafts;

namespace MathesarSetup.Reference;

/// <summary>The pages that are made from the catalogue are as the catalogue is. UPDATE_GOLDEN=1 writes them.</summary>
public sealed class ReferenceTests
{
    public static TheoryData<string, string> Pages => new()
    {
        { "settings.md", SettingsPage.Write() },
        { AnswersFile.SchemaName, SettingsSchema.Write() },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_pages_in_docs_are_current(string name, string text)
    {
        var path = Path.Combine(Repository.Root(), "docs", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    [Fact]
    public void The_schema_that_is_built_in_is_the_one_of_the_catalogue() => Assert.Equal(SettingsSchema.Write(), SettingsSchema.Text);

    [Fact]
    public void Every_setting_stands_in_the_schema_where_the_file_has_it()
    {
        var schema = JsonDocument.Parse(SettingsSchema.Text).RootElement;
        Assert.All(Settings.All, setting =>
        {
            var node = setting.Key.Split('.').Aggregate(schema,
                (at, part) => part == "*" ? at.GetProperty("additionalProperties") : at.GetProperty("properties").GetProperty(part));
            Assert.Equal(setting.Title, node.GetProperty("title").GetString());
        });
    }

    [Fact]
    public void The_catalogue_as_json_names_every_setting() =>
        Assert.Equal(Settings.All.Select(s => s.Key), JsonDocument.Parse(SettingsJson.Write()).RootElement.GetProperty("settings").EnumerateArray()
            .Select(s => s.GetProperty("key").GetString()));

    [Fact]
    public void The_list_for_the_terminal_names_every_setting() =>
        Assert.All(Settings.All, s => Assert.Contains($"  {s.Key} ", SettingsList.Write(), StringComparison.Ordinal));

    [Fact]
    public void No_page_shows_the_example_of_a_secret() =>
        Assert.All(Settings.All.Where(s => s.Secret),
            s => Assert.DoesNotContain(s.ExampleText, SettingsPage.Write() + SettingsSchema.Text + SettingsJson.Write(), StringComparison.Ordinal));
}
