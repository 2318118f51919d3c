using ContactPortal.Domain.Access;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Persons;

namespace ContactPortal.Tests.Snapshots;

/// <summary>The searchable persons of an organisation: loaded once, and again after a change of a person only (K10).</summary>
public sealed class PersonIndexCacheTests
{
    private const string Uuid = "7f3a1c52-9d0e-4b6a-8f21-5c3e9a7d1b04";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Persons_Loaded_HaveTheKeysByWhichContactsNameThem(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddActorAsync(APerson().Named("Birthe Lund").LocalAdministrator());
        await portal.SavedPersonAsync(birthe, ADraft("Anne Rid", rid: "77000001", uuid: Uuid));
        await portal.SavedPersonAsync(birthe, ADraft("Bo Uuid", uuid: "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"));
        var carl = (await portal.SavedPersonAsync(birthe, ADraft("Carl Væk", rid: "77000003"))).Person;
        await portal.MarkLeftAsync(birthe, carl.Id);
        await portal.AddAsync(APerson().In(Roskilde).Named("Dorte Andetsteds"));
        var index = await CurrentAsync(portal, birthe);
        Assert.Equal(4, index.Count);
        Assert.Equal(("77000001", "77000001"), Keys("anne"));
        Assert.Equal(("0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0", ""), Keys("bo uuid"));
        Assert.True(Assert.Single(index.Find("carl", 10).Persons).HasLeft);
        foreach (var key in new[] { "anne", "bo uuid" })
        {
            var found = Assert.Single(index.Find(key, 10).Persons);
            Assert.Equal(found.Id, (await portal.Directory.FindAsync(birthe, found.Key, CancellationToken))?.Id);
        }

        (string, string) Keys(string text) =>
            index.Find(text, 10).Persons is [var person] ? (person.Key, person.Rid) : throw new InvalidOperationException(text);
    }

    [Theory, EveryDatabase]
    public async Task Person_AddedOrChanged_IsFoundAtOnceAndAContactThatIsSavedReloadsNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await using var another = portal.AnotherProcess();
        var birthe = await portal.AddActorAsync(APerson().LocalAdministrator());
        var first = await CurrentAsync(portal, birthe);
        Assert.Same(first, await CurrentAsync(portal, birthe));

        // Without any message from the other process.
        var anne = (await another.SavedPersonAsync(birthe, ADraft("Anne Holm", rid: "77000001"))).Person;
        var second = await CurrentAsync(portal, birthe);
        Assert.Equal("Anne Holm", Assert.Single(second.Find("holm", 10).Persons).Name);

        await portal.AddAsync(AContact().HeldBy(APerson().In(Roskilde)));
        await portal.SavedAsync(birthe, new() { Typed = new() { Rid = "77000001", Name = "Anne Holm", Email = "a@kommune.example" } });
        Assert.Same(second, await CurrentAsync(portal, birthe));

        await another.SavedPersonAsync(birthe, PersonDraft.Of(anne).With(PersonField.Name, "Anne Lund"));
        Assert.Empty((await CurrentAsync(portal, birthe)).Find("holm", 10).Persons);
    }

    [Fact]
    public async Task AgencyPerson_Searching_FindsNobody()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        await portal.AddAsync(APerson());
        Assert.Equal(0, (await CurrentAsync(portal, await portal.AddAgencyPersonAsync())).Count);
        Assert.Equal(1, (await CurrentAsync(portal, AnActor())).Count);
    }

    private static Task<PersonIndex> CurrentAsync(PortalUnderTest portal, Actor actor) =>
        portal.Get<PersonIndexCache>().CurrentAsync(actor, CancellationToken);

    private static PersonDraft ADraft(string name, string rid = "", string uuid = "") => new()
    {
        Typed = new() { Name = name, Email = "post@kommune.example", Rid = rid, ProfessionalUuid = uuid },
    };
}
