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
        var visitor = await VisitorAsync(address, persona);
        await visitor.SignInAsync();
        await visitor.OpenAsync();
        return visitor;
    }

    /// <summary>The process that served the visitor's page and has its circuit.</summary>
    private protected PortalProcess ProcessOf(BrowserUser visitor) => cluster.ProcessAt(visitor.Answer!.Headers[ClusterOfThree.AnsweredBy]);
}
