using System.Collections.Concurrent;
using System.Text.Json;
using ContactPortal.Blazor.Demo;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Tests.Browser;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Cluster;

/// <summary>Base of tests with several processes: browsers at one of them or behind the proxy, and contacts of København.</summary>
public abstract class ClusterTest(Chromium chromium, ClusterOfThree cluster) : BrowserUserTest(chromium)
{
    /// <summary>The browser's errors when its page loses the process.</summary>
    protected const string WhileAway = "ERR_|WebSocket|Connection|connection|Failed to (fetch|complete)|status of 50[234]";

    private const int SwitchingProtocols = 101;

    // Nginx's header on the latest WebSocket handshake of each browser.
    private readonly ConcurrentDictionary<BrowserUser, string> handshakes = [];

    protected ClusterOfThree Cluster => cluster;

    /// <summary>The address of a process.</summary>
    protected string Process(int number) => cluster.Processes[number].Address;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await cluster.StartedAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current is { TestState.Result: TestResult.Failed, TestOutputHelper: { } output })
            output.WriteLine(cluster.NginxErrors);
        await base.DisposeAsync();
    }

    /// <summary>Adds a contact in København; returns its name.</summary>
    protected async Task<string> AddNamedContactAsync(string name) => (await AddContactAsync(name)).Values.Name;

    /// <summary>Adds a contact in København.</summary>
    protected Task<ContactView> AddContactAsync(string name) =>
        cluster.Beside.AddAsync(AContact().HeldBy(APerson().In(Koebenhavn).Named(name).WithRid(DemonstrationPortal.NewRid())));

    /// <summary>The actor of a persona.</summary>
    protected async Task<Actor> ActorAsync(string persona)
    {
        var person = Personas.All.Single(p => p.Name == persona);
        return (await cluster.Beside.Directory.ActorAsync(person.PersonId, person.Organisations[0], CancellationToken))!;
    }

    /// <summary>Opens Kontakter as a persona at that address.</summary>
    protected async Task<BrowserUser> AtContactsAsync(string persona, string address)
    {
        var user = await UserAsync(address, persona);
        await RecordHandshakesAsync(user);
        await user.SignInAsync();
        await user.OpenAsync();
        return user;
    }

    /// <summary>The process that has the circuit of the user's page.</summary>
    private protected PortalProcess CircuitProcessOf(BrowserUser user) => cluster.ProcessAt(handshakes[user]);

    /// <summary>
    /// The process that answered the user's latest navigation. A process that is shutting down still answers, but accepts no new
    /// circuit.
    /// </summary>
    private protected PortalProcess DocumentProcessOf(BrowserUser user) =>
        cluster.ProcessAt(user.Answer!.Headers[ClusterOfThree.AnsweredBy]);

    private async Task RecordHandshakesAsync(BrowserUser user)
    {
        var session = await user.Context.NewCDPSessionAsync(user.Page);
        session.Event("Network.webSocketHandshakeResponseReceived").OnEvent += (_, handshake) =>
        {
            var response = handshake!.Value.GetProperty("response");
            var answeredBy = response.GetProperty("headers").EnumerateObject().FirstOrDefault(
                header => header.Name.Equals(ClusterOfThree.AnsweredBy, StringComparison.OrdinalIgnoreCase)).Value;
            if (response.GetProperty("status").GetInt32() == SwitchingProtocols && answeredBy.ValueKind == JsonValueKind.String)
                handshakes[user] = answeredBy.GetString()!;
        };
        await session.SendAsync("Network.enable");
    }
}
