using ContactPortal.Blazor;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Builders;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Snapshots;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Sessions;

/// <summary>Who is marked as left is out at once: open pages and sessions, in every process, but not in other organisations (P5).</summary>
public sealed class LeftPersonTests : IAsyncLifetime
{
    private const string Leave = "portal.leave";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly List<PortalHost> hosts = [];
    private DatabaseUnderTest database = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
            await host.DisposeAsync();
        database?.Dispose();
    }

    [Theory, EveryDatabase]
    public async Task PersonWhoIsMarkedAsLeft_WithAPageOpen_LosesThePageAndTheSessionAndNobodyElseDoes(Database on)
    {
        var portal = await StartAsync(on);
        var (birthe, anne) = (await AddAsync(portal, APerson().LocalAdministrator()), await AddAsync(portal, APerson()));
        using var browser = PortalClient.SignedIn(portal, anne);
        using var elsewhere = PortalClient.SignedIn(portal, anne);
        using var colleague = PortalClient.SignedIn(portal, birthe);
        Assert.True(await elsewhere.IsSignedInAsync());
        await using var page = await browser.OpenAsync();
        await using var other = await colleague.OpenAsync();
        await MarkLeftAsync(portal, birthe, anne);
        await page.Closed.WaitAsync(Timeout, CancellationToken);
        Assert.Contains(Leave, page.Scripts);
        Assert.False(await browser.IsSignedInAsync());
        Assert.False(await elsewhere.IsSignedInAsync());
        Assert.NotEqual(CircuitClient.ConnectionClosed, await other.SendEventAsync(1, "input", "{}"));
        Assert.DoesNotContain(Leave, other.Scripts);
        Assert.True(await colleague.IsSignedInAsync());
    }

    [Fact]
    public async Task PersonWhoIsMarkedAsLeftAtOneProcess_WithAPageAtAnother_LosesItThere()
    {
        PostgresServer.SkipWhenMissing();
        var (one, another) = (await StartAsync(Database.Postgres), await StartAsync(Database.Postgres));
        var (birthe, anne) = (await AddAsync(one, APerson().LocalAdministrator()), await AddAsync(one, APerson()));
        using var browser = PortalClient.SignedIn(another, anne);
        await using var page = await browser.OpenAsync();
        await MarkLeftAsync(one, birthe, anne);
        await page.Closed.WaitAsync(Timeout, CancellationToken);
        Assert.Contains(Leave, page.Scripts);
        Assert.False(await browser.IsSignedInAsync());
        using var atTheOther = PortalClient.SignedIn(one, anne);
        Assert.False(await atTheOther.IsSignedInAsync());
    }

    [Fact]
    public async Task PersonWhoLeftOneOrganisation_SignedInForAnother_KeepsThatSession()
    {
        var portal = await StartAsync(Database.Sqlite);
        var birthe = await AddAsync(portal, APerson().LocalAdministrator());
        var karin = APerson().Named("Karin Friis");
        var (here, there) = (await AddAsync(portal, karin), await AddAsync(portal, karin.In(Roskilde)));
        using var atAarhus = PortalClient.SignedIn(portal, here);
        using var atRoskilde = PortalClient.SignedIn(portal, there);
        await using var page = await atAarhus.OpenAsync();
        Assert.True(await atRoskilde.IsSignedInAsync());
        await MarkLeftAsync(portal, birthe, here);
        await page.Closed.WaitAsync(Timeout, CancellationToken);
        Assert.False(await atAarhus.IsSignedInAsync());
        Assert.True(await atRoskilde.IsSignedInAsync());
        Assert.DoesNotContain("Skift organisation", await atRoskilde.ReadAsync(PortalUrls.Contacts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PersonWhoReturns_AfterHavingLeft_SignsInAgainAndIsNotThrownOut()
    {
        var portal = await StartAsync(Database.Sqlite);
        var (birthe, anne) = (await AddAsync(portal, APerson().LocalAdministrator()), await AddAsync(portal, APerson()));
        using var before = PortalClient.SignedIn(portal, anne);
        await using var page = await before.OpenAsync();
        await MarkLeftAsync(portal, birthe, anne);
        await page.Closed.WaitAsync(Timeout, CancellationToken);
        Assert.IsType<PersonOutcome.Saved>(await portal.Services.GetRequiredService<PersonService>().MarkReturnedAsync(
            birthe, anne.PersonId, CancellationToken));
        using var again = PortalClient.SignedIn(portal, anne);
        var received = new Signal();
        await using var newPage = await again.OpenAsync(handler: _ => received.Set());

        // Somebody else who leaves is looked up with all who have left lately.
        var ole = await AddAsync(portal, APerson());
        using var other = PortalClient.SignedIn(portal, ole);
        await using var others = await other.OpenAsync();
        await MarkLeftAsync(portal, birthe, ole);
        await others.Closed.WaitAsync(Timeout, CancellationToken);
        Assert.DoesNotContain(Leave, newPage.Scripts);
        Assert.True(await again.IsSignedInAsync());
    }

    private static async Task<Actor> AddAsync(PortalHost portal, PersonBuilder builder)
    {
        Person person = builder;
        await portal.People.ImportAsync(person.Organisation, [person], CancellationToken);
        return (await portal.People.ActorAsync(person.Id, person.Organisation, CancellationToken))!;
    }

    private static async Task MarkLeftAsync(PortalHost portal, Actor administrator, Actor person) =>
        Assert.IsType<PersonOutcome.Saved>(await portal.Services.GetRequiredService<PersonService>().MarkLeftAsync(
            administrator, person.PersonId, CancellationToken));

    private async Task<PortalHost> StartAsync(Database on)
    {
        database ??= await DatabaseUnderTest.CreateMigratedAsync(on);
        var (backplane, connected) = (new Backplane(), new Signal());
        using var subscription = backplane.SubscribeToResync(connected.Set);
        var host = new PortalHost
        {
            DatabaseFile = database.File,
            ConnectionString = database.AbsoluteConnectionString,
            Settings = { ["Demonstration"] = "false" },
            ConfigureServices = services => services.AddSingleton(backplane),
        };
        hosts.Add(host);
        host.Start();
        if (on == Database.Postgres)
            await connected.WaitAsync();
        return host;
    }
}
