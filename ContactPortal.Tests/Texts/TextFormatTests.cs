using System.Globalization;
using ContactPortal.Blazor.Texts;

namespace ContactPortal.Tests.Texts;

public sealed class TextFormatTests
{
    [Theory]
    [InlineData("da", "Ali Khan", "Ali Khans")]
    [InlineData("da", "Jens", "Jens'")]
    [InlineData("da", "MAX", "MAX'")]
    [InlineData("da", "Fritz", "Fritz'")]
    [InlineData("en", "Ali Khan", "Ali Khan's")]
    [InlineData("en", "Jens", "Jens's")]
    public void Genitive_OfAName_IsThatOfTheLanguage(string language, string name, string genitive)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(genitive, name.Genitive());
    }
}
