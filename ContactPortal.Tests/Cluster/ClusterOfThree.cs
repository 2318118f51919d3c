using System.Diagnostics;
using System.Globalization;
using ContactPortal.Tests.Architecture;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Cluster;

/// <summary>
/// Three processes of the portal on one PostgreSQL database, behind nginx as docs/scale.md has it, with the demonstration's data. Its tests
/// run one after the other, since they end its processes; it is started for the first that asks.
/// </summary>
[CollectionDefinition(Collection)]
public sealed class ClusterOfThree : ICollectionFixture<ClusterOfThree>, IAsyncLifetime
{
    public const string Collection = "Cluster";

    /// <summary>The header in which nginx says which process an answer comes from.</summary>
    public const string AnsweredBy = "answered-by";

    private const int Size = 3;
    private const string Ready = "ready";

    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-cluster-").FullName;
    private readonly List<PortalProcess> processes = [];
    private PostgresServer? server;
    private DatabaseUnderTest? database;
    private Process? nginx;

    /// <summary>The address that everybody knows.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Its processes; each answers at an address of its own too.</summary>
    internal IReadOnlyList<PortalProcess> Processes => processes;

    /// <summary>The server of its database, which a test may end and start again.</summary>
    internal PostgresServer Server => server!;

    /// <summary>Its database, beside the portal.</summary>
    internal PortalUnderTest Beside { get; private set; } = null!;

    /// <summary>What nginx had to complain of until now; nothing where it has not come so far as to start it.</summary>
    internal string Complaints => nginx is null ? "" : File.ReadAllText(Path.Combine(folder, "error.log"));

    public ValueTask InitializeAsync() => default;

    /// <summary>
    /// Starts it when it is not there yet, and processes that a test has left ended; the test is skipped when this machine lacks something for it.
    /// </summary>
    public async Task StartedAsync()
    {
        foreach (var ended in processes.Where(p => !p.Runs))
            await ended.StartAsync();
        if (nginx is not null)
            return;
        PostgresServer.SkipWhenMissing();
        Assert.SkipWhen(Installed.Find("nginx") is null, "There is no nginx on the PATH: install the package nginx to run the tests of several processes.");
        server = PostgresServer.OfItsOwn();
        database = DatabaseUnderTest.ForExisting(server.ConnectionStringOf(server.Make()));

        // The first one makes and fills the database; the others find it there.
        for (var i = 0; i < Size; i++)
            processes.Add(await PortalProcess.StartAsync(database.ConnectionString, Settings));
        Beside = PortalUnderTest.On(database);
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{StartNginx()}");
    }

    /// <summary>The process that gave an answer, by what nginx says of it: the addresses that it tried, of which the last one answered.</summary>
    internal PortalProcess ProcessAt(string answeredBy) =>
        processes.Single(process => answeredBy.EndsWith(new Uri(process.Address).Authority, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        if (nginx is not null)
        {
            nginx.StandardInput.Close();
            await nginx.WaitForExitAsync();
            nginx.Dispose();
        }

        foreach (var process in processes)
            await process.DisposeAsync();
        if (Beside is not null)
            await Beside.DisposeAsync();
        database?.Dispose();
        server?.Dispose();
        TemporaryFolder.Remove(folder);
    }

    private Dictionary<string, string?> Settings => new(ReportingSystem.Settings)
    {
        ["Proxy:Known:0"] = "127.0.0.1",
        ["Mail:Folder"] = Path.Combine(folder, "mails"),
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
    };

    private int StartNginx()
    {
        var (port, here) = (FreePort.Next(), Path.Combine(Sources.Root, "ContactPortal.Tests", "Cluster"));
        var servers = string.Join("\n    ", processes.Select(p => $"server {new Uri(p.Address).Authority} max_fails=0;"));
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), File.ReadAllText(Path.Combine(here, "nginx.conf"))
            .Replace("{folder}", folder, StringComparison.Ordinal)
            .Replace("{servers}", servers, StringComparison.Ordinal)
            .Replace("{port}", port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        nginx = Process.Start(new ProcessStartInfo("sh", [Path.Combine(here, "nginx.sh"), folder]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Assert.Equal(Ready, nginx.StandardOutput.ReadLine());
        return port;
    }
}
