using ContactPortal.Domain.Deliveries;
using CsCheck;

namespace ContactPortal.Tests.Deliveries;

/// <summary>CPR numbers in incoming texts are masked (D9).</summary>
public sealed class CprMaskTests
{
    private static readonly DateOnly FirstDay = new(1900, 1, 1);

    private static readonly Gen<string> Surroundings =
        Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.OneOf('æ', ' ', '.', '-', '/', '(')), 0, 12];

    private static readonly Gen<string> Cpr = Gen.Select(
        Gen.Int[0, 36_523], Gen.Int[0, 9999], Gen.OneOf("", "-", " ", "\u00a0", "\u2013", " - ", ".", "/"),
        (day, serial, between) => $"{FirstDay.AddDays(day):ddMMyy}{between}{serial:0000}");

    [Theory]
    [InlineData("0101901234", CprMask.Mask)]
    [InlineData("010190-1234", CprMask.Mask)]
    [InlineData("010190 1234", CprMask.Mask)]
    [InlineData("010190\u00a01234", CprMask.Mask)]
    [InlineData("010190\u20131234", CprMask.Mask)]
    [InlineData("010190 - 1234", CprMask.Mask)]
    [InlineData("311299-0000", CprMask.Mask)]
    [InlineData("290200-1234", CprMask.Mask)]
    [InlineData("290201-1234", CprMask.Mask)]
    [InlineData("610190-1234", CprMask.Mask)]
    [InlineData("911290-1234", CprMask.Mask)]
    [InlineData("010190.1234", CprMask.Mask)]
    [InlineData("010190/1234", CprMask.Mask)]
    [InlineData("01-01-1990-1234", CprMask.Mask)]
    [InlineData("01.01.1990 1234", CprMask.Mask)]
    [InlineData("01/01/90 1234", CprMask.Mask)]
    [InlineData("01 01 90 12 34", CprMask.Mask)]
    [InlineData("01011990-1234", CprMask.Mask)]
    [InlineData("010190-12 34", CprMask.Mask)]
    [InlineData("Borger 010190-1234 mangler", "Borger " + CprMask.Mask + " mangler")]
    [InlineData("cpr=0101901234;", "cpr=" + CprMask.Mask + ";")]
    [InlineData("DK0101901234x", "DK" + CprMask.Mask + "x")]
    [InlineData("010190-1234, 020291-4321/0303921111", CprMask.Mask + ", " + CprMask.Mask + "/" + CprMask.Mask)]
    public void CprNumber_InAText_IsMasked(string text, string masked) => Assert.Equal(masked, CprMask.MaskIn(text));

    [Theory]
    [InlineData("")]
    [InlineData("sag-4711")]
    [InlineData("320190-1234")]
    [InlineData("011390-1234")]
    [InlineData("310490-1234")]
    [InlineData("300200-1234")]
    [InlineData("000190-1234")]
    [InlineData("10101901234")]
    [InlineData("01019012345")]
    [InlineData("1010190-1234")]
    [InlineData("010190-12345")]
    [InlineData("010190--1234")]
    [InlineData("0101-901234")]
    [InlineData("28 12 34 56")]
    [InlineData("+45 28 12 34 56")]
    [InlineData("600190-1234")]
    [InlineData("920190-1234")]
    [InlineData("01-01-1990")]
    [InlineData("01-01-1990 10.30")]
    [InlineData("01.01.2026 - 31.12.2026")]
    [InlineData("010119901234")]
    [InlineData("01-0190-1234")]
    public void AnythingElse_StaysAsItIs(string text) => Assert.Equal(text, CprMask.MaskIn(text));

    [Fact]
    public void AnyCprNumber_AmongAnyLetters_IsMaskedAndNothingElse() =>
        Gen.Select(Surroundings, Cpr, Surroundings).Sample(
            (before, cpr, after) => Assert.Equal($"{before}{CprMask.Mask}{after}", CprMask.MaskIn($"{before}{cpr}{after}")));

    [Fact]
    public void AnyDigitsAndDashes_MaskedTwice_AreAsMaskedOnce() =>
        Gen.String[Gen.OneOf('0', '1', '2', '9', '-', ' ', 'a'), 0, 60].Sample(
            text => Assert.Equal(CprMask.MaskIn(text), CprMask.MaskIn(CprMask.MaskIn(text))));
}
