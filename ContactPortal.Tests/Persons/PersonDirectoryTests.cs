using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Persons;

public sealed class PersonDirectoryTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Rid_LookedUp_IsThePersonOfTheOwnOrganisationOnly(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person here = APerson().In(Aarhus).WithRid("12345678");
        Person there = APerson().In(Roskilde).WithRid("12345678");
        Person elsewhere = APerson().In(Roskilde);
        await portal.AddAsync(here, there, elsewhere);
        Assert.Equal(here.Id, (await portal.Directory.FindAsync(AnActor().In(Aarhus), here.Rid.Digits, CancellationToken))?.Id);
        Assert.Equal(there.Id, (await portal.Directory.FindAsync(AnActor().In(Roskilde), here.Rid.Digits, CancellationToken))?.Id);
        Assert.Null(await portal.Directory.FindAsync(AnActor().In(Aarhus), elsewhere.Rid.Digits, CancellationToken));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Employee_ActsForTheOwnOrganisation_IsStaffThere(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person anne = APerson().In(Aarhus).Named("Anne Holm");
        await portal.AddAsync(anne);
        Assert.Equal(new(anne.Id, "Anne Holm", Aarhus, Role.Staff), await portal.Directory.ActorAsync(anne.Id, Aarhus, CancellationToken));
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Employee_ActsForAnotherOrganisation_IsNobodyThere(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person anne = APerson().In(Aarhus);
        await portal.AddAsync(anne);
        Assert.Null(await portal.Directory.ActorAsync(anne.Id, Roskilde, CancellationToken));
        Assert.Null(await portal.Directory.ActorAsync(anne.Id, OrganisationCode.Agency, CancellationToken));
        Assert.Null(await portal.Directory.ActorAsync(Guid.NewGuid(), Aarhus, CancellationToken));
        Assert.Equal([Aarhus], (await portal.Directory.OrganisationsOfAsync(anne.Id, CancellationToken)).Select(o => o.Code));
        Assert.Empty(await portal.Directory.OrganisationsOfAsync(Guid.NewGuid(), CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task PersonOfTwoOrganisations_ActsForEach_HasTheRoleThatIsGivenThere(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = APerson();
        await portal.AddAsync(anne.In(Roskilde), anne.In(Aarhus).LocalAdministrator());
        var id = anne.Build().Id;
        Assert.Equal(Role.Staff, (await portal.Directory.ActorAsync(id, Roskilde, CancellationToken))?.Role);
        Assert.Equal(Role.LocalAdministrator, (await portal.Directory.ActorAsync(id, Aarhus, CancellationToken))?.Role);
        Assert.Equal([Roskilde, Aarhus], (await portal.Directory.OrganisationsOfAsync(id, CancellationToken)).Select(o => o.Code));
    }

    [Theory, EveryDatabase]
    public async Task OfficialOfTheAgency_ActsForAnyMunicipality_ReadsThere(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person official = APerson().In(OrganisationCode.Agency);
        await portal.AddAsync(official);
        Assert.Equal(Municipalities.All, await portal.Directory.OrganisationsOfAsync(official.Id, CancellationToken));
        Assert.Equal(Role.Agency, (await portal.Directory.ActorAsync(official.Id, Aarhus, CancellationToken))?.Role);
        Assert.Null(await portal.Directory.ActorAsync(official.Id, new(102), CancellationToken));
        Assert.Null(await portal.Directory.ActorAsync(official.Id, OrganisationCode.Agency, CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task LocalAdministrators_LookedUp_AreTheOwnOrganisationsByName(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.AddAsync(
            APerson().Named("Åse").LocalAdministrator(),
            APerson().Named("Bo").LocalAdministrator(),
            APerson().Named("Anne"),
            APerson().In(Roskilde).Named("Dorte").LocalAdministrator());
        Assert.Equal(
            ["Bo", "Åse"], (await portal.Directory.LocalAdministratorsAsync(AnActor().In(Aarhus), CancellationToken)).Select(p => p.Name));
    }

    [Theory, EveryDatabase]
    public async Task PersonThatIsKnown_ImportedAgain_StaysOne(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var anne = APerson();
        await portal.AddAsync(anne);
        await portal.AddAsync(anne, APerson());
        await using var db = await portal.ReadAsync();
        Assert.Equal(2, db.Persons.Count());
    }
}
