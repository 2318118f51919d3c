using ContactPortal.Domain.Persons;

namespace ContactPortal.Tests.Persons;

/// <summary>The search among an organisation's persons by name, e-mail address and professional UUID (K10).</summary>
public sealed class PersonIndexTests
{
    private const string Uuid = "7f3a1c52-9d0e-4b6a-8f21-5c3e9a7d1b04";

    private static readonly PersonIndex Index = new(
        default,
        [
            APerson("Åge Sørensen", "aage@kommune.example"),
            APerson("Søren Gård", "sg@kommune.example"),
            APerson("Anna Søgaard", "anna.s@kommune.example"),
            APerson("Sonja Holm", "sonja@kommune.example", hasLeft: true),
            APerson("Zita Holm", "post.soe@kommune.example", key: Uuid),
        ]);

    [Theory]
    [InlineData("sø", "Søren Gård, Anna Søgaard, Zita Holm, Åge Sørensen, Sonja Holm")]
    [InlineData("so", "Søren Gård, Anna Søgaard, Zita Holm, Åge Sørensen, Sonja Holm")]
    [InlineData("soeren", "Søren Gård, Åge Sørensen")]
    [InlineData("gård s", "Søren Gård, Anna Søgaard")]
    [InlineData(" holm  ZITA ", "Zita Holm")]
    [InlineData("holm", "Zita Holm, Sonja Holm")]
    [InlineData("sg@", "Søren Gård")]
    [InlineData("anna sg@", "")]
    [InlineData("7F3A1C52", "Zita Holm")]
    [InlineData(Uuid, "Zita Holm")]
    [InlineData("7f3", "")]
    [InlineData("", "")]
    [InlineData("karen", "")]
    public void Text_Sought_FindsTheBestFirstAndThoseWhoLeftLast(string text, string names)
    {
        var hits = Index.Find(text, most: 10);
        Assert.Equal((names, hits.Persons.Length), (string.Join(", ", hits.Persons.Select(p => p.Name)), hits.Total));
    }

    [Fact]
    public void MorePersonsThanAreShown_Found_AreCounted()
    {
        var hits = Index.Find("kommune", most: 2);
        Assert.Equal((2, 5), (hits.Persons.Length, hits.Total));
    }

    private static FoundPerson APerson(string name, string email, string key = "10000001", bool hasLeft = false) =>
        new(Guid.NewGuid(), key, name, email, hasLeft);
}
