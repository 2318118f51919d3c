using ContactPortal.Blazor.Scim;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Tests.Scim;

/// <summary>The parser of filters, alone.</summary>
public sealed class ScimFilterTests
{
    [Theory]
    [InlineData("userName eq \"a\"", "UserName=a")]
    [InlineData("  USERNAME   Eq   a  ", "UserName=a")]
    [InlineData("userName eq \"a b \\\"c\\\" \\u00e6\"", "UserName=a b \"c\" æ")]
    [InlineData("userName eq \"a and b\" AND externalId eq c", "UserName=a and b,ExternalId=c")]
    [InlineData("emails[type eq \"work\"].value eq \"a\"", "WorkEmail=a")]
    [InlineData("emails[TYPE EQ work].VALUE eq a", "WorkEmail=a")]
    [InlineData("emails[type eq \"work\" and value eq \"a\"]", "WorkEmail=a")]
    [InlineData("emails[value eq \"a\"] and active eq true", "WorkEmail=a,Active=true")]
    [InlineData("emails.value eq \"a\"", "WorkEmail=a")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:user:userName eq a", "UserName=a")]
    [InlineData("urn:ietf:params:scim:schemas:extension:ContactPortal:2.0:User:RID eq 1", "Rid=1")]
    [InlineData("urn:ietf:params:scim:schemas:extension:contactportal:2.0:User:professionalUuid eq \"x\"", "ProfessionalUuid=x")]
    [InlineData("id eq \"\"", "Id=")]
    public void Filter_IsParsed(string filter, string expected) =>
        Assert.Equal(expected, string.Join(',', ScimFilter.OfUsers(filter).Select(c => $"{c.Attribute}={c.Value}")));

    [Theory]
    [InlineData("")]
    [InlineData("userName")]
    [InlineData("userName eq")]
    [InlineData("userName eq ")]
    [InlineData("userName ne \"a\"")]
    [InlineData("userName pr")]
    [InlineData("userName eq \"a\" or userName eq \"b\"")]
    [InlineData("userName eq \"a\" and")]
    [InlineData("userName eq \"a")]
    [InlineData("userName eq \"\\ud800\"")]
    [InlineData("not (userName eq \"a\")")]
    [InlineData("(userName eq \"a\")")]
    [InlineData("emails[type eq \"home\"].value eq \"a\"")]
    [InlineData("emails[type eq \"work\"]")]
    [InlineData("emails[type eq \"work\"")]
    [InlineData("emails.type eq \"work\"")]
    [InlineData("rid eq 1")]
    [InlineData("password eq \"a\"")]
    public void OtherFilter_IsRefused(string filter)
    {
        var refusal = Assert.Throws<ScimException>(() => ScimFilter.OfUsers(filter));
        Assert.Equal((400, "invalidFilter"), (refusal.Status, refusal.Type));
    }

    [Fact]
    public void NestedFilter_IsRefusedAtOnce() =>
        Assert.Throws<ScimException>(() => ScimFilter.OfUsers(string.Concat(Enumerable.Repeat("emails[", 1000))));

    [Fact]
    public void Conditions_AreOfTheDomain() =>
        Assert.Equal([new ProvisionedCondition(ProvisionedKey.Id, "1")], ScimFilter.OfUsers("id eq 1"));
}
