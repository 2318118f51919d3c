using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Crash;

/// <summary>
/// The process is killed while saving: no acknowledged save is lost, nothing is half applied, and each contact agrees with its history.
/// By SIGKILL, and on SQLite also by a simulated power cut, after which the disk holds only what had been synced (PostgreSQL's own
/// durability is not tested here).
/// </summary>
public sealed class CrashTests(ITestOutputHelper output, PowerCut powerCut) : IClassFixture<PowerCut>
{
    private const int OrdinaryCount = 4;
    private const int LongCount = 20;
    private const int MostSaves = 40;
    private const int Contacts = 6;

    private static readonly string Deactivated = ContactField.Deactivated.Key;
    private static readonly Dictionary<string, string> Undisturbed = [];

    private readonly int seed = TestScale.Seed;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>The number of kills and power cuts; CONTACTPORTAL_CRASHES overrides it.</summary>
    private static int Count => TestScale.Count("CONTACTPORTAL_CRASHES", OrdinaryCount, LongCount);

    [Theory, EveryDatabase]
    public async Task ProcessKilledWhileSaving_AgainAndAgain_LosesNoAcknowledgedSave(Database on)
    {
        using var database = await WithContactsAsync(on);
        var random = new Random(seed);
        var (total, count) = (0, TestScale.CountFor(on, Count));
        for (var i = 0; i < count; i++)
        {
            var acknowledged = await WriterProcess.KillAfterAsync(
                random.Next(1, MostSaves), database.AbsoluteConnectionString, random.Next(), Undisturbed);
            Assert.Empty(await LostAsync(database, acknowledged, i));
            total += acknowledged.Count;
        }

        output.WriteLine($"{total} saves in {count} kills");
    }

    [Fact]
    public async Task PowerCutWhileSaving_AgainAndAgain_LosesNoAcknowledgedSave()
    {
        using var database = await WithContactsAsync(Database.Sqlite);
        var random = new Random(seed);
        var total = 0;
        for (var i = 0; i < Count; i++)
        {
            var acknowledged = await CutAsync(database, random);
            Assert.Empty(await LostAsync(database, acknowledged, i));
            total += acknowledged.Count;
        }

        output.WriteLine($"{total} saves in {Count} cuts");
    }

    /// <summary>Verifies the simulation: a portal that does not wait for the disk loses saves.</summary>
    [Fact]
    public async Task PowerCutOfAPortalThatDoesNotWaitForTheDisk_LosesSaves()
    {
        using var database = await WithContactsAsync(Database.Sqlite);
        var lost = await LostAsync(database, await CutAsync(database, new(seed), CrashWriter.Carelessly), 0);
        Assert.NotEmpty(lost);
        output.WriteLine($"{lost.Count} saves lost");
    }

    private async Task<DatabaseUnderTest> WithContactsAsync(Database on)
    {
        output.WriteLine($"Seed {seed}");
        var database = DatabaseUnderTest.OnDisk(on);
        await using var portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(CancellationToken);
        for (var i = 0; i < Contacts; i++)
            await portal.AddAsync(AContact());
        return database;
    }

    private async Task<IReadOnlyDictionary<long, Guid>> CutAsync(DatabaseUnderTest database, Random random, params string[] manner)
    {
        // Closing the last connection checkpoints the WAL, which would write what the power cut is to undo.
        database.CloseConnections();
        var log = Path.Combine(database.Root, $"{Guid.NewGuid():N}.log");
        var acknowledged = await WriterProcess.KillAfterAsync(
            random.Next(1, MostSaves), database.AbsoluteConnectionString, random.Next(),
            powerCut.LoggingEnvironment(database.File, log), manner);
        PowerCut.UndoUnsyncedWrites(database.File, log);
        return acknowledged;
    }

    /// <summary>Returns the acknowledged saves that the database lacks; asserts that everything else is consistent.</summary>
    private async Task<IReadOnlyList<long>> LostAsync(DatabaseUnderTest database, IReadOnlyDictionary<long, Guid> acknowledged, int round)
    {
        await using var portal = PortalUnderTest.On(database);
        var verification = await portal.Verifier.VerifyAsync(CancellationToken);
        Assert.True(verification.Faults.IsEmpty, $"Seed {seed}, round {round}: {string.Join(", ", verification.Faults)}");
        var history = await portal.HistoryAsync(Aarhus);
        await using (var db = await portal.ReadAsync())
        {
            // Every new holder gets a mail in the same transaction: an entry without its mail would be half a save.
            var becameHolder = history.Count(
                e => e.Kind == HistoryKind.ContactCreated || FieldChanges.Read(e.Changes).Any(
                    c => c.Field == Deactivated && !ContactValues.IsTicked(c.To)));
            Assert.Equal(becameHolder, await db.Outbox.CountAsync(m => m.Kind == MailKind.MadeContact, CancellationToken));
        }

        var saveIds = history.ToDictionary(e => e.Number, e => e.SaveId);
        return [.. acknowledged.Where(a => saveIds.GetValueOrDefault(a.Key) != a.Value).Select(a => a.Key)];
    }
}
