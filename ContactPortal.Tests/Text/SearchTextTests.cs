using ContactPortal.Domain.Text;

namespace ContactPortal.Tests.Text;

/// <summary>Searching in names: case, diacritics, and the ways in which æ, ø and å are written (K10).</summary>
public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Søren Gård", "søren", 0)]
    [InlineData("Søren Gård", "SOEREN", 0)]
    [InlineData("Søren Gård", "soren", 1)]
    [InlineData("Søren Gård", "gård", 2)]
    [InlineData("Søren Gård", "gaard", 2)]
    [InlineData("Søren Gård", "gard", 3)]
    [InlineData("Søren Gård", "ren", 4)]
    [InlineData("Soeren Gaard", "søren", 0)]
    [InlineData("Soren Gard", "gård", 3)]
    [InlineData("Søren Gård", "sören", 0)]
    [InlineData("Bjørnåse Mær", "bjoernase", 1)]
    [InlineData("Ægir Bæk", "aegir", 0)]
    [InlineData("Aegir Baek", "bæk", 2)]
    [InlineData("Joel Aaen", "joe", 0)]
    [InlineData("Joel Aaen", "el", 4)]
    [InlineData("Joel Aaen", "åen", 2)]
    [InlineData("André Müller", "andre", 0)]
    [InlineData("Andre Muller", "andré", 0)]
    [InlineData("Zoë Çelik", "celik", 2)]
    [InlineData("Guðrún Þórsdóttir", "thorsdottir", 2)]
    [InlineData("Anne-Marie", "marie", 2)]
    [InlineData("Ann Hansen", "an", 0)]
    [InlineData("a\u030Ase", "åse", 0)]
    [InlineData("Mette", "metteh", null)]
    [InlineData("Mette", "ø", null)]
    [InlineData("", "a", null)]
    [InlineData("\uD800x", "x", 2)]
    public void Word_SoughtInAName_IsFoundHoweverItIsWritten(string text, string word, int? rank) =>
        Assert.Equal(rank, SearchText.Of(text).RankOf(SearchText.Of(word)));

    [Theory]
    [InlineData("  mette   holm ", 2)]
    [InlineData("   ", 0)]
    [InlineData("mette\tholm\u00A0x", 3)]
    public void Text_ByItsSpaces_IsSeveralWords(string text, int words) => Assert.Equal(words, SearchText.WordsOf(text).Length);

    [Fact]
    public void Text_OfAnyCharacters_IsFoundByItself()
    {
        for (var character = 0; character <= char.MaxValue; character++)
        {
            var text = $"a{(char)character}b";
            Assert.Equal(0, SearchText.Of(text).RankOf(SearchText.Of(text)));
        }
    }
}
