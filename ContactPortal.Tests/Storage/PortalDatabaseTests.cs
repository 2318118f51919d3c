using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Storage;

public sealed class PortalDatabaseTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task EmptyDatabase_Migrated_IsReadyAndHasTheThreeDeliveryTypes(Database on)
    {
        using var database = DatabaseUnderTest.On(on);
        await using var portal = PortalUnderTest.On(database);
        await portal.Store.MigrateAsync(CancellationToken);
        await portal.Store.MigrateAsync(CancellationToken);
        Assert.True(await portal.Store.CanConnectAsync(CancellationToken));
        await using var db = await portal.ReadAsync();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(CancellationToken));
        Assert.Equal([Amfora, Raadighed, Resultat], db.DeliveryTypes.OrderBy(t => t.Position).Select(t => t.Code));
    }

    [Theory, EveryDatabase]
    public async Task TwoProcesses_StartedAtOnceOnAnEmptyDatabase_BothComeUp(Database on)
    {
        using var database = DatabaseUnderTest.On(on);
        await using var one = PortalUnderTest.On(database);
        await using var other = PortalUnderTest.On(database);
        await Task.WhenAll(
            Task.Run(() => one.Store.MigrateAsync(CancellationToken), CancellationToken),
            Task.Run(() => other.Store.MigrateAsync(CancellationToken), CancellationToken));
        await one.AddAsync(AContact());
        await using var db = await other.ReadAsync();
        Assert.Single(db.Contacts);
    }

    [Theory, EveryDatabase]
    public async Task DatabaseOfANewerVersion_Migrated_IsRefusedAndLeftAsItIs(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.TamperAsync($"""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Newer', '99.0')""");
        var refused = await Assert.ThrowsAsync<IOException>(() => portal.Store.MigrateAsync(CancellationToken));
        Assert.Contains("99990101000000_Newer", refused.Message, StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Texts_ComparedAndPutInOrder_AreSoByTheirBytes(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        string[] names = ["Åse", "Aage", "Æske", "ane", "Zoe", "Ane"];
        await portal.AddAsync([.. names.Select(name => (Person)APerson().Named(name))]);
        await using var db = await portal.ReadAsync();
        Assert.Equal(
            names.Order(StringComparer.Ordinal), await db.Persons.OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(CancellationToken));
        Assert.Equal(1, await db.Persons.CountAsync(p => p.Name == "ane", CancellationToken));
        Assert.Equal(
            ["Zoe"], await db.Persons.Where(p => p.Name.CompareTo("Z") >= 0 && p.Name.CompareTo("a") < 0)
                .Select(p => p.Name).ToListAsync(CancellationToken));
    }

    [Theory, EveryDatabase]
    public async Task Moment_BetweenTwoMilliseconds_IsKeptAsTheEarlierOne(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var at = portal.Clock.GetUtcNow().AddTicks(TimeSpan.TicksPerMillisecond - 1);
        await portal.Store.ExecuteWriteAsync(
            async (db, cancellationToken) =>
            {
                await db.RevokedSessions.AddAsync(new() { Session = "s", At = at.ToOffset(TimeSpan.FromHours(1)) }, cancellationToken);
                return true;
            },
            CancellationToken);
        await using var db = await portal.ReadAsync();
        Assert.Equal(portal.Clock.GetUtcNow(), (await db.RevokedSessions.AsNoTracking().SingleAsync(CancellationToken)).At);
        Assert.Single(db.RevokedSessions.Where(s => s.At == at));
    }

    [Theory, EveryDatabase]
    public async Task Model_ComparedWithItsMigrations_LacksNone(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await using var db = await portal.ReadAsync();
        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed: add a migration.");
    }

    [Theory, EveryDatabase]
    public async Task TwoProcesses_WritingAtOnce_AllSucceedInOneHistory(Database on)
    {
        const int each = 15;
        await using var one = await PortalUnderTest.OnAsync(on);
        await using var other = one.AnotherProcess();
        var contacts = new[]
        {
            await one.AddAsync(AContact()), await one.AddAsync(AContact()), await one.AddAsync(AContact()), await one.AddAsync(AContact()),
        };

        await Task.WhenAll(
            contacts.Select((contact, i) => Task.Run(() => SaveManyAsync(i % 2 == 0 ? one : other, contact), CancellationToken)));

        var entries = await one.HistoryAsync(Aarhus);
        Assert.Equal(Enumerable.Range(1, contacts.Length * (each + 1)).Select(n => (long)n), entries.Select(l => l.Number));
        foreach (var contact in contacts)
            Assert.Equal($"Navn {each}", (await other.FindAsync(Aarhus, contact.Id))!.Values.Name);

        static async Task SaveManyAsync(PortalUnderTest portal, ContactView contact)
        {
            for (var i = 1; i <= each; i++)
            {
                var draft = ContactDraft.Of(contact).With(ContactField.Name, $"Navn {i}");
                contact = (await portal.SaveAsync(AnActor(), draft)).Is<SaveOutcome.Saved>().Contact;
            }
        }
    }

    [Theory, EveryDatabase]
    public async Task Command_ThatFailsHalfway_WritesAndAnnouncesNothingAndLetsTheNextOneIn(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var published = new List<Change>();
        using var subscription = portal.Feed.Subscribe(published.Add);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => portal.Store.ExecuteWriteAsync<bool>(Aarhus, FailHalfwayAsync, CancellationToken));

        Assert.Empty(published);
        Assert.Equal(contact, await portal.FindAsync(Aarhus, contact.Id));
        await using (var db = await portal.ReadAsync())
            Assert.Single(db.Persons);
        (await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"))).Is<SaveOutcome.Saved>();

        static async Task<bool> FailHalfwayAsync(PortalDb db, CancellationToken cancellationToken)
        {
            db.Persons.Add(APerson());
            await db.SaveChangesAsync(cancellationToken);
            throw new InvalidOperationException("Halfway.");
        }
    }

    [Theory, EveryDatabase]
    public async Task Command_ThatWritesHistoryAndReturnsNoChange_IsTakenBack(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        await portal.AddAsync(AContact());
        var before = await portal.HistoryAsync(Aarhus);

        await Assert.ThrowsAsync<InvalidOperationException>(() => portal.Store.ExecuteWriteAsync(Aarhus, WriteAsync, CancellationToken));
        Assert.Equal(before.Count, (await portal.HistoryAsync(Aarhus)).Count);

        Task<bool> WriteAsync(PortalDb db, CancellationToken cancellationToken)
        {
            var last = before[^1];
            db.History.Add(new()
            {
                Organisation = Aarhus, Number = last.Number + 1, Subject = last.Subject, Kind = last.Kind,
                SaveId = Guid.NewGuid(), At = last.At,
                ActorId = last.ActorId, ActorName = last.ActorName, Changes = last.Changes, Salt = last.Salt,
                Digest = last.Digest, Hash = last.Hash,
            });
            return Task.FromResult(true);
        }
    }

    [Theory, EveryDatabase]
    public async Task Change_Announced_IsTheOneThatTheCommandReturned(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var published = new List<Change>();
        using var subscription = portal.Feed.Subscribe(published.Add);
        await portal.Store.ExecuteWriteAsync(
            Aarhus, (db, _) =>
            {
                db.Persons.Add(APerson());
                return Task.FromResult(new CommandResult<bool>(Outcome: true, new Change(Aarhus, 7)));
            },
            CancellationToken);
        await portal.Store.ExecuteWriteAsync(
            Aarhus, (db, _) =>
            {
                db.Persons.Add(APerson());
                return Task.FromResult(true);
            },
            CancellationToken);
        Assert.Equal([new Change(Aarhus, 7)], published);
    }

    [Theory, EveryDatabase]
    public async Task Change_Announced_IsAlreadyThereToBeRead(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var contact = await portal.AddAsync(AContact());
        var names = new List<string?>();
        using var subscription = portal.Feed.Subscribe(_ =>
        {
            using var db = portal.ReadAsync().GetAwaiter().GetResult();
            names.Add(db.Contacts.AsNoTracking().Single().Name);
        });
        await portal.SaveAsync(AnActor(), ContactDraft.Of(contact).With(ContactField.Name, "Nyt Navn"));
        Assert.Equal(["Nyt Navn"], names);
    }

    [Theory, EveryDatabase]
    public async Task PersonOfAContact_WrittenToAnotherWithoutTheCommand_IsRefusedByTheDatabase(Database on)
    {
        await using var portal = await PortalUnderTest.OnAsync(on);
        var (one, other) = (await portal.AddAsync(AContact()), await portal.AddAsync(AContact()));
        await using var db = await portal.ReadAsync();
        await Assert.ThrowsAnyAsync<Exception>(() =>
            db.Database.ExecuteSqlAsync(
                $"""UPDATE "Contacts" SET "PersonId" = {one.PersonId} WHERE "PersonId" = {other.PersonId}""", CancellationToken));
        Assert.Equal(other, await portal.FindAsync(Aarhus, other.Id));
    }
}
