using ContactPortal.Domain.Access;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Imports;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Persons;

namespace ContactPortal.Tests.Imports;

/// <summary>Files of persons carried out on real databases (P7).</summary>
public sealed class PersonImportServiceTests
{
    private static readonly string[] Lines =
        ["Navn;Email;RID", "Ny Person;ny@aarhus.example;20000050", "Anna Ny;anna@aarhus.example;20000001", "Dårlig;x;20000051"];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Plan_CarriedOut_IsStoredWithAHistoryThatNamesTheFile(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        await portal.AddAsync(APerson().Named("Anna Holm").WithEmail("anna@aarhus.example").WithRid("20000001"));
        var plan = await PlanAsync(portal, birthe, Lines);
        Assert.Empty(await portal.HistoryAsync(Aarhus));
        Assert.IsType<PersonImportOutcome.Done>(await CarryOutAsync(portal, birthe, plan));

        var persons = (await portal.Directory.AllAsync(birthe, CancellationToken)).ToDictionary(p => p.Values.Name);
        Assert.Equal(("ny@aarhus.example", "20000050"), (persons["Ny Person"].Values.Email, persons["Ny Person"].Values.Rid));
        Assert.Contains("Anna Ny", persons.Keys);
        Assert.DoesNotContain("Dårlig", persons.Keys);
        var history = await portal.HistoryAsync(Aarhus);
        Assert.Equal([HistoryKind.PersonAdded, HistoryKind.PersonChanged], history.Select(e => e.Kind));
        Assert.All(history, entry =>
        {
            Assert.Equal(birthe.Name, entry.ActorName);
            Assert.Equal(new(FieldChanges.Source, "", ImportTestFile.Name), FieldChanges.Read(entry.Changes)[^1]);
        });
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);

        var again = await PlanAsync(portal, birthe, Lines);
        Assert.Equal((0, 2, 1), (again.Steps.Length, again.Unchanged, again.Skipped.Length));
    }

    [Theory, EveryDatabase]
    public async Task DirectoryThatChangedMeanwhile_IsNotWritten_AndTheNewPlanIsShown(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        await portal.AddAsync(APerson().Named("Anna Holm").WithEmail("anna@aarhus.example").WithRid("20000001"));
        var plan = await PlanAsync(portal, birthe, Lines);
        var anna = (await portal.Directory.AllAsync(birthe, CancellationToken)).Single(p => p.Values.Name == "Anna Holm");
        await portal.SavedPersonAsync(birthe, PersonDraft.Of(anna).With(PersonField.Email, "anna.holm@aarhus.example"));
        var outdated = Assert.IsType<PersonImportOutcome.Outdated>(await CarryOutAsync(portal, birthe, plan));
        Assert.Single(await portal.HistoryAsync(Aarhus));
        Assert.Equal("anna.holm@aarhus.example", outdated.Plan.Steps[1].Before.Email);
        Assert.IsType<PersonImportOutcome.Done>(await CarryOutAsync(portal, birthe, outdated.Plan));
        Assert.Equal(3, (await portal.HistoryAsync(Aarhus)).Count);
    }

    [Theory, EveryDatabase]
    public async Task ChangeOfSomethingElseMeanwhile_DoesNotMatter(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var plan = await PlanAsync(portal, birthe, Lines);
        await portal.AddAsync(AContact());
        Assert.IsType<PersonImportOutcome.Done>(await CarryOutAsync(portal, birthe, plan));
    }

    [Theory, EveryDatabase]
    public async Task WhoIsMissing_MarkedAsLeft_LosesIdentifiersAndIsATask(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var holder = await portal.AddActorAsync(APerson().Named("Har Ret").WithRid("20000001"));
        var second = await portal.AddActorAsync(APerson().Named("Også Administrator").LocalAdministrator());
        Assert.Equal(RightsOutcome.Done, await portal.Rights.GrantAsync(birthe, holder.PersonId, CancellationToken));
        var plan = await PlanAsync(portal, birthe, ["Navn;Email;RID", "Ny;ny@aarhus.example;20000002"], missingHaveLeft: true);
        Assert.Equal(2, plan.Missing.Length);
        Assert.IsType<PersonImportOutcome.Done>(await CarryOutAsync(portal, birthe, plan));

        Assert.Null(await portal.Directory.ActorAsync(holder.PersonId, Aarhus, CancellationToken));
        Assert.Null(await portal.Directory.ActorAsync(second.PersonId, Aarhus, CancellationToken));
        Assert.Null(await portal.Directory.FindAsync(birthe, "20000001", CancellationToken));
        Assert.Contains(
            await portal.HistoryAsync(Aarhus), e => e.Kind == HistoryKind.AdministratorDismissed && e.Subject == second.PersonId);
        await using var db = await portal.ReadAsync();
        var mail = Assert.Single(db.Outbox.Where(m => m.Kind == MailKind.RightsTask));
        Assert.Equal(birthe.PersonId, mail.PersonId);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task PersonWhoReturns_GetsTheIdentifiersBack(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var anna = await portal.AddActorAsync(APerson().Named("Anna Holm").WithRid("20000001"));
        await portal.MarkLeftAsync(birthe, anna.PersonId);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        var plan = await PlanAsync(portal, birthe, ["Navn;RID;Fratrådt", "Anna Holm;20000001;nej"]);
        Assert.IsType<PersonImportOutcome.Done>(await CarryOutAsync(portal, birthe, plan));
        Assert.Equal(anna.PersonId, (await portal.Directory.FindAsync(birthe, "20000001", CancellationToken))?.Id);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task ChangeFromAFile_CanBeUndone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        Assert.IsType<PersonImportOutcome.Done>(await CarryOutAsync(portal, birthe, await PlanAsync(portal, birthe, Lines)));
        var person = (await portal.Directory.AllAsync(birthe, CancellationToken)).Single(p => p.Values.Name == "Ny Person");
        var undone = await portal.Get<PersonService>().UndoAsync(birthe, new(person.Id, person.Version, Guid.NewGuid()), CancellationToken);
        Assert.True(Assert.IsType<PersonOutcome.Saved>(undone).Person.Values.HasLeft);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task Staff_AndAdministratorsOfOthers_MayNot(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var plan = await PlanAsync(portal, birthe, Lines);
        var staff = await portal.AddActorAsync(APerson());
        foreach (var actor in new[]
        {
            staff, staff with { Role = Role.LocalAdministrator }, birthe with { Role = Role.Agency },
            birthe with { Organisation = Roskilde },
        })
        {
            Assert.Null(await portal.Get<PersonImportService>().PlanAsync(actor, plan.File, missingHaveLeft: false, CancellationToken));
            Assert.IsType<PersonImportOutcome.NotFound>(await CarryOutAsync(portal, actor, plan));
        }

        Assert.Empty(await portal.HistoryAsync(Aarhus));
        Assert.Empty(await portal.HistoryAsync(Roskilde));
    }

    private static async Task<PersonImportPlan> PlanAsync(
        PortalUnderTest portal, Actor actor, string[] lines, bool missingHaveLeft = false) =>
        (await portal.Get<PersonImportService>().PlanAsync(actor, ImportTestFile.Persons(lines), missingHaveLeft, CancellationToken))!;

    private static Task<PersonImportOutcome> CarryOutAsync(PortalUnderTest portal, Actor actor, PersonImportPlan plan) =>
        portal.Get<PersonImportService>().CarryOutAsync(actor, plan, progress: null, CancellationToken);
}
