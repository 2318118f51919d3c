using System.Collections.Immutable;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Mail;
using ContactPortal.Tests.Persons;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContactPortal.Tests.Storage;

/// <summary>
/// The migration from version 1.0.0, in which a person had one RID, sign-in links were a table (P1), and the mark of an address belonged to
/// a contact.
/// </summary>
public sealed class FormerVersionMigrationTests
{
    private const string Issuer = "https://login.example";
    private const string OtherIssuer = "https://andet.example";
    private static readonly Guid Anne = new("aaaaaaaa-0000-4000-8000-000000000001");
    private static readonly Guid Karin = new("aaaaaaaa-0000-4000-8000-000000000002");
    private static readonly Guid Jens = new("aaaaaaaa-0000-4000-8000-000000000003");
    private static readonly Guid FormerPerson = new("aaaaaaaa-0000-4000-8000-000000000004");
    private static readonly Guid Contact = new("bbbbbbbb-0000-4000-8000-000000000001");
    private static readonly DateTimeOffset At = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task DatabaseOfThePreviousSchema_Migrated_KeepsAllDataAndWorks(Database on)
    {
        using var database = DatabaseUnderTest.On(on);
        await using var portal = PortalUnderTest.On(database);
        await CreatePreviousDatabaseAsync(portal, on);
        await portal.Store.MigrateAsync(CancellationToken);
        await AssertMigratedAsync(portal);
        await AssertWorksAsync(portal);
        if (on == Database.Postgres)
            await AssertRowLevelSecurityAsync(portal);
    }

    private static async Task AssertMigratedAsync(PortalUnderTest portal)
    {
        await using (var db = await portal.ReadAsync())
        {
            Assert.Equal(
                [(0, Jens, "90000001"), (265, Karin, "22222222"), (751, Anne, "11111111"), (751, Karin, "33333333")],
                (await db.Persons.AsNoTracking().ToListAsync(CancellationToken))
                    .Select(p => (p.Organisation.Value, p.Id, p.Rid.Digits)).Order());
            Assert.Equal(
                [(265, Karin, OtherIssuer, "karin-andet"), (265, Karin, Issuer, "karin"), (751, Anne, Issuer, "anne")],
                (await db.PersonIdentifiers.Where(i => i.Kind == PersonIdentifierKind.Subject && i.Until == null)
                    .ToListAsync(CancellationToken))
                    .Select(i => (i.Organisation.Value, i.PersonId, i.Issuer, i.Value)).Order());

            // The machine's clock: the migration takes the time from the database.
            var now = DateTimeOffset.UtcNow;
            Assert.All(
                await db.Persons.AsNoTracking().ToListAsync(CancellationToken),
                p => Assert.InRange(p.CreatedAt, now.AddDays(-2), now.AddDays(2)));
        }

        await AssertMailsAsync(portal);
        Assert.Equal(Role.LocalAdministrator, (await portal.Directory.ActorAsync(Anne, Aarhus, CancellationToken))?.Role);
        Assert.Equal(Role.Agency, (await portal.Directory.ActorAsync(Jens, Aarhus, CancellationToken))?.Role);
        Assert.Equal(new SignInMatch.Matched(Anne, Aarhus), await portal.MatchAsync(new(Issuer, "anne")));
        Assert.Equal(
            new SignInMatch.Matched(Karin, Aarhus),
            await portal.MatchAsync(new(Issuer, "karin") { Cvr = "55133018", Organisation = Aarhus }));
        var snapshot = await portal.LoadSnapshotAsync(Aarhus);
        Assert.Equal((Contact, Anne, "11111111", "Anne Holm"), Assert.Single(
            snapshot.Active.Select(c => (c.Id, c.PersonId, c.Values.Rid, c.Values.Name))));
        Assert.True(snapshot.Rights.Holds(Anne));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    /// <summary>A waiting mail is kept, and needs no condition; marks of addresses begin anew.</summary>
    private static async Task AssertMailsAsync(PortalUnderTest portal)
    {
        var mail = Assert.Single(await portal.OutboxAsync());
        Assert.Equal(
            (Aarhus, MailKind.Reminder, (Guid?)Contact, "Påmindelse", MailState.Waiting, 2, At, At.AddDays(2), "421 prøv senere"),
            (mail.Organisation, mail.Kind, mail.ContactId, mail.Subject, mail.State, mail.Attempts, mail.NextAttemptAt, mail.ExpiresAt,
                mail.Cause));
        Assert.Equal((null, null, null, null), (mail.Condition, mail.AboutId, mail.FormerId, mail.Reason));
        Assert.Equal(["Tekst"], MailContent.FromJson(mail.Body).Paragraphs);
        await using var db = await portal.ReadAsync();
        Assert.Empty(await db.AddressBounces.ToListAsync(CancellationToken));
    }

    /// <summary>Changes a person and a contact of the migrated database.</summary>
    private static async Task AssertWorksAsync(PortalUnderTest portal)
    {
        var snapshot = await portal.LoadSnapshotAsync(Aarhus);
        var anne = (await portal.Directory.ActorAsync(Anne, Aarhus, CancellationToken))!;
        var karin = Assert.Single(await portal.Directory.AllAsync(anne, CancellationToken), p => p.Id == Karin);
        await portal.SavedPersonAsync(anne, PersonDraft.Of(karin).With(PersonField.Rid, "44444444"));
        await portal.SavedAsync(AnActor(), ContactDraft.Of(snapshot.Find(Contact)!).With(ContactField.Name, "Anne Lund"));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    private static async Task AssertRowLevelSecurityAsync(PortalUnderTest portal)
    {
        await using var db = await portal.Store.OpenReadAsync(Roskilde, CancellationToken);
        Assert.Equal([Roskilde], await db.PersonIdentifiers.Select(i => i.Organisation).Distinct().ToListAsync(CancellationToken));
        await using var unscoped = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(CancellationToken);
        Assert.Equal(0, await unscoped.PersonIdentifiers.CountAsync(CancellationToken));
    }

    /// <summary>Creates the previous schema, with rows as the previous version wrote them.</summary>
    private static async Task CreatePreviousDatabaseAsync(PortalUnderTest portal, Database on)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(portal.Database.File)!);
        await using var db = await portal.ReadAsync();
        var previous = db.Database.GetMigrations().TakeWhile(m => !m.EndsWith("_PersonIdentifiers", StringComparison.Ordinal)).Last();
        await db.GetService<IMigrator>().MigrateAsync(previous, CancellationToken);
        object at = on == Database.Sqlite ? At.ToUnixTimeMilliseconds() : At;
        await InsertPersonsAsync(db, at);
        await InsertContactAsync(db, at);
        await InsertMailsAsync(db, at, on == Database.Sqlite ? At.AddDays(2).ToUnixTimeMilliseconds() : At.AddDays(2));
    }

