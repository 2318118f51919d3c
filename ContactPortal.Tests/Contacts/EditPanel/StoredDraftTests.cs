using System.Text.Json;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Contacts;
using CsCheck;

namespace ContactPortal.Tests.Contacts;

/// <summary>The draft in the tab's session storage: nothing typed is lost, and nothing read back is trusted.</summary>
public sealed class StoredDraftTests
{
    private static readonly DeliveryType[] Types =
        [new(Amfora, "AMFORA", 1), new(Raadighed, "Rådighedsdata", 2), new(Resultat, "Resultatdata", 3)];

    [Fact]
    public void AnyDraft_KeptAndRead_IsTheSame() =>
        Gen.Select(ContactValuesGen.Any, ContactValuesGen.Any, Gen.Guid, Gen.Long).Sample(
            (seen, typed, save, version) =>
            {
                // A lone surrogate can't be written as JSON; a browser's text field never contains one.
                (seen, typed) = (WellFormed(seen), WellFormed(typed));
                var contact = Guid.NewGuid();
                var read = StoredDraft.Read(Json(contact, version, save, Fields(seen), Fields(typed)), Types);
                Assert.Equal((contact, version, save, seen, typed), (read!.ContactId, read.Version, read.SaveId, read.Seen, read.Typed));
            });

    [Fact]
    public void NewContactsDraft_KeptAndRead_IsANewContacts()
    {
        var typed = new ContactValues { Rid = "12345678", Responsibilities = [Resultat] };
        var read = StoredDraft.Read(Json(contact: null, 0, Guid.NewGuid(), Fields(ContactValues.Empty), Fields(typed)), Types)!;
        Assert.True(read.IsNew);
        Assert.Equal(typed, read.Typed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("x")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("7")]
    [InlineData("""{"version":"højst"}""")]
    [InlineData("""{"save":"ikke et id"}""")]
    [InlineData("""{"typed":["Navn"]}""")]
    [InlineData("""{"typed":{"Name":7}}""")]
    public void Garbage_Read_IsNoDraft(string? json) => Assert.Null(StoredDraft.Read(json, Types));

    [Fact]
    public void DraftThatIsTooLong_Read_IsNoDraft()
    {
        Assert.NotNull(StoredDraft.Read(WithName(new('x', 19_000)), Types));
        Assert.Null(StoredDraft.Read(WithName(new('x', 20_000)), Types));

        static string WithName(string name) => Json(Guid.NewGuid(), 1, Guid.NewGuid(), [], new() { ["Name"] = name });
    }

    [Fact]
    public void FieldsAndTypesThatThereAreNoneOf_Read_AreLeftOut()
    {
        var json = Json(Guid.NewGuid(), 1, Guid.NewGuid(), [], new()
        {
            ["Name"] = "Anne Holm",
            ["Organisation"] = "101",
            ["__proto__"] = "x",
            ["Responsibility:UDGAAET"] = "true",
            ["Responsibility:AMFORA"] = "true",
            ["Deactivated"] = "ja",
        });
        Assert.Equal(new ContactValues { Name = "Anne Holm", Responsibilities = [Amfora] }, StoredDraft.Read(json, Types)!.Typed);
    }

    [Fact]
    public void DraftWithoutFields_Read_HasEmptyOnes()
    {
        var read = StoredDraft.Read("{}", Types)!;
        Assert.Equal((ContactValues.Empty, ContactValues.Empty), (read.Seen, read.Typed));
        Assert.False(read.IsDirty);
    }

    [Fact]
    public void Values_WrittenForTheBrowser_NameEveryField()
    {
        var values = ValidValues() with { Responsibilities = [Raadighed], Deactivated = true };
        var written = JsonSerializer.Deserialize<Dictionary<string, string>>(StoredDraft.Write(values, Types))!;
        Assert.Equal(ContactValuesGen.Fields.ToDictionary(f => f.Key, f => values[f]), written);
    }

    private static ContactValues WellFormed(ContactValues values) =>
        values with { Name = values.Name.Replace("\ud83d", "", StringComparison.Ordinal) };

    private static Dictionary<string, string> Fields(ContactValues values) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(StoredDraft.Write(values, Types))!;

    // As drafts.js writes it.
    private static string Json(Guid? contact, long version, Guid save, Dictionary<string, string> seen, Dictionary<string, string> typed) =>
        JsonSerializer.Serialize(new { contact, version, save, seen, typed });
}
