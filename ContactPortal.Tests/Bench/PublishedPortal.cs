using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using ContactPortal.Blazor;
using ContactPortal.Tests.Architecture;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Bench;

/// <summary>The portal, published as Release and started in its own process, with demonstration data in its own database.</summary>
internal sealed class PublishedPortal : IAsyncDisposable
{
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(10);

    private readonly int heapPort = FreePort.Next();
    private readonly string folder;
    private readonly PublishedPortal? of;
    private Process? process;

    private PublishedPortal(string? connectionString, PublishedPortal? of)
    {
        this.of = of;
        folder = of?.folder ?? Directory.CreateTempSubdirectory("contactportal-bench-").FullName;
        ConnectionString = connectionString ?? $"Data Source={DatabaseFile}";
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new($"http://127.0.0.1:{FreePort.Next()}"), Timeout = ReadyTimeout,
        };
    }

    /// <summary>An HTTP client with cookies.</summary>
    public HttpClient Client { get; }

    /// <summary>The portal's address, without a trailing slash.</summary>
    public string Address => Client.BaseAddress!.ToString().TrimEnd('/');

    /// <summary>The connection string.</summary>
    public string ConnectionString { get; }

    /// <summary>The SQLite file.</summary>
    public string DatabaseFile => Path.Combine(folder, "portal.db");

    /// <summary>The processor time used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The working set in bytes.</summary>
    public long Memory
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Publishes and starts the portal, on a new SQLite database unless given another; returns when it is ready.</summary>
    public static Task<PublishedPortal> StartAsync(string? connectionString = null) =>
        StartAsync(new PublishedPortal(connectionString, of: null));

    /// <summary>Starts another process on the same database; returns when it is ready.</summary>
    public Task<PublishedPortal> AnotherAsync() => StartAsync(new PublishedPortal(ConnectionString, of: this));

    private static async Task<PublishedPortal> StartAsync(PublishedPortal portal)
    {
        try
        {
            if (portal.of is null)
                await portal.PublishAsync();
            portal.Begin();
            await portal.ReadyAsync();
            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    /// <summary>The heap size after a full garbage collection, in bytes.</summary>
    public async Task<long> HeapAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, heapPort);
        using var reader = new StreamReader(client.GetStream());
        return long.Parse(await reader.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Restarts the process on the same database; returns when it is ready.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        Begin();
        await ReadyAsync();
    }

    /// <summary>Restarts the process as in Production, without the bench's hook; returns the time until it was ready.</summary>
    public async Task<TimeSpan> StartedInAsync()
    {
        await EndAsync();
        var clock = Stopwatch.StartNew();
        Begin(alone: true);
        await ReadyAsync();
        return clock.Elapsed;
    }

    /// <summary>Runs work; returns the portal's peak working set meanwhile, in bytes.</summary>
    public async Task<long> PeakDuringAsync(Func<Task> work)
    {
        var peak = Memory;
        var working = work();
        while (!working.IsCompleted)
        {
            peak = Math.Max(peak, Memory);
            await Task.WhenAny(working, Task.Delay(Sampling));
        }

        await working;
        return peak;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (process is not null)
            await EndAsync();
        if (of is null)
            TemporaryFolder.Remove(folder);
    }

    private async Task PublishAsync()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(Sources.Root, "ContactPortal.Blazor"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier,
                "-o", Path.Combine(folder, "portal"), "-nologo", "-v", "quiet",
            ]);
        using var publishing = Process.Start(start)!;
        await publishing.WaitForExitAsync();
        if (publishing.ExitCode != 0)
            throw new InvalidOperationException("The portal could not be published.");
    }

    private async Task EndAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Begin(bool alone = false)
    {
        var start = new ProcessStartInfo(Path.Combine(folder, "portal", "ContactPortal.Blazor"))
        {
            WorkingDirectory = Path.Combine(folder, "portal"),
        };
        start.Environment["ASPNETCORE_URLS"] = Client.BaseAddress!.ToString();
        start.Environment["ConnectionStrings__Portal"] = ConnectionString;

        // The bench of connections without a page keeps them open.
        start.Environment["Session__StartWithin"] = "01:00:00";
        start.Environment["Commands__Burst"] = "1000000";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        if (!alone)
            AddDemonstration(start.Environment);
        process = Process.Start(start);
    }

    private void AddDemonstration(IDictionary<string, string?> environment)
    {
        foreach (var (key, value) in ReportingSystem.Settings)
            environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        environment["Mail__Folder"] = Path.Combine(folder, "mails");
        environment["Session__MostPages"] = "1000000";
        environment["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location;
        environment[StartupHook.Port] = heapPort.ToString(CultureInfo.InvariantCulture);
    }

    private async Task ReadyAsync()
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < ReadyTimeout && !process!.HasExited)
        {
            try
            {
                using var answer = await Client.GetAsync(new Uri(PortalUrls.Ready, UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(Pause);
        }

        throw new InvalidOperationException(
            process!.HasExited
                ? $"The portal ended by itself with exit code {process.ExitCode}; what it said stands above."
                : string.Create(CultureInfo.InvariantCulture, $"The portal did not answer within {clock.Elapsed.TotalSeconds:0} s."));
    }
}