    private static async Task InsertPersonsAsync(PortalDb db, object at)
    {
        await InsertAsync(
            db,
            """
            INSERT INTO "Persons" ("Organisation", "Id", "Rid", "Name", "Email", "IsLocalAdministrator")
            VALUES ({0}, {1}, {2}, {3}, {4}, {5})
            """,
            [Aarhus.Value, Anne, "11111111", "Anne Holm", "anne@aarhus.example", true],
            [Aarhus.Value, Karin, "33333333", "Karin Friis", "karin@aarhus.example", false],
            [Roskilde.Value, Karin, "22222222", "Karin Friis", "karin@roskilde.example", false],
            [OrganisationCode.Agency.Value, Jens, "90000001", "Jens Winther", "jens@ams.example", false]);

        // The last two: a link in an organisation that the person no longer works for, and one of a person no longer in the directory.
        await InsertAsync(
            db,
            """INSERT INTO "SignInLinks" ("Issuer", "Subject", "Organisation", "PersonId") VALUES ({0}, {1}, {2}, {3})""",
            [Issuer, "anne", Aarhus.Value, Anne], [Issuer, "karin", Roskilde.Value, Karin],
            [OtherIssuer, "karin-andet", Koebenhavn.Value, Karin], [Issuer, "gone", Aarhus.Value, FormerPerson]);
        await InsertAsync(
            db,
            """
            INSERT INTO "Grants" ("Organisation", "PersonId", "Area", "Right", "GrantedAt", "GrantedBy")
            VALUES ({0}, {1}, {2}, {3}, {4}, {5})
            """,
            [Aarhus.Value, Anne, "NyKommune", "TassOpfoelgning", at, "Birthe Lund"]);
    }

