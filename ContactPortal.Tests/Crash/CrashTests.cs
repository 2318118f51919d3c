using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Crash;

/// <summary>
/// The portal is ended in the middle of saving: no acknowledged save is lost, nothing is half applied, and each contact is what its
/// history makes of it. By signal 9, and by a power cut, after which the disk holds what had been synced and no more
/// (what PostgreSQL does in one is PostgreSQL's to prove).
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

    /// <summary>How many kills and cuts; CONTACTPORTAL_CRASHES says another number.</summary>
    private static int Count => TestScale.Count("CONTACTPORTAL_CRASHES", OrdinaryCount, LongCount);

    [Theory, EveryDatabase]
    public async Task ProcessKilledWhileSaving_AgainAndAgain_LosesNoAcknowledgedSave(Database on)
    {
        using var database = await WithContactsAsync(on);
        var random = new Random(seed);
        var (total, count) = (0, TestScale.On(on, Count));
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

    /// <summary>The proof that the cut is one: a portal that did not wait for the disk would be found out.</summary>
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
            await portal.HasAsync(AContact());
        return database;
    }

    private async Task<IReadOnlyDictionary<long, Guid>> CutAsync(DatabaseUnderTest database, Random random, params string[] manner)
    {
        // The last one to close the database tidies it up, and would write what the cut is to take back.
        database.CloseConnections();
        var log = Path.Combine(database.Root, $"{Guid.NewGuid():N}.log");
        var acknowledged = await WriterProcess.KillAfterAsync(
            random.Next(1, MostSaves), database.AbsoluteConnectionString, random.Next(), powerCut.Watching(database.File, log), manner);
        PowerCut.TakeBackWhatWasNotSynced(database.File, log);
        return acknowledged;
    }

    /// <summary>The acknowledged saves that the database does not know; and everything else must be whole.</summary>
    private async Task<IReadOnlyList<long>> LostAsync(DatabaseUnderTest database, IReadOnlyDictionary<long, Guid> acknowledged, int round)
    {
        await using var portal = PortalUnderTest.On(database);
        var verdict = await portal.Verifier.VerifyAsync(CancellationToken);
        Assert.True(verdict.Faults.IsEmpty, $"Seed {seed}, round {round}: {string.Join(", ", verdict.Faults)}");
        var history = await portal.HistoryAsync(Aarhus);
        await using (var db = await portal.ReadAsync())
        {
            // Whoever comes to hold a place is written to: a history without its mails would be half a save.
            var begun = history.Count(l => l.Kind == HistoryKind.ContactCreated || FieldChanges.Read(l.Changes).Any(c => c.Field == Deactivated && !ContactValues.IsTicked(c.To)));
            Assert.Equal(begun, await db.Outbox.CountAsync(m => m.Kind == MailKind.MadeContact, CancellationToken));
        }

        var lines = history.ToDictionary(l => l.Number, l => l.SaveId);
        return [.. acknowledged.Where(a => lines.GetValueOrDefault(a.Key) != a.Value).Select(a => a.Key)];
    }
}
