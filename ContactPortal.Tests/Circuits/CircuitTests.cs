using System.Net;
using System.Net.WebSockets;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Circuits;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PortalSession = ContactPortal.Blazor.Sessions.Session;
using SessionOptions = ContactPortal.Blazor.Sessions.SessionOptions;

namespace ContactPortal.Tests.Circuits;

/// <summary>A circuit belongs to the person, organisation and session that opened it, and ends with the session.</summary>
public sealed class CircuitTests(DemonstrationPortal portal, SeededDatabase seeded) : IClassFixture<DemonstrationPortal>
{
    private const int LargestMessage = 32 * 1024;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DisconnectedCircuit_ReconnectsWithTheSameSession_Continues()
    {
        using var browser = PortalClient.SignedIn(portal.Host, await EmployeeAsync());
        var secret = await AbandonAsync(browser);
        await using var client = browser.CreateCircuitClient();
        await client.ConnectAsync();
        Assert.True(await client.ReconnectAsync(secret));
    }

    [Fact]
    public async Task DisconnectedCircuit_ReconnectsAsSomebodyElse_IsRefused()
    {
        using var shared = PortalClient.SignedIn(portal.Host, await EmployeeAsync());
        var secret = await AbandonAsync(shared);
        shared.SignInAs(await EmployeeAsync(), ANewSession());
        await using var client = shared.CreateCircuitClient();
        await client.ConnectAsync();
        Assert.False(await client.ReconnectAsync(secret));
        Assert.Null(await client.ResumeAsync(secret));
    }

    [Fact]
    public async Task DisconnectedCircuit_ReconnectsInANewSessionOfTheSamePerson_IsRefused()
    {
        var person = await EmployeeAsync();
        using var browser = PortalClient.SignedIn(portal.Host, person);
        var secret = await AbandonAsync(browser);
        browser.SignInAs(person, ANewSession());
        await using var client = browser.CreateCircuitClient();
        await client.ConnectAsync();
        Assert.False(await client.ReconnectAsync(secret));
    }

    [Fact]
    public async Task DisconnectedCircuit_ReconnectsForAnotherOrganisation_IsRefused()
    {
        var person = APerson();
        await portal.Host.People.ImportAsync(Aarhus, [person.In(Aarhus)], CancellationToken);
        await portal.Host.People.ImportAsync(Roskilde, [person.In(Roskilde)], CancellationToken);
        var session = ANewSession();
        var there = await ActorAsync(person.Build().Id, Aarhus);
        using var browser = PortalClient.SignedIn(portal.Host, there, session);
        var secret = await AbandonAsync(browser);
        browser.SignInAs(await ActorAsync(person.Build().Id, Roskilde), session);
        await using var client = browser.CreateCircuitClient();
        await client.ConnectAsync();
        Assert.False(await client.ReconnectAsync(secret));
    }

    [Fact]
    public async Task DisconnectedCircuit_ReconnectsSignedOut_IsRefused()
    {
        using var browser = PortalClient.SignedIn(portal.Host, await EmployeeAsync());
        var secret = await AbandonAsync(browser);
        using var anonymous = new PortalClient(portal.Host);
        await using var client = anonymous.CreateCircuitClient();
        await client.ConnectAsync();
        Assert.False(await client.ReconnectAsync(secret));
    }

    [Fact]
    public async Task AnonymousClient_OpensACircuit_IsRefused()
    {
        using var anonymous = new PortalClient(portal.Host);
        var page = await anonymous.Http.GetStringAsync(PortalUrls.Accessibility, CancellationToken);
        Assert.DoesNotContain("<!--Blazor:", page, StringComparison.Ordinal);
        await using var client = anonymous.CreateCircuitClient();
        await client.StartAsync(PortalUrls.Contacts, page);
        Assert.Null(client.Secret);
    }

