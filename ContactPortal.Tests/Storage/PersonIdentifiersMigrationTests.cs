using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContactPortal.Tests.Storage;

/// <summary>A database of the version before, in which persons had one RID and sign-ins a table of their own, goes over without loss.</summary>
public sealed class PersonIdentifiersMigrationTests
{
    private const string Issuer = "https://login.example";
    private const string OtherIssuer = "https://andet.example";
    private static readonly Guid Anne = new("aaaaaaaa-0000-4000-8000-000000000001");
    private static readonly Guid Karin = new("aaaaaaaa-0000-4000-8000-000000000002");
    private static readonly Guid Jens = new("aaaaaaaa-0000-4000-8000-000000000003");
    private static readonly Guid Gone = new("aaaaaaaa-0000-4000-8000-000000000004");
    private static readonly Guid Contact = new("bbbbbbbb-0000-4000-8000-000000000001");
    private static readonly DateTimeOffset At = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task DatabaseOfTheVersionBefore_Migrated_HasEverybodyAndEverything(Database on)
    {
        using var database = DatabaseUnderTest.On(on);
        await using var portal = PortalUnderTest.On(database);
        await FillBeforeAsync(portal, on);
        await portal.Store.MigrateAsync(CancellationToken);

        await using (var db = await portal.ReadAsync())
        {
            Assert.Equal(
                [(0, Jens, "90000001"), (265, Karin, "22222222"), (751, Anne, "11111111"), (751, Karin, "33333333")],
                (await db.Persons.AsNoTracking().ToListAsync(CancellationToken)).Select(p => (p.Organisation.Value, p.Id, p.Rid.Digits)).Order());
            Assert.Equal(
                [(265, Karin, OtherIssuer, "karin-andet"), (265, Karin, Issuer, "karin"), (751, Anne, Issuer, "anne")],
                (await db.PersonIdentifiers.Where(i => i.Kind == PersonIdentifierKind.Subject && i.Until == null).ToListAsync(CancellationToken))
                    .Select(i => (i.Organisation.Value, i.PersonId, i.Issuer, i.Value)).Order());

            // The machine's clock: the migration dates by the database's.
            var now = DateTimeOffset.UtcNow;
            Assert.All(await db.Persons.AsNoTracking().ToListAsync(CancellationToken), p => Assert.InRange(p.CreatedAt, now.AddDays(-2), now.AddDays(2)));
        }

        Assert.Equal(Role.LocalAdministrator, (await portal.Directory.ActorAsync(Anne, Aarhus, CancellationToken))?.Role);
        Assert.Equal(Role.Agency, (await portal.Directory.ActorAsync(Jens, Aarhus, CancellationToken))?.Role);
        Assert.Equal(new SignInMatch.Matched(Anne, Aarhus), await portal.Get<SignInMatcher>().MatchAsync(new(Issuer, "anne"), CancellationToken));
        Assert.Equal(
            new SignInMatch.Matched(Karin, Aarhus),
            await portal.Get<SignInMatcher>().MatchAsync(new(Issuer, "karin") { Cvr = "55133018", Organisation = Aarhus }, CancellationToken));
        var snapshot = await portal.LoadSnapshotAsync(Aarhus);
        Assert.Equal((Contact, Anne, "11111111", "Anne Holm"), Assert.Single(
            snapshot.Active.Select(c => (c.Id, c.PersonId, c.Values.Rid, c.Values.Name))));
        Assert.True(snapshot.Rights.Holds(Anne));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);

