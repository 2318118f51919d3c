using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Storage;

/// <summary>
/// The second wall between organisations (O1): PostgreSQL itself gives a question that forgets its organisation the own organisation's rows
/// alone, and takes no row of another's.
/// </summary>
public sealed class RowLevelSecurityTests : IAsyncLifetime
{
    private const string RefusedByThePolicy = "42501";

    private PortalUnderTest portal = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        PostgresServer.SkipWhenMissing();
        portal = await PortalUnderTest.OnAsync(Database.Postgres);
        await portal.HasAsync(AContact().AnsweringFor(Amfora));
        await portal.HasAsync(AContact().In(Roskilde).AnsweringFor(Amfora));
    }

    public async ValueTask DisposeAsync()
    {
        if (portal is not null)
            await portal.DisposeAsync();
    }

    [Fact]
    public async Task Questions_WithoutTheirOrganisation_SeeTheOwnOneAlone()
    {
        await using var db = await portal.Store.OpenReadAsync(Aarhus, CancellationToken);
        Assert.Equal([Aarhus], await db.Contacts.Select(c => c.Organisation).ToListAsync(CancellationToken));
        Assert.Equal([Aarhus], await db.History.Select(e => e.Organisation).Distinct().ToListAsync(CancellationToken));
        Assert.Equal([Aarhus], await db.Outbox.Select(m => m.Organisation).Distinct().ToListAsync(CancellationToken));
        Assert.Equal(0, await db.Persons.Where(p => p.Organisation == Roskilde).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, "Stjålet"), CancellationToken));
    }

    [Fact]
    public async Task Questions_OfAContextThatWasToldNothing_SeeNothing()
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(CancellationToken);
        Assert.Equal(0, await db.Contacts.CountAsync(CancellationToken));
        Assert.Equal(0, await db.History.CountAsync(CancellationToken));
        Assert.Equal(3, await db.DeliveryTypes.CountAsync(CancellationToken));
    }

    [Fact]
    public async Task Questions_ForAll_SeeAll()
    {
        await using var db = await portal.ReadAsync();
        Assert.Equal([Roskilde, Aarhus], (await db.Contacts.Select(c => c.Organisation).ToListAsync(CancellationToken)).Order());
    }

    /// <summary>A connection of the pool was another organisation's a moment ago.</summary>
    [Fact]
    public async Task OneContextAfterAnother_OnTheSameConnection_EachSeesItsOwn()
    {
        foreach (var organisation in new[] { Aarhus, Roskilde, Koebenhavn, Aarhus })
        {
            await using (var db = await portal.Store.OpenReadAsync(organisation, CancellationToken))
                Assert.All(await db.Contacts.Select(c => c.Organisation).ToListAsync(CancellationToken), code => Assert.Equal(organisation, code));
            await using var untold = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(CancellationToken);
            Assert.Equal(0, await untold.Contacts.CountAsync(CancellationToken));
        }
    }

    [Fact]
    public async Task Row_OfAnotherOrganisation_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => portal.Store.ExecuteWriteAsync(
            Aarhus,
            (db, _) => Task.FromResult(db.Persons.Add(APerson().In(Roskilde))),
            CancellationToken));
        Assert.Equal(RefusedByThePolicy, Assert.IsType<Npgsql.PostgresException>(refused.InnerException).SqlState);
    }

    [Fact]
    public async Task EveryTableWithOrganisations_HasTheWall()
    {
        await using var db = await portal.ReadAsync();
        var walled = await db.Database.SqlQuery<string>(
            $"""
            SELECT relname::text AS "Value" FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid WHERE relrowsecurity AND relforcerowsecurity
            """).ToListAsync(CancellationToken);
        var tables = db.Model.GetEntityTypes().Where(entity => entity.FindProperty("Organisation") is not null).Select(entity => entity.GetTableName()!);
        Assert.Equal(tables.Order(StringComparer.Ordinal), walled.Order(StringComparer.Ordinal));
        Assert.True(walled.Count > 10);
    }

    /// <summary>A superuser, or a role that is let past, would climb every wall.</summary>
    [Fact]
    public async Task Portal_OnTheTestsServer_IsNoRoleThatIsLetPast()
    {
        await using var db = await portal.ReadAsync();
        Assert.False(await db.Database.SqlQuery<bool>(
            $"""SELECT rolsuper OR rolbypassrls AS "Value" FROM pg_roles WHERE rolname = current_user""").SingleAsync(CancellationToken));
    }
}
