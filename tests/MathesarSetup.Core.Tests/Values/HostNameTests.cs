using CsCheck;

namespace MathesarSetup.Values;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("NAS.local.", "nas.local")]
    [InlineData("münzen.example", "xn--mnzen-kva.example")]
    [InlineData("[FE80::1]", "fe80::1")]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("192.168.1.20", "192.168.1.20")]
    [InlineData("a-b.c9", "a-b.c9")]
    public void A_name_is_brought_into_its_one_form(string text, string form) => Assert.Equal((form, (string?)null), HostName.Normalize(text));

    [Theory]
    [InlineData("pg.example.org:5433", "port 5433")]
    [InlineData("10.0.0.0/8", "not one host")]
    [InlineData("fe80::1%lo", "behind %")]
    [InlineData("a=b", "not a host name")]
    [InlineData("x;Host=127.0.0.1", "not a host name")]
    [InlineData("a\"b", "not a host name")]
    [InlineData("-a.example", "not a host name")]
    [InlineData("a..b", "not a host name")]
    [InlineData("a_b", "underscore")]
    [InlineData("an-address-with-a-very-long-part-that-no-resolver-takes-for-a-name-at-all.example", "not a host name")]
    [InlineData("12", "not a host name")]
    [InlineData("", "Give a host name")]
    public void What_is_no_name_is_said(string text, string words) => Assert.Contains(words, HostName.Problem(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://tables.example.org/login", "tables.example.org")]
    [InlineData("tables.example.org:8000", "tables.example.org")]
    [InlineData(".example.org", ".example.org")]
    [InlineData("*", "*")]
    [InlineData("[::1]:8000", "::1")]
    [InlineData("MÜNZEN.example.", "xn--mnzen-kva.example")]
    public void What_people_paste_for_a_name_that_Mathesar_answers_to_is_cut_to_the_name(string text, string item) =>
        Assert.Equal((item, (string?)null), HostName.ReadAllowed(text));

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("fe80::1%lo")]
    public void A_network_and_a_zone_are_no_names_that_Mathesar_answers_to(string text) => Assert.NotNull(HostName.ReadAllowed(text).Problem);

    [Fact]
    public void The_form_of_a_name_is_its_own_form() => Gen.String[Gen.Char["aZ09.-:_%[]/üß*"], 0, 12].Sample(static text =>
    {
        var (host, problem) = HostName.Normalize(text);
        return problem is not null || HostName.Normalize(host) == (host, null);
    });
}
