using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Verification;
using ContactPortal.Tests.Mail;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Persons;

namespace ContactPortal.Tests.History;

/// <summary>verify-history finds state that was changed past the history, erasures that nobody authorised, and rewritten chains.</summary>
public sealed class StateVerificationTests(StateVerificationTests.Prepared prepared) : IClassFixture<StateVerificationTests.Prepared>
{
    private const string Blank = """UPDATE "History" SET "Salt" = NULL, "ActorName" = NULL, "Changes" = NULL""";

    private static readonly (string What, string Sql, HistoryFaultKind Fault)[] Tampered =
    [
        (
            "blanked history and changed contact",
            Blank + """; UPDATE "Contacts" SET "Email" = 'x@x.example'""", HistoryFaultKind.UnauthorisedErasure),
        ("withdrawn grant", """DELETE FROM "Grants" """, HistoryFaultKind.WrongGrant),
        ("transferred grant", """UPDATE "Grants" SET "PersonId" = (SELECT "Id" FROM "Contacts" LIMIT 1)""", HistoryFaultKind.WrongGrant),
        (
            "somebody made administrator", """UPDATE "Persons" SET "IsLocalAdministrator" = TRUE WHERE "Name" = 'Dorte Dam'""",
            HistoryFaultKind.WrongAdministrator),
        (
            "appointment taken back", """UPDATE "Persons" SET "IsLocalAdministrator" = FALSE WHERE "Name" = 'Eva Elm'""",
            HistoryFaultKind.WrongAdministrator),
        ("changed name of a person", """UPDATE "Persons" SET "Name" = 'X' WHERE "Name" = 'Dorte Dam'""", HistoryFaultKind.WrongPerson),
        ("removed absence", """DELETE FROM "Absences" """, HistoryFaultKind.WrongAbsence),
        ("longer absence", """UPDATE "Absences" SET "Until" = '2026-12-31'""", HistoryFaultKind.WrongAbsence),
        ("another substitute", """UPDATE "Absences" SET "SubstituteId" = "ContactId" """, HistoryFaultKind.WrongAbsence),
        ("claim taken away", """UPDATE "DeliveryErrors" SET "ClaimedById" = NULL""", HistoryFaultKind.WrongError),
        ("claim added", """UPDATE "DeliveryErrors" SET "ClaimedById" = (SELECT "Id" FROM "Contacts" LIMIT 1)""", HistoryFaultKind.WrongError),
        ("changed explanation", """UPDATE "DeliveryErrors" SET "Explanation" = 'X'""", HistoryFaultKind.WrongError),
    ];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public static IEnumerable<ITheoryDataRow> Tampering =>
        from database in EveryDatabaseInLongRunsAttribute.Databases
        from t in Tampered
        select new TheoryDataRow<Database, string, string, HistoryFaultKind>(database, t.What, t.Sql, t.Fault)
        {
            Skip = EveryDatabaseAttribute.UnavailableReason(database),
        };

    [Theory, EveryDatabase]
    public async Task EveryKindOfState_AsThePortalWroteIt_IsClean(Database on)
    {
        await using var portal = await PortalUnderTest.OnCopyAsync(await prepared.OnAsync(on));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, MemberData(nameof(Tampering))]
    public async Task State_ChangedPastTheHistory_IsFound(Database on, string what, string sql, HistoryFaultKind fault)
    {
        await using var portal = await PortalUnderTest.OnCopyAsync(await prepared.OnAsync(on));
        await portal.TamperAsync(System.Runtime.CompilerServices.FormattableStringFactory.Create(sql));
        var verdict = await portal.Verifier.VerifyAsync(CancellationToken);
        Assert.True(verdict.Faults is [var found] && found.Fault == fault, $"{what}: {string.Join(", ", verdict.Faults)}");
    }

