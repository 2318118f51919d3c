using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using ContactPortal.Tests.Architecture;

namespace ContactPortal.Tests.Hosting;

/// <summary>The portal in its own process, as a developer starts it; it can be killed and restarted at the same address.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private const string Started = "Application started";
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private readonly string connectionString;
    private readonly IReadOnlyDictionary<string, string?> settings;
    private readonly string? published;
    private Process? process;

    private PortalProcess(string connectionString, IReadOnlyDictionary<string, string?> settings, string address, string? published) =>
        (this.connectionString, this.settings, Address, this.published) = (connectionString, settings, address, published);

    /// <summary>The address, which stays the same across restarts.</summary>
    public string Address { get; }

    /// <summary>Whether the process is running.</summary>
    public bool IsRunning => process is not null;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Starts the portal on a database; returns when it accepts requests.</summary>
    public static async Task<PortalProcess> StartAsync(
        string connectionString, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var portal = new PortalProcess(
            connectionString, settings ?? ReadOnlyDictionary<string, string?>.Empty, $"http://127.0.0.1:{FreePort.Next()}",
            published: null);
        await portal.StartAsync();
        return portal;
    }

    /// <summary>Starts a published portal over https; the settings name its certificate.</summary>
    public static async Task<PortalProcess> StartPublishedAsync(
        string published, string connectionString, IReadOnlyDictionary<string, string?> settings)
    {
        var portal = new PortalProcess(connectionString, settings, $"https://127.0.0.1:{FreePort.Next()}", published);
        await portal.StartAsync();
        return portal;
    }

    /// <summary>Starts the portal that is published to that folder, as a developer starts it.</summary>
    public static async Task<PortalProcess> StartFormerAsync(string published, string connectionString)
    {
        var portal = new PortalProcess(
            connectionString, ReadOnlyDictionary<string, string?>.Empty, $"http://127.0.0.1:{FreePort.Next()}",
            Path.GetFullPath(published));
        await portal.StartAsync();
        return portal;
    }

    /// <summary>Starts or restarts the process; returns when it accepts requests.</summary>
    public async Task StartAsync()
    {
        var start = Configure(StartInfo(connectionString, [], published), settings);
        start.Environment["ASPNETCORE_URLS"] = Address;
        start.Environment["Commands__Burst"] = "1000000";
        process = Process.Start(start)!;
        var output = process.StandardOutput;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        timeout.CancelAfter(Timeout);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken);
        string? line;
        do
            line = await output.ReadLineAsync(timeout.Token);
        while (line?.Contains(Started, StringComparison.Ordinal) == false);
        Assert.True(line is not null, $"The portal ended by itself: {(line is null ? await errors : "")}");

        // An unread pipe would fill up and block the portal.
        _ = output.BaseStream.CopyToAsync(Stream.Null, CancellationToken);
    }

    /// <summary>Ends the process with SIGKILL.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await WaitForExitAndClearAsync();
    }

    /// <summary>Ends the process with SIGTERM: a graceful shutdown.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await WaitForExitAndClearAsync();
    }

    private async Task WaitForExitAndClearAsync()
    {
        await process!.WaitForExitAsync(CancellationToken);
        process.Dispose();
        process = null;
    }

    /// <summary>Runs one of the portal's commands on a database.</summary>
    /// <returns>The exit code and the output.</returns>
    public static Task<(int ExitCode, string Output)> RunAsync(string connectionString, params string[] command) =>
        CompletedProcess.RunAsync(StartInfo(connectionString, command));

    /// <summary>Runs one of the portal's commands on a database, with settings, which may also be variables of the environment.</summary>
    /// <returns>The exit code and the output.</returns>
    public static Task<(int ExitCode, string Output)> RunAsync(
        string connectionString, IReadOnlyDictionary<string, string?> settings, params string[] command) =>
        CompletedProcess.RunAsync(Configure(StartInfo(connectionString, command), settings));

    /// <summary>Runs one of the commands of a published portal, with settings.</summary>
    /// <returns>The exit code and the output.</returns>
    public static Task<(int ExitCode, string Output)> RunPublishedAsync(
        string published, string connectionString, IReadOnlyDictionary<string, string?> settings, params string[] command) =>
        CompletedProcess.RunAsync(Configure(StartInfo(connectionString, command, published), settings));

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await KillAsync();
    }

    private static ProcessStartInfo Configure(ProcessStartInfo start, IReadOnlyDictionary<string, string?> settings)
    {
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    // The build output beside the tests with the project as content root, as "dotnet run" does, but without its extra process.
    internal static ProcessStartInfo StartInfo(string connectionString, string[] command, string? published = null)
    {
        var project = Path.Combine(Sources.Root, "ContactPortal.Blazor");
        var built = Path.GetRelativePath(Path.Combine(Sources.Root, "ContactPortal.Tests"), AppContext.BaseDirectory);
        return new(Path.Combine(published ?? Path.Combine(project, built), "ContactPortal.Blazor"), command)
        {
            WorkingDirectory = published ?? project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ConnectionStrings__Portal"] = connectionString,

                // These processes live too short to pay for instrumented code.
                ["DOTNET_TieredPGO"] = "0",
            },
        };
    }
}
