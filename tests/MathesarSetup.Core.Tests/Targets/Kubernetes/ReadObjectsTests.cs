namespace MathesarSetup.Targets.Kubernetes;

/// <summary>The strict readers are strict: what the other tests rely on.</summary>
public sealed class ReadObjectsTests
{
    [Theory]
    [InlineData("data:\n  a: text\n", true)]
    [InlineData("data:\n  a: 1\n", false)]
    [InlineData("data:\n  a: yes\n", false)]
    [InlineData("data:\n  a: text\n  a: text\n", false)]
    [InlineData("dta:\n  a: text\n", false)]
    public void A_wrong_field_or_type_is_noticed(string rest, bool isWell)
    {
        var problem = Record.Exception(() => ReadObjects.Of("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n" + rest));
        Assert.Equal(isWell, problem is null);
    }
}
