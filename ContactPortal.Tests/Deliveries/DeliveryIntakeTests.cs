using System.Text;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.History;
using ContactPortal.Tests.Builders;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Deliveries;

/// <summary>Deliveries are stored once, atomically, and without CPR numbers (D2, D6, D9).</summary>
public sealed class DeliveryIntakeTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Delivery_Received_IsStoredWithItsErrorsMailsAndHistoryEntry(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        var delivery = await portal.StoredAsync(
            ADelivery().WithId("a-1").With(AnError("B07"), AnError() with { Field = null, Line = null, Reference = null }));

        var errors = await portal.ErrorsOfAsync(delivery);
        Assert.Equal(
            [("B07", "slutdato", (int?)17, "sag-4711"), ("A12", "", null, "")], errors.Select(e => (e.Code, e.Field, e.Line, e.Reference)));
        Assert.Equal((2, 2, 0, 0), (delivery.Errors, delivery.New, delivery.Persisting, delivery.Resolved));
        var entry = Assert.Single(await portal.HistoryAsync(Aarhus), l => l.Kind == HistoryKind.DeliveryReceived);
        Assert.Equal((delivery.Number, DeliveryTestExtensions.System, portal.Clock.GetUtcNow()), (entry.Number, entry.ActorName, entry.At));
        Assert.Contains("a-1", entry.Changes, StringComparison.Ordinal);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
        Assert.Equal(delivery.Number, Assert.Single((await portal.Snapshots.CurrentAsync(Aarhus, CancellationToken)).Deliveries).Number);
    }

    [Theory]
    [EveryDatabase]
    public async Task SameDelivery_SentAgain_IsTheSameAndWritesNothing(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        var sent = ADelivery().With(SomeErrors(3));
        var first = await portal.StoredAsync(sent);
        var written = await portal.WrittenAsync();
        portal.Clock.Advance(TimeSpan.FromDays(1));

        var again = (await portal.ReceiveAsync(sent)).Is<IntakeOutcome.Duplicate>().Delivery;
        Assert.Equal((first.Number, first.ReceivedAt, first.Errors), (again.Number, again.ReceivedAt, again.Errors));
        Assert.Equal(written, await portal.WrittenAsync());
    }

    [Theory]
    [EveryDatabaseInLongRuns]
    public async Task SameId_WithAnyOtherContent_IsRefusedAndWritesNothing(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var sent = ADelivery().With(AnError());
        await portal.StoredAsync(sent);
        var written = await portal.WrittenAsync();
        DeliveryBuilder[] others =
        [
            sent.Of(Raadighed), sent.About(new(2026, 1)), sent with { Records = 1201 }, sent.With(), sent.With(AnError(), AnError()),
            sent.With(AnError("A13")),
            sent.With(AnError(text: "Noget andet")), sent.With(AnError() with { Line = 18 }), sent.With(AnError() with { Field = null }),
            sent.With(AnError(reference: "sag-1")),
        ];
        foreach (var other in others)
            (await portal.ReceiveAsync(other)).Is<IntakeOutcome.ContentMismatch>();
        Assert.Equal(written, await portal.WrittenAsync());
        await portal.StoredAsync(sent.In(Koebenhavn));
    }

    [Theory]
    [EveryDatabaseInLongRuns]
    public async Task InvalidDelivery_Received_IsRefusedAndWritesNothing(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var errors = (await portal.ReceiveAsync(ADelivery().Of("UKENDT").About(new(2026, 4)))).Is<IntakeOutcome.Invalid>().Errors;
        Assert.Equal([new("type", DeliveryFault.UnknownType), new("period", DeliveryFault.FuturePeriod)], errors);
        Assert.Equal(new(0, 0, 0, 0), await portal.WrittenAsync());
    }

    [Theory]
    [EveryDatabase]
    public async Task NextDelivery_OfTheSameType_ShowsWhichErrorsAreNewPersistingAndResolved(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var (resolved, persisting, fresh) =
            (AnError("A12", reference: "sag-1"), AnError("B07", reference: "sag-2"), AnError("C03", reference: "sag-3"));
        var first = await portal.StoredAsync(ADelivery().With(resolved, persisting));
        await portal.StoredAsync(ADelivery().Of(Raadighed).With(resolved, persisting));
        await portal.StoredAsync(ADelivery().In(Koebenhavn).With(resolved, persisting));

        var next = await portal.StoredAsync(ADelivery().With(fresh, persisting with { Line = 99, Text = "Samme fejl, ny tekst" }));
        Assert.Equal((2, 1, 1, 1), (next.Errors, next.New, next.Persisting, next.Resolved));
        Assert.Equal([("C03", false), ("B07", true)], (await portal.ErrorsOfAsync(next)).Select(e => (e.Code, e.IsPersisting)));
        Assert.Equal([("A12", next.Number), ("B07", null)], (await portal.ErrorsOfAsync(first)).Select(e => (e.Code, e.ResolvedBy)));
    }

    [Theory]
    [EveryDatabaseInLongRuns]
    public async Task DeliveryThatDiffersInACprNumberAlone_IsTheSame_SinceNothingOfTheNumberIsKept(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var sent = ADelivery().With(AnError(text: "Borger 010190-1234"));
        var stored = await portal.StoredAsync(sent);
        var again = (await portal.ReceiveAsync(sent.With(AnError(text: "Borger 020291-4321")))).Is<IntakeOutcome.Duplicate>().Delivery;
        Assert.Equal(stored.Number, again.Number);
    }

    [Theory]
    [EveryDatabaseInLongRuns]
    public async Task TextThatIsTooLongOnceMasked_IsRefusedInsteadOfCut(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var numbers = string.Join(' ', Enumerable.Repeat("0101901234", 90));
        Assert.InRange(numbers.Length, 0, DeliveryRules.LongestText);
        Assert.Equal(
            [new("errors[0].text", DeliveryFault.TooLong)],
            (await portal.ReceiveAsync(ADelivery().With(AnError(text: numbers)))).Is<IntakeOutcome.Invalid>().Errors);
    }

    [Fact]
    public async Task CprNumbers_InEveryFieldOfAnError_AreInNoByteOfTheDatabase()
    {
        const string canary = "1503851234";
        using var database = DatabaseUnderTest.On(Database.Sqlite);
        await using var portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(CancellationToken);
        await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        var delivery = await portal.StoredAsync(ADelivery().With(
            new ReportedError($"A12 {canary}", $"Borger {canary} og 150385-1234", "150385 1234", 1, $"sag {canary}"),
            new ReportedError("150385\u20131234", "(150385\u00a01234)", null, null, canary)));
        var holder = await portal.HasHolderAsync("Mette Holm");
        Assert.True(
            await portal.Get<DeliveryQueries>().ExplainAsync(
                holder, delivery.Number, 1, $"Det er {canary}, altså 150385-1234", CancellationToken));

        var files = Directory.GetFiles(Path.GetDirectoryName(database.File)!);
        Assert.Contains(database.File, files);
        var bytes = files.Select(ReadOpen).ToList();
        foreach (var form in new[] { canary, "150385-1234", "150385 1234", "150385\u20131234", "150385\u00a01234", "150385" })
            Assert.DoesNotContain(bytes, file => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(form)) >= 0);
        Assert.Contains(bytes, file => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(CprMask.Mask)) >= 0);
    }

    [Theory]
    [EveryDatabase]
    public async Task DeliveryThatFailsAtItsLastError_LeavesNothingBehind(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        var sent = ADelivery().With(SomeErrors(5));
        var written = await portal.WrittenAsync();
        await using (var db = await portal.ReadAsync())
        {
            foreach (var sql in FullAtTheFifthError(database))
                await db.Database.ExecuteSqlRawAsync(sql, CancellationToken);
            var full = await Assert.ThrowsAnyAsync<Exception>(() => portal.ReceiveAsync(sent));
            Assert.IsType<System.Data.Common.DbException>(full.GetBaseException(), exactMatch: false);
            Assert.Equal(written, await portal.WrittenAsync());
            await db.Database.ExecuteSqlRawAsync(
                database == Database.Sqlite ? "DROP TRIGGER DiskFull" : """DROP TRIGGER DiskFull ON "DeliveryErrors" """,
                CancellationToken);
        }

        await portal.StoredAsync(sent);
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory]
    [EveryDatabase]
    public async Task TwoHundredDeliveries_FromSixteenClientsAtOnce_AreEachStoredOnce(Database database)
    {
        await using var portal = await PortalUnderTest.OnAsync(database);
        var sent = Enumerable.Range(0, 100).Select(_ => ADelivery().With(SomeErrors(3)).Build()).ToList();
        var outcomes = new System.Collections.Concurrent.ConcurrentBag<IntakeOutcome>();
        await Parallel.ForEachAsync(
            sent.Concat(sent), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = CancellationToken },
            async (delivery, _) => outcomes.Add(await portal.ReceiveAsync(delivery)));
        Assert.Equal((100, 100), (outcomes.OfType<IntakeOutcome.Stored>().Count(), outcomes.OfType<IntakeOutcome.Duplicate>().Count()));
        Assert.Equal(100, outcomes.OfType<IntakeOutcome.Stored>().Select(o => o.Delivery.Number).Distinct().Count());
        Assert.Equal(new(100, 300, 200, 100), await portal.WrittenAsync());
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    private static string[] FullAtTheFifthError(Database on) => on switch
    {
        Database.Sqlite =>
        [
            """
            CREATE TRIGGER DiskFull BEFORE INSERT ON "DeliveryErrors" WHEN NEW."Position" = 5
            BEGIN SELECT RAISE(ABORT, 'disk full'); END
            """,
        ],
        Database.Postgres =>
        [
            "CREATE FUNCTION DiskFull() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$",
            """
            CREATE TRIGGER DiskFull BEFORE INSERT ON "DeliveryErrors"
            FOR EACH ROW WHEN (NEW."Position" = 5) EXECUTE FUNCTION DiskFull()
            """,
        ],
    };

    private static byte[] ReadOpen(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
