using System.Diagnostics;
using System.Globalization;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Architecture;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Cluster;

/// <summary>
/// Three processes of the portal on one PostgreSQL database with demonstration data, behind nginx as in docs/scale.md. Its tests run
/// sequentially, since they end its processes; it is started on first use.
/// </summary>
[CollectionDefinition(Collection)]
public sealed class ClusterOfThree(SeededDatabase seeded) : ICollectionFixture<ClusterOfThree>, IAsyncLifetime
{
    public const string Collection = "Cluster";

    /// <summary>The response header in which nginx names the process that answered.</summary>
    public const string AnsweredBy = "answered-by";

    private const int Size = 3;
    private const string Ready = "ready";

    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-cluster-").FullName;
    private readonly List<PortalProcess> processes = [];
    private PostgresServer? server;
    private DatabaseUnderTest? database;
    private Process? nginx;

    /// <summary>The proxy's address.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The proxy's address over TLS.</summary>
    public string SecureAddress { get; private set; } = "";

    /// <summary>The processes; each has an address of its own too.</summary>
    internal IReadOnlyList<PortalProcess> Processes => processes;

    /// <summary>The database server, which a test may stop and restart.</summary>
    internal PostgresServer Server => server!;

    /// <summary>Direct access to the database.</summary>
    internal PortalUnderTest Beside { get; private set; } = null!;

    /// <summary>The content of nginx's error log; empty when nginx was not started.</summary>
    internal string NginxErrors => nginx is null ? "" : File.ReadAllText(Path.Combine(folder, "error.log"));

    public ValueTask InitializeAsync() => default;

    /// <summary>
    /// Starts the cluster on first use, and restarts processes that an earlier test stopped. Skips the test without PostgreSQL or nginx.
    /// </summary>
    public async Task StartedAsync()
    {
        foreach (var stopped in processes.Where(p => !p.IsRunning))
            await stopped.StartAsync();
        if (nginx is not null)
            return;
        PostgresServer.SkipWhenMissing();
        Assert.SkipWhen(
            Installed.Find("nginx") is null,
            "There is no nginx on the PATH: install the package nginx to run the tests of several processes.");
        server = PostgresServer.StartNew();
        database = DatabaseUnderTest.ForExisting(server.ConnectionStringOf(server.CreateDatabase()));

        // Copying the demonstration takes a fraction of the time of filling it again.
        using (var folder = await PortalFolder.OfAsync(seeded))
        {
            using var original = DatabaseUnderTest.ForExisting(folder.ConnectionString);
            await using PortalUnderTest from = PortalUnderTest.On(original), to = PortalUnderTest.On(database);
            await new DatabaseCopy(from.Store, to.Store).CopyAsync(CancellationToken.None);
        }

        for (var i = 0; i < Size; i++)
            processes.Add(await PortalProcess.StartAsync(database.ConnectionString, Settings));
        Beside = PortalUnderTest.On(database);
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{StartNginx()}");
    }

    /// <summary>The process that answered, from nginx's header: the addresses it tried, of which the last answered.</summary>
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
        var (certificate, key) = SelfSigned.WriteTo(folder);
        var servers = string.Join("\n  ", processes.Select(p => $"server {new Uri(p.Address).Authority} max_fails=0;"));
        SecureAddress = string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{FreePort.Next()}");
        File.WriteAllText(
            Path.Combine(folder, "nginx.conf"),
            File.ReadAllText(Path.Combine(here, "nginx.conf")).Replace("{folder}", folder, StringComparison.Ordinal));

        // Browsers of the tests trust no certificate, so they come over http to the same server. The header names the process that answered.
        File.WriteAllText(
            Path.Combine(folder, "contactportal.conf"),
            Replaced(
                File.ReadAllText(Path.Combine(Sources.Root, "docs", "nginx.conf")),
                ("server 127.0.0.1:5080 max_fails=0;", servers),
                ("listen 80;", $"listen 127.0.0.1:{FreePort.Next()};"),
                ("listen 443 ssl;", $"listen 127.0.0.1:{port};\n  listen {new Uri(SecureAddress).Authority} ssl;"),
                ("server_name portal.example;", "server_name 127.0.0.1;"),
                ("/etc/ssl/certs/portal.pem", certificate),
                ("/etc/ssl/private/portal-key.pem", key),
                ("location / {", "location / {\n    add_header Answered-By $upstream_addr always;")));
        nginx = Process.Start(new ProcessStartInfo("sh", [Path.Combine(here, "nginx.sh"), folder])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        Assert.Equal(Ready, nginx.StandardOutput.ReadLine());
        return port;
    }

    private static string Replaced(string text, params (string Documented, string Tested)[] replacements)
    {
        foreach (var (documented, tested) in replacements)
        {
            Assert.Contains(documented, text, StringComparison.Ordinal);
            text = text.Replace(documented, tested, StringComparison.Ordinal);
        }

        return text;
    }
}
