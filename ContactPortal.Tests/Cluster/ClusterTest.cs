using ContactPortal.Blazor.Demo;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Browser;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Cluster;

/// <summary>What tests of several processes share: people at one of them, or behind the proxy, and contacts of København.</summary>
public abstract class ClusterTest(Chromium chromium, ClusterOfThree cluster) : BrowserUserTest(chromium)
{
    /// <summary>What a browser says when the process behind its page goes away.</summary>
    protected const string WhileAway = "ERR_|WebSocket|Connection|connection|Failed to (fetch|complete)|status of 50[234]";

    protected ClusterOfThree Cluster => cluster;

    /// <summary>A process' own address.</summary>
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
            output.WriteLine(cluster.Complaints);
        await base.DisposeAsync();
    }

    /// <summary>Has a new contact in København; says the name.</summary>
    protected async Task<string> HasContactAsync(string name) => (await ContactAsync(name)).Values.Name;

    /// <summary>Has a new contact in København.</summary>
    protected Task<ContactView> ContactAsync(string name) =>
        cluster.Beside.HasAsync(AContact().HeldBy(APerson().In(Koebenhavn).Named(name).WithRid(DemonstrationPortal.NewRid())));

    /// <summary>A persona as somebody who acts.</summary>
    protected async Task<Actor> ActorAsync(string persona)
    {
        var person = Personas.All.Single(p => p.Name == persona);
        return (await cluster.Beside.Directory.ActorAsync(person.PersonId, person.Organisations[0], CancellationToken))!;
    }

    /// <summary>A persona at Kontakter, at that address.</summary>
    protected async Task<BrowserUser> AtContactsAsync(string persona, string address)
    {
        var visitor = await VisitorAsync(address, persona);
        await visitor.SignInAsync();
        await visitor.OpenAsync();
        return visitor;
    }

    /// <summary>The process that nginx took the visitor's page from: its live connection stays there too.</summary>
    private protected PortalProcess ProcessOf(BrowserUser visitor) => cluster.ProcessAt(visitor.Answer!.Headers[ClusterOfThree.AnsweredBy]);
}
