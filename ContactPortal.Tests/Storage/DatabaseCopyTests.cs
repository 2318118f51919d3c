using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Persons;
using Microsoft.EntityFrameworkCore;

namespace ContactPortal.Tests.Storage;

/// <summary>The command copy-database: copies a demonstration database on SQLite to PostgreSQL.</summary>
public sealed class DatabaseCopyTests(SeededDatabase seeded)
{
    private const string Copy = "copy-database";

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FilledDatabase_CopiedIntoAnEmptyOne_IsCompleteAndUsable()
    {
        PostgresServer.SkipWhenMissing();
        using var folder = await PortalFolder.OfAsync(seeded);
        using var target = DatabaseUnderTest.On(Database.Postgres);
        var from = $"Data Source={folder.DatabaseFile}";
        var (exitCode, output) = await PortalProcess.RunAsync(from, Copy, "--to", target.ConnectionString);
        Assert.True(exitCode == 0, output);
        Assert.Contains(" 0 faulty.", output, StringComparison.Ordinal);

        await using var portal = PortalUnderTest.On(target);
        using var source = DatabaseUnderTest.ForExisting(from);
        await using var original = PortalUnderTest.On(source);
        await using (PortalDb here = await original.ReadAsync(), there = await portal.ReadAsync())
        {
            var contacts = await there.Contacts.AsNoTracking()
                .OrderBy(c => c.Id).Select(c => ContactView.Of(c)).ToListAsync(CancellationToken);
            Assert.Contains($"Contacts: {contacts.Count} rows, {contacts.Count} copied", output, StringComparison.Ordinal);
            Assert.True(contacts.Count > 1000);
            Assert.Equal(
                await here.Contacts.AsNoTracking()
                    .OrderBy(c => c.Id).Select(c => ContactView.Of(c)).ToListAsync(CancellationToken), contacts);
            Assert.Equal(
                await here.Keys.AsNoTracking().Select(k => k.Xml).Order().ToListAsync(CancellationToken), await there.Keys.AsNoTracking()
                    .Select(k => k.Xml).Order().ToListAsync(CancellationToken));
        }

        // The identity sequences continue after the copied rows.
        await portal.AddAsync(AContact());
        Assert.Empty((await portal.Verifier.VerifyAsync(CancellationToken)).Faults);

        (exitCode, output) = await PortalProcess.RunAsync(from, Copy, "--to", target.ConnectionString);
        Assert.Equal(1, exitCode);
        Assert.Contains("is not empty", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryKindOfRow_CopiedThereAndBack_IsTheSame()
    {
        PostgresServer.SkipWhenMissing();
        await using var portal = await PortalUnderTest.OnAsync(Database.Sqlite);
        await portal.AddAsync(AContact().ResponsibleFor(Amfora));
        await portal.AddAsync(AContact().In(Roskilde).Deactivated());
        await portal.AddAsync(APerson().In(OrganisationCode.Agency));
        await portal.Get<InvitationService>().InviteAgencyAsync("ny@ams.example", CancellationToken);
        await portal.Get<AccessRequestService>().AskAsync(
            new("https://login.example", "ny") { Cvr = "55133018", Organisation = Aarhus, Name = "Ny Mand" }, CancellationToken);
        await portal.CreateCredentialAsync(await portal.AddAdministratorAsync(), "Entra ID");
        foreach (var id in await portal.AddUsersAsync(6))
            await portal.SetActiveAsync(id, active: false);
        using DatabaseUnderTest there = DatabaseUnderTest.On(Database.Postgres), back = DatabaseUnderTest.On(Database.Sqlite);
        await using PortalUnderTest copy = PortalUnderTest.On(there), again = PortalUnderTest.On(back);
        await new DatabaseCopy(portal.Store, copy.Store).CopyAsync(CancellationToken);
        var tables = await new DatabaseCopy(copy.Store, again.Store).CopyAsync(CancellationToken);
        Assert.All(tables, table => Assert.Equal(table.Rows, table.Copied));
        Assert.Contains(tables, table => table is { Table: "Outbox", Rows: > 0 });
        string[] ofPersons =
        [
            "Persons", "PersonIdentifiers", "AccessRequests", "Invitations", "ProvisioningCredentials", "ProvisionedUsers", "HeldLeavings",
        ];
        foreach (var table in ofPersons)
            Assert.Contains(tables, copied => copied.Table == table && copied.Rows > 0);
        Assert.Equivalent(await portal.HistoryAsync(Aarhus), await again.HistoryAsync(Aarhus), strict: true);
        await using PortalDb here = await portal.ReadAsync(), far = await again.ReadAsync();
        Assert.Equivalent(
            await here.Outbox.AsNoTracking().ToListAsync(CancellationToken),
            await far.Outbox.AsNoTracking().ToListAsync(CancellationToken), strict: true);
        Assert.Equivalent(
            await here.PersonIdentifiers.AsNoTracking().OrderBy(i => i.Id).ToListAsync(CancellationToken),
            await far.PersonIdentifiers.AsNoTracking().OrderBy(i => i.Id).ToListAsync(CancellationToken), strict: true);
        Assert.Equivalent(
            await here.AccessRequests.AsNoTracking().ToListAsync(CancellationToken),
            await far.AccessRequests.AsNoTracking().ToListAsync(CancellationToken), strict: true);
        Assert.Equivalent(
            await here.Invitations.AsNoTracking().ToListAsync(CancellationToken),
            await far.Invitations.AsNoTracking().ToListAsync(CancellationToken), strict: true);
        Assert.Equivalent(
            await here.ProvisionedUsers.AsNoTracking().OrderBy(u => u.PersonId).ToListAsync(CancellationToken),
            await far.ProvisionedUsers.AsNoTracking().OrderBy(u => u.PersonId).ToListAsync(CancellationToken), strict: true);
        Assert.Equivalent(
            await here.ProvisioningCredentials.AsNoTracking().ToListAsync(CancellationToken),
            await far.ProvisioningCredentials.AsNoTracking().ToListAsync(CancellationToken), strict: true);
        Assert.Equivalent(
            await here.HeldLeavings.AsNoTracking().OrderBy(h => h.Id).ToListAsync(CancellationToken),
            await far.HeldLeavings.AsNoTracking().OrderBy(h => h.Id).ToListAsync(CancellationToken), strict: true);
        Assert.Empty((await again.Verifier.VerifyAsync(CancellationToken)).Faults);
    }

    [Theory]
    [InlineData(1, "--to", "nonsense")]
    [InlineData(2, "--to")]
    [InlineData(2)]
    public async Task Command_WithWrongArguments_PrintsItsUsage(int code, params string[] arguments)
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        var (exitCode, output) = await PortalProcess.RunAsync($"Data Source={folder.DatabaseFile}", [Copy, .. arguments]);
        Assert.Equal(code, exitCode);
        Assert.Contains("Host=", output, StringComparison.Ordinal);
    }
}