    /// <summary>Inserts the contact of Anne, and the history entries of its creation and of her right.</summary>
    private static async Task InsertContactAsync(PortalDb db, object at)
    {
        await InsertAsync(
            db,
            """
            INSERT INTO "Contacts" ("Organisation", "Id", "PersonId", "Rid", "Name", "Email", "Mobile", "Phone", "HeldSince", "Version",
                "ChangedAt", "ChangedById", "ChangedBy")
            VALUES ({0}, {1}, {2}, {3}, {4}, {5}, '', '', {6}, 1, {6}, {7}, {8})
            """,
            [Aarhus.Value, Contact, Anne, "11111111", "Anne Holm", "anne@aarhus.example", at, Karin, "Karin Friis"]);
        await InsertAsync(
            db,
            """INSERT INTO "Responsibilities" ("Organisation", "ContactId", "DeliveryType") VALUES ({0}, {1}, {2})""",
            [Aarhus.Value, Contact, Amfora]);

        var created = await InsertEntryAsync(
            db, at, 1, [], Contact, HistoryKind.ContactCreated,
            [
                new("Rid", "", "11111111"), new("Name", "", "Anne Holm"), new("Email", "", "anne@aarhus.example"),
                new($"Responsibility:{Amfora}", "false", "true"),
            ]);
        var granted = await InsertEntryAsync(db, at, 2, created, Anne, HistoryKind.RightGranted, [new("Person", "", "Anne Holm")]);
        await InsertAsync(
            db, """INSERT INTO "HistoryHeads" ("Organisation", "Number", "Hash") VALUES ({0}, 2, {1})""", [Aarhus.Value, granted]);
    }

    private static async Task InsertMailsAsync(PortalDb db, object at, object expires)
    {
        await InsertAsync(
            db,
            """
            INSERT INTO "Outbox" ("Organisation", "Id", "Kind", "ContactId", "Subject", "Body", "CreatedAt", "State", "Attempts",
                "NextAttemptAt", "GivenUpAt", "Address", "Cause")
            VALUES ({0}, {1}, 'Reminder', {2}, {3}, {4}, {5}, 'Waiting', 2, {5}, {6}, {7}, {8})
            """,
            [
                Aarhus.Value, Guid.NewGuid(), Contact, "Påmindelse", new MailContent("Påmindelse", ["Tekst"], [], "/").ToJson(), at, expires,
                "anne@aarhus.example", "421 prøv senere",
            ]);
        await InsertAsync(
            db,
            """INSERT INTO "AddressBounces" ("Organisation", "ContactId", "Address", "At", "Cause") VALUES ({0}, {1}, {2}, {3}, {4})""",
            [Aarhus.Value, Contact, "anne@aarhus.example", at, "550 ukendt"]);
    }

    /// <summary>Inserts an entry of Karin's; returns its hash.</summary>
    private static async Task<byte[]> InsertEntryAsync(
        PortalDb db, object at, long number, byte[] before, Guid subject, HistoryKind kind, ImmutableArray<FieldChange> fields)
    {
        var (saveId, salt, changes) = (Guid.NewGuid(), HistoryChain.NewSalt(), FieldChanges.Write(fields));
        var digest = HistoryChain.DigestOf(salt, "Karin Friis", changes);
        var hash = HistoryChain.HashOf(before, Aarhus, number, subject, kind, saveId, At, Karin, digest);
        await InsertAsync(
            db,
            """
            INSERT INTO "History" ("Organisation", "Number", "Subject", "Kind", "SaveId", "At", "ActorId", "ActorName", "Changes", "Salt",
                "Digest", "Hash")
            VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, 'Karin Friis', {7}, {8}, {9}, {10})
            """,
            [Aarhus.Value, number, subject, $"{kind}", saveId, at, Karin, changes, salt, digest, hash]);
        return hash;
    }

    private static async Task InsertAsync(PortalDb db, string sql, params object[][] rows)
    {
        foreach (var row in rows)
            await db.Database.ExecuteSqlRawAsync(sql, row, CancellationToken);
    }
}