    [Fact]
    public async Task MessageThatIsTooLarge_Sent_ClosesThePage()
    {
        using var browser = PortalClient.SignedIn(portal.Host, await EmployeeAsync());
        await using var page = await browser.OpenAsync();
        Assert.NotEqual(
            CircuitClient.ConnectionClosed,
            await page.SendEventAsync(1, "input", $"{{\"value\":\"{new string('x', LargestMessage - 1024)}\"}}"));
        await page.CallAsync("2", null, "DispatchEventAsync", 1, new string('x', LargestMessage));
        await page.Closed.WaitAsync(Timeout, CancellationToken);
    }

    [Fact]
    public async Task AnotherSite_Connects_IsRefused()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await HandshakeAsync(portal.Host, "https://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await HandshakeAsync(portal.Host, "null"));
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await HandshakeAsync(portal.Host, portal.Host.Address));
    }

    [Fact]
    public async Task PortalShuttingDown_WhileItStillListens_AcceptsNoCircuit()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        var released = new TaskCompletionSource();
        await using var ending = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, ConfigureServices = with => with.AddHostedService(_ => new BlockingShutdown(released.Task)),
        };
        ending.Start();
        Assert.Equal(HttpStatusCode.SwitchingProtocols, await HandshakeAsync(ending, ending.Address));
        ending.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        var answer = await HandshakeAsync(ending, ending.Address);
        released.SetResult();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer);
    }

    [Theory]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("GET", "/_blazor")]
    [InlineData("POST", "/_blazor?id=1")]
    public async Task AnyTransportButWebSockets_Tried_IsNotThere(string method, string address)
    {
        using var browser = PortalClient.SignedIn(portal.Host, await EmployeeAsync());
        using var answer = await browser.Http.SendAsync(new(new(method), address), CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("Live pages connect by WebSocket.", await answer.Content.ReadAsStringAsync(CancellationToken));
    }

    [Fact]
    public async Task PersonWithAsManyPagesAsAllowed_OpensOneMore_GetsItOnlyWhenOneIsClosed()
    {
        const int most = 20;
        var person = await EmployeeAsync();
        using var browser = PortalClient.SignedIn(portal.Host, person);
        var pages = new List<CircuitClient>();
        for (var i = 0; i < most; i++)
            pages.Add(await browser.OpenAsync(PortalUrls.Accessibility));
        Assert.All(pages, page => Assert.NotNull(page.Secret));

        await using (var oneMore = await browser.OpenAsync(PortalUrls.Accessibility))
        {
            Assert.Null(oneMore.Secret);
            Assert.Equal("More than 20 pages are open.", oneMore.Error);
        }

        using var colleague = PortalClient.SignedIn(portal.Host, await EmployeeAsync());
        await using var theirs = await colleague.OpenAsync(PortalUrls.Accessibility);
        Assert.NotNull(theirs.Secret);

        foreach (var page in pages)
            await page.DisposeAsync();
        await Poll.UntilAsync(() => portal.Host.Services.GetRequiredService<ConnectedPages>().CountOf(person.PersonId) == 0);
        await using var later = await browser.OpenAsync(PortalUrls.Accessibility);
        Assert.NotNull(later.Secret);
    }

    [Fact]
    public async Task CircuitsThatWereDisconnected_ReconnectedBesideAsManyPagesAsAllowed_AreRefused()
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        await using var one = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, Settings = new() { ["Session:MostPages"] = "2" },
        };
        one.Start();
        var person = await EmployeeAsync(one);
        using var browser = PortalClient.SignedIn(one, person);
        var secrets = new[] { await AbandonAsync(browser), await AbandonAsync(browser) };
        await using var first = await browser.OpenAsync();
        await using var second = await browser.OpenAsync();
        await using var again = browser.CreateCircuitClient();
        await again.ConnectAsync();
        Assert.False(await again.ReconnectAsync(secrets[0]));
        await again.Closed.WaitAsync(Timeout, CancellationToken);

        // In the place of a closed one.
        await second.DisposeAsync();
        var pages = one.Services.GetRequiredService<ConnectedPages>();
        await Poll.UntilAsync(() => pages.CountOf(person.PersonId) == 1);
        await using var inItsPlace = browser.CreateCircuitClient();
        await inItsPlace.ConnectAsync();
        Assert.True(await inItsPlace.ReconnectAsync(secrets[1]));

        // A connection that is lost without notice does not count beside the one that replaces it.
        await using var replacing = browser.CreateCircuitClient();
        await replacing.ConnectAsync();
        Assert.True(await replacing.ReconnectAsync(secrets[1]));
        await inItsPlace.Closed.WaitAsync(Timeout, CancellationToken);
    }

    [Fact]
    public async Task ConnectionThatIsRefused_OrStartsNothing_IsClosed()
    {
        // The machine's clock: the cookies' keys were created by it, and are valid only from then on for a limited time.
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var folder = await PortalFolder.OfAsync(seeded);
        await using var one = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, ConfigureServices = s => s.AddSingleton<TimeProvider>(clock),
        };
        one.Start();
        using var browser = PortalClient.SignedIn(one, await EmployeeAsync(one));
        await using var page = await browser.OpenAsync();
        await using var idle = browser.CreateCircuitClient();
        await idle.ConnectAsync();
        using var anonymous = new PortalClient(one);
        await using var refused = anonymous.CreateCircuitClient();
        await refused.StartAsync(PortalUrls.Contacts, await anonymous.Http.GetStringAsync(PortalUrls.Accessibility, CancellationToken));
        Assert.Equal("Nobody is signed in.", refused.Error);
        await using var silent = anonymous.CreateCircuitClient();
        await silent.ConnectAsync();
        await using var stranger = browser.CreateCircuitClient();
        await stranger.ConnectAsync();
        Assert.False(await stranger.ReconnectAsync("unknown"));
        Assert.InRange(CircuitOwnershipHubFilter.RefusalTime, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        clock.Advance(CircuitOwnershipHubFilter.RefusalTime);
        foreach (var closed in new[] { refused, silent, stranger })
            await closed.Closed.WaitAsync(Timeout, CancellationToken);
        Assert.False(idle.Closed.IsCompleted);
        clock.Advance(new SessionOptions().StartWithin);
        await idle.Closed.WaitAsync(Timeout, CancellationToken);
        Assert.False(page.Closed.IsCompleted);
    }

    private Task<Actor> EmployeeAsync() => EmployeeAsync(portal.Host);

    private static async Task<Actor> EmployeeAsync(PortalHost host)
    {
        Person person = APerson().WithRid(DemonstrationPortal.NewRid());
        await host.People.ImportAsync(person.Organisation, [person], CancellationToken);
        return (await host.People.ActorAsync(person.Id, person.Organisation, CancellationToken))!;
    }

    private async Task<Actor> ActorAsync(Guid person, OrganisationCode organisation) =>
        (await portal.Host.People.ActorAsync(person, organisation, CancellationToken))!;

    private PortalSession ANewSession() => PortalSession.BeginAt(portal.Host.Now);

    /// <summary>Opens a page, disconnects it and returns the circuit's secret.</summary>
    private static async Task<string> AbandonAsync(PortalClient browser)
    {
        await using var page = await browser.OpenAsync();
        Assert.NotNull(page.Secret);
        await page.DisconnectAsync();
        return page.Secret;
    }

    private static async Task<HttpStatusCode> HandshakeAsync(PortalHost portal, string origin)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(
                new($"{portal.Address.Replace("http:", "ws:", StringComparison.Ordinal)}/_blazor"), CancellationToken);
        }
        catch (WebSocketException)
        {
            // The caller checks the HTTP status.
        }

        return socket.HttpStatusCode;
    }

    // Blocks the shutdown while the server still accepts connections.
    private sealed class BlockingShutdown(Task released) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => released;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
