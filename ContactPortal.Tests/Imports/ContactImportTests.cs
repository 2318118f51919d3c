using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Imports;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Persons;

namespace ContactPortal.Tests.Imports;

/// <summary>The contacts of the system before this one, from a file for all municipalities (P9).</summary>
public sealed class ContactImportTests
{
    private const string Headings = "Kommune;RID;Navn;Email;Mobil;Telefon;AMFORA;Rådighedsdata;Resultatdata;Deaktiveret";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Contacts_OfSeveralMunicipalities_AreStoredOnceWithTheirPersonsAndHistory(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        Person anna = APerson().In(Aarhus).Named("Anna Holm").WithRid("20000001");
        await portal.AddAsync(anna);
        var file = ImportTestFile.Contacts(
            Headings,
            "751;20000001;;;28 12 34 56;+45 33 66 33 66;ja;nej;;",
            "Roskilde Kommune;20000001;Bo Bak;bo@roskilde.example;;;x;x;0;ja",
            "Århus;20000002;Carl Lund;carl@aarhus.example;;;;;;nej");
        var plan = await portal.Get<ContactImportService>().PlanAsync(file, CancellationToken);
        Assert.Empty(plan.Skipped);
        var outcome = await portal.Get<ContactImportService>().CarryOutAsync(plan, CancellationToken);
        Assert.Equal([Roskilde, Aarhus], outcome.Done);
        Assert.Empty(outcome.Outdated);

        var aarhus = (await portal.LoadSnapshotAsync(Aarhus)).Contacts;
        Assert.Equal(["Anna Holm", "Carl Lund"], aarhus.Select(c => c.Values.Name));
        Assert.Equal(anna.Id, aarhus[0].PersonId);
        Assert.Equal(
            new ContactValues
            {
                Rid = "20000001", Name = "Anna Holm", Email = anna.Email, Mobile = "+4528123456", Phone = "+4533663366",
                Responsibilities = [Amfora],
            },
            aarhus[0].Values);
        Assert.True(Assert.Single((await portal.LoadSnapshotAsync(Roskilde)).Contacts).Values.Deactivated);
        var carl = await portal.Directory.FindAsync(AnActor().In(Aarhus), "20000002", CancellationToken);
        Assert.Equal((aarhus[1].PersonId, "carl@aarhus.example"), (carl!.Id, carl.Email));
        var history = await portal.HistoryAsync(Aarhus);
        Assert.Equal([HistoryKind.ContactCreated, HistoryKind.PersonAdded, HistoryKind.ContactCreated], history.Select(e => e.Kind));
        Assert.All(history, e => Assert.Equal(new(FieldChanges.Source, "", ImportTestFile.Name), FieldChanges.Read(e.Changes)[^1]));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
        await using (var db = await portal.ReadAsync())
            Assert.Empty(db.Outbox);

        var again = await portal.Get<ContactImportService>().PlanAsync(file, CancellationToken);
        Assert.All(again.Municipalities, m => Assert.Empty(m.Steps));
        Assert.Equal(3, again.Municipalities.Sum(m => m.Unchanged));
        await portal.Get<ContactImportService>().CarryOutAsync(again, CancellationToken);
        Assert.Equal(3, (await portal.HistoryAsync(Aarhus)).Count);
    }

    [Theory, EveryDatabase]
    public async Task Export_OfEveryMunicipality_ChangesNothing(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var birthe = await portal.AddAdministratorAsync();
        var left = await portal.AddAsync(AContact().WithMobile("28123456").ResponsibleFor(Amfora, Resultat));
        await portal.MarkLeftAsync(birthe, left.PersonId);
        await portal.AddAsync(AContact().HeldBy(APerson().WithRid(left.Values.Rid).Named("=1+1")));
        await portal.AddAsync(AContact().Deactivated());
        var snapshot = await portal.LoadSnapshotAsync(Aarhus);
        var file = ImportTestFile.Exported(
            ContactImportLayout.Of(snapshot.DeliveryTypes),
            snapshot.Contacts.Select(c => ContactExport.CellsOf(Municipalities.Find(Aarhus)!, c, snapshot.DeliveryTypes)));
        var plan = Assert.Single((await portal.Get<ContactImportService>().PlanAsync(file, CancellationToken)).Municipalities);
        Assert.Equal((0, 3, 0), (plan.Steps.Length, plan.Unchanged, plan.Skipped.Length));
    }

