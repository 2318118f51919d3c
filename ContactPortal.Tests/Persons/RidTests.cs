using ContactPortal.Domain.Persons;

namespace ContactPortal.Tests.Persons;

public sealed class RidTests
{
    [Fact]
    public void Rid_WithLeadingZeros_KeepsThem() => Assert.Equal("00012345", Rid.Parse(" 00012345 ").Digits);

    [Fact]
    public void SomethingElse_ReadAsARidThatIsKnown_IsAFault() => Assert.Throws<FormatException>(() => Rid.Parse("1234567"));

    [Fact]
    public void NoText_Read_IsNoRid() => Assert.False(Rid.TryParse(null, out _));
}
