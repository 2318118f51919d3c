using ContactPortal.Domain.Organisations;

namespace ContactPortal.Tests.Organisations;

public sealed class MunicipalitiesTests
{
    [Fact]
    public void AllMunicipalities_Read_Are98WithCodesOf101To860()
    {
        Assert.Equal(98, Municipalities.All.Length);
        Assert.Equal(98, Municipalities.All.Select(m => m.Code).Distinct().Count());
        Assert.Equal(98, Municipalities.All.Select(m => m.Name).Distinct().Count());
        Assert.All(Municipalities.All, m => Assert.InRange(m.Code.Value, 101, 860));
        Assert.All(Municipalities.All, m => Assert.Equal(m.Name.Trim(), m.Name));
        Assert.Equal(Municipalities.All.OrderBy(m => m.Code), Municipalities.All);
    }

    [Fact]
    public void Code_LookedUp_IsItsMunicipality()
    {
        Assert.Equal("København", Municipalities.NameOf(Koebenhavn));
        Assert.Equal("Aarhus", Municipalities.Find(Aarhus)?.Name);
        Assert.Null(Municipalities.Find(new(102)));
        Assert.Null(Municipalities.Find(OrganisationCode.Agency));
    }

    [Fact]
    public void CvrNumbers_OfAllMunicipalities_AreTheirOwnAndPassTheCheckOfSuchNumbers()
    {
        Assert.Equal(98, Municipalities.All.Select(m => m.Cvr).Distinct().Count());
        Assert.All(
            Municipalities.All,
            m => Assert.Equal(0, m.Cvr.Zip([2, 7, 6, 5, 4, 3, 2, 1], (digit, weight) => (digit - '0') * weight).Sum() % 11));
        Assert.All(Municipalities.All, m => Assert.Equal(8, m.Cvr.Length));
        Assert.Equal(Aarhus, Municipalities.FindByCvr("55133018")?.Code);
        Assert.Null(Municipalities.FindByCvr("55133019"));
    }

    [Theory]
    [InlineData("101", 101)]
    [InlineData("751", 751)]
    [InlineData("0", 0)]
    public void KnownCode_Read_IsThatOrganisation(string text, int value) =>
        Assert.Equal(new OrganisationCode(value), OrganisationCode.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("102")]
    [InlineData("-751")]
    [InlineData("+751")]
    [InlineData(" 751")]
    [InlineData("7 51")]
    [InlineData("751.0")]
    [InlineData("٧٥١")]
    [InlineData("99999999999")]
    [InlineData("751;101")]
    public void AnythingElse_Read_IsNoOrganisation(string? text) => Assert.Null(OrganisationCode.Parse(text));
}
