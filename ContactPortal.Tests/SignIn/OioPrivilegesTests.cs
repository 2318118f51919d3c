using System.Text;
using ContactPortal.Blazor.SignIn;

namespace ContactPortal.Tests.SignIn;

/// <summary>The forms in which providers send privileges of the OIO Basic Privilege Profile (U4).</summary>
public sealed class OioPrivilegesTests
{
    private const string Cvr = "55133018";

    // Contains characters that base64 writes as "+" and "/", so that base64url differs.
    private const string Name = "urn:dk:jobnet:tass_opfølgning>>>???";

    public static TheoryData<string> Forms
    {
        get
        {
            var xml = Xml();
            var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(xml));
            return
            [
                base64, base64.TrimEnd('='), base64.TrimEnd('=').Replace('+', '-').Replace('/', '_'),
                base64.Insert(76, "\r\n"), $" {base64}\n",
                Convert.ToBase64String([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(xml)]),
                Convert.ToBase64String([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Xml(encoding: "UTF-16"))]),
                xml, $"\uFEFF{xml}", $"\n{xml}", Xml(encoding: "UTF-16"), Xml(prefix: ""),
                Xml(space: "http://digst.dk/oiosaml/basic_privilege_profile"),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Claim_InAnyForm_IsRead(string claim)
    {
        var (privileges, fault) = OioPrivileges.Read(claim);
        Assert.Null(fault);
        Assert.Equal(new OioPrivilege(Name, Cvr, NarrowedBy: null), Assert.Single(privileges));
    }

    [Theory]
    [InlineData("not base64")]
    [InlineData("bm90IHhtbA==")]
    [InlineData("<PrivilegeList>")]
    [InlineData("<Other/>")]
    [InlineData("{\"cvr\":\"55133018\"}")]
    [InlineData("PCFET0NUWVBFIGEgWzwhRU5USVRZIHggU1lTVEVNICJmaWxlOi8vL2V0Yy9wYXNzd2QiPl0+PGE+Jng7PC9hPg==")]
    public void Claim_ThatIsNoPrivilegeList_SaysWhy(string claim)
    {
        var (privileges, fault) = OioPrivileges.Read(claim);
        Assert.Empty(privileges);
        Assert.NotNull(fault);
    }

    [Fact]
    public void Claim_WithoutPrivileges_IsReadAsNone()
    {
        foreach (var claim in new[] { "", "<PrivilegeList/>" })
        {
            var (privileges, fault) = OioPrivileges.Read(claim);
            Assert.Empty(privileges);
            Assert.Null(fault);
        }
    }

    [Theory]
    [InlineData("cvrNumberIdentifier", "<Constraint Name=\"urn:dk:kombit:KLE\">25.*</Constraint>", "constraint urn:dk:kombit:KLE")]
    [InlineData("productionUnitIdentifier", "", "scope urn:dk:gov:saml:productionUnitIdentifier")]
    [InlineData("cprNumberIdentifier", "", "scope urn:dk:gov:saml:cprNumberIdentifier")]
    [InlineData("cvrNumberIdentifier", $"<Constraint Name=\"urn:dk:gov:saml:cvrNumberIdentifier\">{Cvr}</Constraint>", null)]
    [InlineData(
        "cvrNumberIdentifier", "<Constraint Name=\"urn:dk:gov:saml:cvrNumberIdentifier\">1</Constraint>",
        "constraint urn:dk:gov:saml:cvrNumberIdentifier")]
    public void Privilege_ForLessThanAnOrganisation_SaysWhatNarrowsIt(string scope, string constraint, string? narrowedBy) =>
        Assert.Equal(narrowedBy, Assert.Single(OioPrivileges.Read(Xml(scope: scope, constraint: constraint)).Privileges).NarrowedBy);

    private static string Xml(
        string encoding = "UTF-8", string prefix = "bpp", string space = "http://itst.dk/oiosaml/basic_privilege_profile",
        string scope = "cvrNumberIdentifier", string constraint = "")
    {
        var (element, xmlns) = prefix.Length > 0 ? ($"{prefix}:PrivilegeList", $"xmlns:{prefix}") : ("PrivilegeList", "xmlns");
        return $"<?xml version=\"1.0\" encoding=\"{encoding}\"?><{element} {xmlns}=\"{space}\">"
            + $"<PrivilegeGroup Scope=\"urn:dk:gov:saml:{scope}:{Cvr}\">{constraint}"
            + $"<Privilege> {Name.Replace(">", "&gt;", StringComparison.Ordinal)} </Privilege></PrivilegeGroup></{element}>";
    }
}
