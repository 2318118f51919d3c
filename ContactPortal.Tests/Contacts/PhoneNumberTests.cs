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
    [InlineData("28\u201312\u201334\u201356")]
    [InlineData("28\u200912\u202f34\u200956")]
    [InlineData("+45 (0) 28 12 34 56")]
    [InlineData("0045(0)28123456")]
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

    [Theory]
    [InlineData("33 66 33 66 lok. 123")]
    [InlineData("33 66 33 66 lokal 123")]
    [InlineData("33663366 ext 12")]
    [InlineData("33663366 x12")]
    [InlineData("33663366 #12")]
    public void MainNumberAndExtension_Checked_HasAnExtension(string typed) =>
        Assert.Equal((true, false, false), (PhoneNumber.HasExtension(typed), PhoneNumber.IsExtension(typed), PhoneNumber.LacksCountry(typed)));

    [Theory]
    [InlineData("1234")]
    [InlineData("12 34")]
    [InlineData("6")]
    public void FewDigits_Checked_AreAnExtension(string typed) =>
        Assert.Equal((false, true, false), (PhoneNumber.HasExtension(typed), PhoneNumber.IsExtension(typed), PhoneNumber.LacksCountry(typed)));

    [Theory]
    [InlineData("298 203040")]
    [InlineData("34 50 00")]
    [InlineData("281234567")]
    public void OtherNumberOfDigits_WithoutACountry_LacksIt(string typed) =>
        Assert.Equal((false, false, true), (PhoneNumber.HasExtension(typed), PhoneNumber.IsExtension(typed), PhoneNumber.LacksCountry(typed)));

    [Theory]
    [InlineData("")]
    [InlineData("28 12 34 56")]
    [InlineData("+299 34 50 00")]
    [InlineData("ring til mig")]
    public void OtherTexts_Checked_AreNoneOfThem(string typed) => Assert.Equal(
        (false, false, false), (PhoneNumber.HasExtension(typed), PhoneNumber.IsExtension(typed), PhoneNumber.LacksCountry(typed)));

    [Fact]
    public void NoNumber_Normalised_StaysAsItWasTyped()
    {
        Assert.Equal("ring til mig", PhoneNumber.Normalised(" ring til mig "));
        Assert.Equal("ring til mig", PhoneNumber.Shown("ring til mig"));
        Assert.Equal("", PhoneNumber.Normalised("  "));
    }
}
