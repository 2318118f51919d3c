using ContactPortal.Domain.Contacts;

namespace ContactPortal.Tests.Contacts;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("28123456")]
    [InlineData("28 12 34 56")]
    [InlineData("2812 3456")]
    [InlineData("28-12-34-56")]
    [InlineData("28.12.34.56")]
    [InlineData("28\u00a012\u00a034\u00a056")]
    [InlineData("+4528123456")]
    [InlineData("+45 28 12 34 56")]
    [InlineData("(+45) 28 12 34 56")]
    [InlineData("0045 28 12 34 56")]
    [InlineData("  28123456 ")]
    public void DanishNumber_InAnyUsualSpelling_IsTheSameInStorageAndOnTheScreen(string typed)
    {
        Assert.True(PhoneNumber.IsValid(typed));
        Assert.Equal("+4528123456", PhoneNumber.Normalised(typed));
        Assert.Equal("28 12 34 56", PhoneNumber.Shown(typed));
    }

    [Theory]
    [InlineData("+46 8 508 00 000", "+46850800000")]
    [InlineData("+49 30 901820", "+4930901820")]
    [InlineData("+299 34 50 00", "+299345000")]
    public void ForeignNumber_WithItsCountry_IsKeptWithIt(string typed, string stored)
    {
        Assert.Equal(stored, PhoneNumber.Normalised(typed));
        Assert.StartsWith("+", PhoneNumber.Shown(stored), StringComparison.Ordinal);
        Assert.Equal(stored, PhoneNumber.Normalised(PhoneNumber.Shown(stored)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2812345")]
    [InlineData("281234567")]
    [InlineData("12")]
    [InlineData("00000000")]
    [InlineData("+45")]
    [InlineData("+999 12345678")]
    [InlineData("1-800-FLOWERS")]
    [InlineData("28123456 lok. 12")]
    [InlineData("28123456 ext 12")]
    [InlineData("28123456;28123457")]
    [InlineData("28123456, 28123457")]
    [InlineData("٢٨١٢٣٤٥٦")]
    [InlineData("28123456\n")]
    [InlineData("=28123456")]
    [InlineData("tel:28123456")]
    [InlineData("28123456                              ")]
    public void NoNumber_Checked_IsNotValid(string typed) => Assert.False(PhoneNumber.IsValid(typed));

    [Fact]
    public void NoNumber_Normalised_StaysAsItWasTyped()
    {
        Assert.Equal("ring til mig", PhoneNumber.Normalised(" ring til mig "));
        Assert.Equal("ring til mig", PhoneNumber.Shown("ring til mig"));
        Assert.Equal("", PhoneNumber.Normalised("  "));
    }
}
