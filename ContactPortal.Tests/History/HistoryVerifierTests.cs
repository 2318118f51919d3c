using System.Data.Common;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Verification;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ContactPortal.Tests.History;

/// <summary>verify-history: no fault in what the portal wrote, and every kind of tampering is found.</summary>
public sealed class HistoryVerifierTests(HistoryVerifierTests.Prepared prepared) : IClassFixture<HistoryVerifierTests.Prepared>
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task EmptyDatabase_Verified_IsClean(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var verdict = await portal.Verifier.VerifyAsync(CancellationToken);
        Assert.Equal((0, 0), (verdict.Entries, verdict.Organisations));
        Assert.Empty(verdict.Faults);
    }

    [Theory, EveryDatabase]
    public async Task EveryKindOfChange_Verified_IsClean(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await WithSixEntriesAsync(portal);
        await portal.AddAsync(AContact().In(Roskilde));
        var verdict = await portal.Verifier.VerifyAsync(CancellationToken);
        Assert.Empty(verdict.Faults);
        Assert.Equal((7, 2), (verdict.Entries, verdict.Organisations));
    }

    [Theory, EveryDatabase]
    public async Task Saves_BetweenAnyTwoQueriesOfTheVerification_AreNoFault(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var saves = 0;
        await using var verifying = portal.AnotherProcess(new BeforeEachQuery(async () =>
            contact = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, $"Navn {++saves}"))));
        var verdict = await verifying.Verifier.VerifyAsync(CancellationToken);
        Assert.Empty(verdict.Faults);

        // Ten queries: the heads, their organisations three times, the entries, and the state that they led to five times.
        Assert.Equal(10, saves);
        Assert.InRange(verdict.Entries, 1, saves);
        Assert.Equal(1 + saves, (await portal.Verifier.VerifyAsync(CancellationToken)).Entries);
    }

    private static readonly (string What, string Sql, HistoryFaultKind Fault, long Number)[] Tampered =
    [
        (
            "changed value", """UPDATE "History" SET "Changes" = replace("Changes", 'Navn 3', 'Navn 9') WHERE "Number" = 3""",
            HistoryFaultKind.WrongContent, 3),
        ("changed name", """UPDATE "History" SET "ActorName" = 'En Anden' WHERE "Number" = 3""", HistoryFaultKind.WrongContent, 3),
        (
            "text that is no list of changes", """UPDATE "History" SET "Changes" = 'x' WHERE "Number" = 3""",
            HistoryFaultKind.WrongContent, 3),
        (
            "changed value, half erased",
            """UPDATE "History" SET "Changes" = replace("Changes", 'Navn 3', 'Navn 9'), "Salt" = NULL WHERE "Number" = 3""",
            HistoryFaultKind.WrongContent, 3),
        ("name taken away alone", """UPDATE "History" SET "ActorName" = NULL WHERE "Number" = 3""", HistoryFaultKind.WrongContent, 3),
        (
            "erased line", """UPDATE "History" SET "Salt" = NULL, "ActorName" = NULL, "Changes" = NULL WHERE "Number" = 3""",
            HistoryFaultKind.UnauthorisedErasure, 3),
        (
            "changed moment", """UPDATE "History" SET "At" = (SELECT max("GivenUpAt") FROM "Outbox") WHERE "Number" = 3""",
            HistoryFaultKind.WrongHash, 3),
        ("changed kind", """UPDATE "History" SET "Kind" = 'ContactUndone' WHERE "Number" = 3""", HistoryFaultKind.WrongHash, 3),
        (
            "kind that there is none of", """UPDATE "History" SET "Kind" = 'ContactErased' WHERE "Number" = 3""",
            HistoryFaultKind.WrongHash, 3),
        ("kind by its number", """UPDATE "History" SET "Kind" = '1' WHERE "Number" = 3""", HistoryFaultKind.WrongHash, 3),
        ("changed digest", """UPDATE "History" SET "Digest" = "Hash" WHERE "Number" = 3""", HistoryFaultKind.WrongHash, 3),
        ("removed line", """DELETE FROM "History" WHERE "Number" = 3""", HistoryFaultKind.Gap, 3),
        ("removed first line", """DELETE FROM "History" WHERE "Number" = 1""", HistoryFaultKind.Gap, 1),
        ("cut end", """DELETE FROM "History" WHERE "Number" = 6""", HistoryFaultKind.WrongHead, 5),
        ("removed head", """DELETE FROM "HistoryHeads" WHERE "Organisation" = 751""", HistoryFaultKind.WrongHead, 6),
        ("changed contact", """UPDATE "Contacts" SET "Name" = 'Navn 9'""", HistoryFaultKind.WrongContact, 6),
        ("changed version", """UPDATE "Contacts" SET "Version" = 5""", HistoryFaultKind.WrongContact, 5),
        ("brought back past the book", """UPDATE "Contacts" SET "DeactivatedAt" = NULL""", HistoryFaultKind.WrongContact, 6),
        ("removed responsibility", """DELETE FROM "Responsibilities" """, HistoryFaultKind.WrongContact, 6),
        ("removed contact", """DELETE FROM "Contacts" """, HistoryFaultKind.WrongContact, 6),
    ];

    public static IEnumerable<ITheoryDataRow> Tampering =>
        from database in EveryDatabaseInLongRunsAttribute.Databases
        from t in Tampered
        select new TheoryDataRow<Database, string, string, HistoryFaultKind, long>(database, t.What, t.Sql, t.Fault, t.Number)
        {
            Skip = EveryDatabaseAttribute.UnavailableReason(database),
        };

    [Theory, MemberData(nameof(Tampering))]
    public async Task Database_TamperedWith_IsFoundAtTheEntry(Database on, string what, string sql, HistoryFaultKind fault, long number)
    {
        await using var portal = await PortalUnderTest.OnCopyAsync(await prepared.OnAsync(on));
        await portal.TamperAsync(System.Runtime.CompilerServices.FormattableStringFactory.Create(sql + OfAarhus(sql)));
        var verdict = await portal.Verifier.VerifyAsync(CancellationToken);
        Assert.True(
            verdict.Faults is [var found] && found == new HistoryFault(Aarhus, number, fault),
            $"{what}: {string.Join(", ", verdict.Faults)}");
    }

    /// <summary>SQLite only: it stores any text in any column, while PostgreSQL's uuid type refuses it.</summary>
    [Fact]
    public async Task TextInAnIdColumn_OnSqlite_IsFoundUnreadable()
    {
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        await WithSixEntriesAsync(portal);
        await portal.TamperAsync($"""UPDATE "History" SET "Subject" = 'x' WHERE "Number" = 3""");
        Assert.Equal([new(Aarhus, 3, HistoryFaultKind.Unreadable)], (await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabaseInLongRuns]
    public async Task TwoEntries_Swapped_AreFoundAtTheFirstOfThem(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await WithSixEntriesAsync(portal);
        await portal.TamperAsync($"""UPDATE "History" SET "Number" = -"Number" WHERE "Number" IN (2, 3)""");
        await portal.TamperAsync($"""UPDATE "History" SET "Number" = 5 + "Number" WHERE "Number" < 0""");
        Assert.Equal([new(Aarhus, 2, HistoryFaultKind.WrongHash)], (await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory, EveryDatabase]
    public async Task EntryErased_Verified_KeepsTheChainIntact(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await WithSixEntriesAsync(portal);
        await portal.EraseHistoryAsync((await portal.HistoryAsync(Aarhus))[0].Subject);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);

        // Entries that were not erased are still verified.
        await portal.TamperAsync($"""UPDATE "History" SET "At" = (SELECT max("GivenUpAt") FROM "Outbox") WHERE "Number" = 2""");
        Assert.Equal([new(Aarhus, 2, HistoryFaultKind.WrongHash)], (await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    private static string OfAarhus(string sql) =>
        sql.Contains("WHERE", StringComparison.Ordinal) ? """ AND "Organisation" = 751""" : """ WHERE "Organisation" = 751""";

    /// <summary>Aarhus' only contact: created, changed four times (the last time deactivated), with one of the changes undone.</summary>
    private static async Task WithSixEntriesAsync(PortalUnderTest portal)
    {
        var contact = await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        contact = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Phone, "33663366"));
        contact = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Navn 3"));
        contact = await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Email, "navn.4@kommune.example"));
        contact = (await portal.UndoAsync(AnActor(), new(contact.Id, contact.Version, Guid.NewGuid()))).Is<SaveOutcome.Saved>().Contact;
        await portal.SavedAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true));
    }

    /// <summary>Databases with a history; each test tampers with a copy.</summary>
    public sealed class Prepared : IAsyncDisposable
    {
        private readonly Dictionary<Database, DatabaseUnderTest> made = [];

        public async Task<DatabaseUnderTest> OnAsync(Database on)
        {
            if (made.TryGetValue(on, out var database))
                return database;
            database = made[on] = await DatabaseUnderTest.CreateMigratedAsync(on);
            await using var portal = PortalUnderTest.On(database);
            await WithSixEntriesAsync(portal);
            await portal.AddAsync(AContact().In(Roskilde));
            return database;
        }

        public ValueTask DisposeAsync()
        {
            foreach (var database in made.Values)
                database.Dispose();
            return default;
        }
    }

    /// <summary>Runs an action before each query.</summary>
    private sealed class BeforeEachQuery(Func<Task> act) : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            await act();
            return result;
        }
    }
}
