using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContactPortal.Tests.Storage;

/// <summary>
/// Row-level security between organisations (O1): on PostgreSQL a query without an organisation filter returns the own organisation's rows
/// only, and rows of another are refused.
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
        await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        await portal.AddAsync(AContact().In(Roskilde).ResponsibleFor(Amfora));
    }

    public async ValueTask DisposeAsync()
    {
        if (portal is not null)
            await portal.DisposeAsync();
    }

    [Fact]
    public async Task Queries_WithoutAnOrganisationFilter_SeeTheOwnOrganisationOnly()
    {
        await using var db = await portal.Store.OpenReadAsync(Aarhus, CancellationToken);
        Assert.Equal([Aarhus], await db.Contacts.Select(c => c.Organisation).ToListAsync(CancellationToken));
        Assert.Equal([Aarhus], await db.History.Select(e => e.Organisation).Distinct().ToListAsync(CancellationToken));
        Assert.Equal([Aarhus], await db.Outbox.Select(m => m.Organisation).Distinct().ToListAsync(CancellationToken));
        Assert.Equal(
            0, await db.Persons.Where(p => p.Organisation == Roskilde)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, "Stjålet"), CancellationToken));
    }

    [Fact]
    public async Task Queries_OfAContextWithoutAScope_SeeNothing()
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(CancellationToken);
        Assert.Equal(0, await db.Contacts.CountAsync(CancellationToken));
        Assert.Equal(0, await db.History.CountAsync(CancellationToken));
        Assert.Equal(3, await db.DeliveryTypes.CountAsync(CancellationToken));
    }

    [Fact]
    public async Task Queries_WithTheScopeOfAll_SeeAll()
    {
        await using var db = await portal.ReadAsync();
        Assert.Equal([Roskilde, Aarhus], (await db.Contacts.Select(c => c.Organisation).ToListAsync(CancellationToken)).Order());
    }

    /// <summary>A pooled connection may have had another organisation's scope before.</summary>
    [Fact]
    public async Task OneContextAfterAnother_OnTheSameConnection_EachSeesItsOwn()
    {
        foreach (var organisation in new[] { Aarhus, Roskilde, Koebenhavn, Aarhus })
        {
            await using (var db = await portal.Store.OpenReadAsync(organisation, CancellationToken))
                Assert.All(
                    await db.Contacts.Select(c => c.Organisation).ToListAsync(CancellationToken), code => Assert.Equal(organisation, code));
            await using var unscoped = await portal.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync(CancellationToken);
            Assert.Equal(0, await unscoped.Contacts.CountAsync(CancellationToken));
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
    public async Task EveryTableWithOrganisations_HasThePolicy()
    {
        await using var db = await portal.ReadAsync();
        var secured = await db.Database.SqlQuery<string>(
            $"""
            SELECT relname::text AS "Value" FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid
            WHERE relrowsecurity AND relforcerowsecurity
            """).ToListAsync(CancellationToken);
        var tables = db.Model.GetEntityTypes().Where(entity => entity.FindProperty("Organisation") is not null).Select(
            entity => entity.GetTableName()!);
        Assert.Equal(tables.Order(StringComparer.Ordinal), secured.Order(StringComparer.Ordinal));
        Assert.True(secured.Count > 10);
    }

    /// <summary>Superusers and roles with BYPASSRLS ignore every policy.</summary>
    [Fact]
    public async Task PortalsRole_OnTheTestsServer_DoesNotBypassRowLevelSecurity()
    {
        await using var db = await portal.ReadAsync();
        Assert.False(await db.Database.SqlQuery<bool>(
            $"""SELECT rolsuper OR rolbypassrls AS "Value" FROM pg_roles WHERE rolname = current_user""").SingleAsync(CancellationToken));
    }

    [Theory]
    [InlineData("SUPERUSER")]
    [InlineData("BYPASSRLS")]
    public async Task RoleThatBypassesThePolicies_AtTheStart_IsRefusedByName(string attribute)
    {
        var role = $"portal_{attribute.ToLowerInvariant()}";
        PostgresServer.Running.Execute($"CREATE ROLE {role} LOGIN {attribute}");
        using var database = DatabaseUnderTest.On(Database.Postgres);
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role };
        var (exitCode, output) = await PortalProcess.RunAsync(settings.ConnectionString, "verify-history");
        Assert.NotEqual(0, exitCode);
        Assert.Contains($"The PostgreSQL role {role} is a superuser or has BYPASSRLS", output, StringComparison.Ordinal);
    }
}