        // It goes on: by the commands of the directory, and of contacts.
        var anne = (await portal.Directory.ActorAsync(Anne, Aarhus, CancellationToken))!;
        var karin = Assert.Single(await portal.Directory.AllAsync(anne, CancellationToken), p => p.Id == Karin);
        Assert.IsType<PersonOutcome.Saved>(
            await portal.Get<PersonService>().SaveAsync(anne, PersonDraft.Of(karin).With(PersonField.Rid, "44444444"), CancellationToken));
        await portal.SavedAsync(AnActor(), ContactDraft.Of(snapshot.Find(Contact)!).With(ContactField.Name, "Anne Lund"));
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);

        if (on == Database.Postgres)
            await AssertWalledAsync(portal);
    }

    private static async Task AssertWalledAsync(PortalUnderTest portal)
    {
        await using var db = await portal.Store.OpenReadAsync(Roskilde, CancellationToken);
        Assert.Equal([Roskilde], await db.PersonIdentifiers.Select(i => i.Organisation).Distinct().ToListAsync(CancellationToken));
        await using var untold = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(CancellationToken);
        Assert.Equal(0, await untold.PersonIdentifiers.CountAsync(CancellationToken));
    }

    /// <summary>Makes the schema of the version before, and fills it as that version did.</summary>
    private static async Task FillBeforeAsync(PortalUnderTest portal, Database on)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(portal.Database.File)!);
        await using var db = await portal.ReadAsync();
        var before = db.Database.GetMigrations().TakeWhile(m => !m.EndsWith("_PersonIdentifiers", StringComparison.Ordinal)).Last();
        await db.GetService<IMigrator>().MigrateAsync(before, CancellationToken);
        await DoAsync("""INSERT INTO "Persons" ("Organisation", "Id", "Rid", "Name", "Email", "IsLocalAdministrator") VALUES ({0}, {1}, {2}, {3}, {4}, {5})""",
            [Aarhus.Value, Anne, "11111111", "Anne Holm", "anne@aarhus.example", true],
            [Aarhus.Value, Karin, "33333333", "Karin Friis", "karin@aarhus.example", false],
            [Roskilde.Value, Karin, "22222222", "Karin Friis", "karin@roskilde.example", false],
            [OrganisationCode.Agency.Value, Jens, "90000001", "Jens Winther", "jens@ams.example", false]);

        // One of somebody whom the directory has let go, and one of an organisation that a person no longer works for.
        await DoAsync("""INSERT INTO "SignInLinks" ("Issuer", "Subject", "Organisation", "PersonId") VALUES ({0}, {1}, {2}, {3})""",
            [Issuer, "anne", Aarhus.Value, Anne], [Issuer, "karin", Roskilde.Value, Karin],
            [OtherIssuer, "karin-andet", Koebenhavn.Value, Karin], [Issuer, "gone", Aarhus.Value, Gone]);
        await DoAsync("""INSERT INTO "Grants" ("Organisation", "PersonId", "Area", "Right", "GrantedAt", "GrantedBy") VALUES ({0}, {1}, {2}, {3}, {4}, {5})""",
            [Aarhus.Value, Anne, "NyKommune", "TassOpfoelgning", Moment(), "Birthe Lund"]);
        await DoAsync(
            """
            INSERT INTO "Contacts" ("Organisation", "Id", "PersonId", "Rid", "Name", "Email", "Mobile", "Phone", "HeldSince", "Version", "ChangedAt", "ChangedById", "ChangedBy")
            VALUES ({0}, {1}, {2}, {3}, {4}, {5}, '', '', {6}, 1, {6}, {7}, {8})
            """,
            [Aarhus.Value, Contact, Anne, "11111111", "Anne Holm", "anne@aarhus.example", Moment(), Karin, "Karin Friis"]);
        await DoAsync("""INSERT INTO "Responsibilities" ("Organisation", "ContactId", "DeliveryType") VALUES ({0}, {1}, {2})""", [Aarhus.Value, Contact, Amfora]);

        var (saveId, salt) = (Guid.NewGuid(), HistoryChain.NewSalt());
        var changes = FieldChanges.Write(
            [new("Rid", "", "11111111"), new("Name", "", "Anne Holm"), new("Email", "", "anne@aarhus.example"), new($"Responsibility:{Amfora}", "false", "true")]);
        var digest = HistoryChain.DigestOf(salt, "Karin Friis", changes);
        var hash = HistoryChain.HashOf([], Aarhus, 1, Contact, HistoryKind.ContactCreated, saveId, At, Karin, digest);
        await DoAsync(
            """
            INSERT INTO "History" ("Organisation", "Number", "Subject", "Kind", "SaveId", "At", "ActorId", "ActorName", "Changes", "Salt", "Digest", "Hash")
            VALUES ({0}, 1, {1}, 'ContactCreated', {2}, {3}, {4}, 'Karin Friis', {5}, {6}, {7}, {8})
            """,
            [Aarhus.Value, Contact, saveId, Moment(), Karin, changes, salt, digest, hash]);
        await DoAsync("""INSERT INTO "HistoryHeads" ("Organisation", "Number", "Hash") VALUES ({0}, 1, {1})""", [Aarhus.Value, hash]);

        object Moment() => on == Database.Sqlite ? At.ToUnixTimeMilliseconds() : At;

        async Task DoAsync(string sql, params object[][] rows)
        {
            foreach (var row in rows)
                await db.Database.ExecuteSqlRawAsync(sql, row, CancellationToken);
        }
    }
}