    [Theory, EveryDatabase]
    public async Task EntriesBlankedBehindAnErasure_ThatCameBeforeThem_AreFound(Database on)
    {
        await using var portal = await PortalUnderTest.OnCopyAsync(await prepared.OnAsync(on));
        var contact = (await portal.LoadSnapshotAsync(Aarhus)).Contacts[0];
        await portal.EraseHistoryAsync(contact.Id);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
        contact = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Phone, "33663366"));
        await portal.TamperAsync($"""
            UPDATE "History" SET "Salt" = NULL, "ActorName" = NULL, "Changes" = NULL WHERE "Number" = {contact.Version}
            """);
        Assert.Equal(
            [new(Aarhus, contact.Version, HistoryFaultKind.UnauthorisedErasure)],
            (await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task HistoryThatIsRewrittenOrCutOrRemoved_VerifiedWithAnchors_IsFound(Database on)
    {
        await using var portal = await PortalUnderTest.OnCopyAsync(await prepared.OnAsync(on));
        var entries = await portal.HistoryAsync(Aarhus);
        HistoryAnchor[] anchors =
            [.. entries.Select(e => new HistoryAnchor(e.At, Aarhus, e.Number, Convert.ToHexStringLower(e.Hash)))];
        Assert.Empty((await portal.Verifier.VerifyAsync(anchors, CancellationToken)).Faults);

        // A whole chain with another actor in its last entry.
        var (last, before) = (entries[^1], entries[^2]);
        var hash = HistoryChain.HashOf(
            before.Hash, Aarhus, last.Number, last.Subject, last.Kind, last.SaveId, last.At, Guid.NewGuid(), last.Digest);
        Assert.Equal(HistoryFaultKind.WrongAnchor, await FaultAsync([anchors[^1] with { Hash = Convert.ToHexStringLower(hash) }]));

        // The last entry and all that it led to are gone.
        Assert.Equal(
            HistoryFaultKind.WrongAnchor,
            await FaultAsync([new(last.At, Aarhus, last.Number + 1, Convert.ToHexStringLower(hash))]));

        // The whole organisation is gone.
        Assert.Equal(HistoryFaultKind.WrongAnchor, await FaultAsync([new(last.At, Roskilde, 1, Convert.ToHexStringLower(hash))]));

        async Task<HistoryFaultKind> FaultAsync(HistoryAnchor[] kept) =>
            Assert.Single((await portal.Verifier.VerifyAsync(kept, CancellationToken)).Faults).Fault;
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-27T10:00:00Z 751 6")]
    [InlineData("2026-11-27T10:00:00Z x 6 00")]
    [InlineData("yesterday 751 6 00")]
    [InlineData("2026-11-27T10:00:00Z 751 six 00")]
    public void LineThatIsNoAnchor_Read_IsRefused(string line) => Assert.Null(HistoryAnchor.Parse(line));

    [Fact]
    public void Anchor_WrittenAsALine_IsReadAgain()
    {
        var anchor = new HistoryAnchor(new(2026, 11, 27, 10, 0, 0, TimeSpan.Zero), Aarhus, 6, "00ff");
        Assert.Equal(anchor, HistoryAnchor.Parse(anchor.ToLine()));
    }

    /// <summary>Databases with every kind of state that has a history; each test tampers with a copy.</summary>
    public sealed class Prepared : IAsyncDisposable
    {
        private readonly Dictionary<Database, DatabaseUnderTest> made = [];

        public async Task<DatabaseUnderTest> OnAsync(Database on)
        {
            if (made.TryGetValue(on, out var database))
                return database;
            database = made[on] = await DatabaseUnderTest.CreateMigratedAsync(on);
            await using var portal = PortalUnderTest.On(database);
            await FillAsync(portal);
            return database;
        }

        public ValueTask DisposeAsync()
        {
            foreach (var database in made.Values)
                database.Dispose();
            return default;
        }

        private static async Task FillAsync(PortalUnderTest portal)
        {
            var birthe = await portal.AddAdministratorAsync();
            var (absent, substitute) = (await portal.AddAsync(AContact()), await portal.AddAsync(AContact()));
            var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);
            Assert.Equal(
                AbsenceOutcome.Done,
                await portal.Absences.AddAsync(AnActor(), absent.Id, today, today.AddDays(7), substitute.Id, CancellationToken));
            await portal.SavedPersonAsync(birthe, ADraft("Dorte Dam", "11111111"));
            var eva = (await portal.SavedPersonAsync(birthe, ADraft("Eva Elm", "22222222"))).Person;
            await portal.Rights.AppointAsync(birthe, eva.Id, CancellationToken);
            await portal.Rights.GrantAsync(birthe, birthe.PersonId, CancellationToken);
            var delivery = await portal.ReceiveAsync(errors: [AnError()]);
            Assert.True(await portal.Deliveries.ClaimAsync(birthe, delivery.Number, 1, claim: true, CancellationToken));
            Assert.True(await portal.Deliveries.ExplainAsync(birthe, delivery.Number, 1, "Rettes i morgen", CancellationToken));
        }

        private static PersonDraft ADraft(string name, string rid) => new PersonDraft()
            .With(PersonField.Name, name).With(PersonField.Email, "navn@aarhus.example").With(PersonField.Rid, rid);
    }
}