    [Theory, EveryDatabase]
    public async Task MunicipalityThatChangedMeanwhile_IsNotWritten(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var file = ImportTestFile.Contacts(
            "Kommunekode;RID;Telefon", $"751;{contact.Values.Rid};33663366", $"265;{contact.Values.Rid};33663366");
        var plan = await portal.Get<ContactImportService>().PlanAsync(file, CancellationToken);
        await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Mobile, "28123456"));
        var outcome = await portal.Get<ContactImportService>().CarryOutAsync(plan, CancellationToken);
        Assert.Equal(Aarhus, Assert.Single(outcome.Outdated).Organisation);
        Assert.Equal("", (await portal.FindAsync(Aarhus, contact.Id))!.Values.Phone);
        await portal.Get<ContactImportService>().CarryOutAsync(plan with { Municipalities = outcome.Outdated }, CancellationToken);
        Assert.Equal(("+4528123456", "+4533663366"),
            ((await portal.FindAsync(Aarhus, contact.Id))!.Values.Mobile, (await portal.FindAsync(Aarhus, contact.Id))!.Values.Phone));
    }

    [Theory]
    [InlineData("102;20000001;A;a@a.example;;;;;;", ContactImportSkipReason.MunicipalityUnknown, "102")]
    [InlineData("Ingensteds;20000001;A;a@a.example;;;;;;", ContactImportSkipReason.MunicipalityUnknown, "Ingensteds")]
    [InlineData("751;20000001;A;a@a.example;;;måske;;;", ContactImportSkipReason.YesNoMalformed, Amfora)]
    [InlineData("751;20000001;=A;a@a.example;;;;;;", ContactImportSkipReason.Formula, "Navn")]
    [InlineData("751;30000001;Gået Bort;a@a.example;;;;;;", ContactImportSkipReason.HasLeft, "Gået Bort")]
    public void Line_ThatIsNotClear_IsSkippedWithTheReason(string line, ContactImportSkipReason reason, string detail)
    {
        var skip = Assert.Single(SkippedOf(line));
        Assert.Equal((2, reason, detail), (skip.Line, skip.Reason, skip.Detail));
    }

    [Theory]
    [InlineData("751;1;A;a@a.example;;;;;;", ContactError.RidMalformed)]
    [InlineData("751;;A;a@a.example;;;;;;", ContactError.RidMissing)]
    [InlineData("751;20000001;A;a;;;;;;", ContactError.EmailMalformed)]
    [InlineData("751;20000001;A;a@a.example;12;;;;;", ContactError.NumberIsExtension)]
    [InlineData("751;20000001;A;a@a.example;;34 50 00;;;;", ContactError.NumberLacksCountry)]
    public void Value_ThatIsRefused_IsSkippedWithTheError(string line, ContactError error) =>
        Assert.Equal(error, Assert.Single(SkippedOf(line)).Error?.Error);

    private static IEnumerable<ContactImportSkip> SkippedOf(string line)
    {
        var gone = new PersonEntry(
            Guid.NewGuid(), 1, new() { Name = "Gået Bort", Email = "gb@a.example", Rid = "30000001", HasLeft = true },
            IsLocalAdministrator: false, DateTimeOffset.UnixEpoch, LastSignInAt: null);
        var (lines, skipped) = ContactImportPlanner.ByMunicipality(ImportTestFile.Contacts(Headings, line));
        return lines.SelectMany(of => ContactImportPlanner.Plan(
            of.Key, of.Value, [gone], [], [.. ImportTestFile.Types.Select(t => t.Code)]).Skipped).Concat(skipped);
    }
}
