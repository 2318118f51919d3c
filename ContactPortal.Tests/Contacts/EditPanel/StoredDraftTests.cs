using System.Text.Json;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
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

    [Fact]
    public void AnyPersonsDraft_KeptAndRead_IsTheSame() =>
        Gen.Select(PersonValuesOf, PersonValuesOf, Gen.Guid, Gen.Long).Sample((seen, typed, save, version) =>
        {
            var person = Guid.NewGuid();
            var read = StoredDraft.ReadPerson(Json(person, version, save, Fields(seen), Fields(typed)))!;
            Assert.Equal((person, version, save, seen, typed), (read.PersonId, read.Version, read.SaveId, read.Seen, read.Typed));
        });

    [Fact]
    public void PersonsValues_WrittenForTheBrowser_NameEveryField()
    {
        var values = new PersonValues { Name = "Anne", Email = "a@b.example", Rid = "12345678", ProfessionalUuid = "x", HasLeft = true };
        Assert.Equal(PersonValues.Fields.ToDictionary(f => f.Key, f => values[f]), Fields(values));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"typed":{"Name":7}}""")]
    public void Garbage_ReadAsAPersons_IsNoDraft(string? json) => Assert.Null(StoredDraft.ReadPerson(json));

    [Fact]
    public void PersonsFieldsThatThereAreNoneOf_Read_AreLeftOut()
    {
        var json = Json(Guid.NewGuid(), 1, Guid.NewGuid(), [], new()
        {
            ["Name"] = "Anne Holm", ["Subject"] = "somebody", ["Issuer"] = "https://evil.example", ["IsLocalAdministrator"] = "true",
            ["HasLeft"] = "ja",
        });
        Assert.Equal(new PersonValues { Name = "Anne Holm" }, StoredDraft.ReadPerson(json)!.Typed);
    }

    [Fact]
    public void NewPersonsDraft_KeptAndRead_IsANewPersons() =>
        Assert.True(StoredDraft.ReadPerson(Json(contact: null, 0, Guid.NewGuid(), [], new() { ["Name"] = "Anne" }))!.IsNew);

    private static Gen<PersonValues> PersonValuesOf => Gen.Select(
        Gen.String[Gen.Char.AlphaNumeric, 0, 30], Gen.String[Gen.Char.AlphaNumeric, 0, 30], Gen.String[Gen.Char['0', '9'], 0, 20], Gen.Bool,
        (name, email, rid, left) => new PersonValues { Name = name, Email = email, Rid = rid, ProfessionalUuid = email, HasLeft = left });

    private static Dictionary<string, string> Fields(PersonValues values) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(StoredDraft.Write(values))!;

    private static ContactValues WellFormed(ContactValues values) =>
        values with { Name = values.Name.Replace("\ud83d", "", StringComparison.Ordinal) };

    private static Dictionary<string, string> Fields(ContactValues values) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(StoredDraft.Write(values, Types))!;

    // As drafts.js writes it.
    private static string Json(Guid? contact, long version, Guid save, Dictionary<string, string> seen, Dictionary<string, string> typed) =>
        JsonSerializer.Serialize(new { contact, version, save, seen, typed });
}
