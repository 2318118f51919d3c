using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using ContactPortal.Tests.Architecture;

namespace ContactPortal.Tests.Hosting;

/// <summary>The portal as a process of its own, as a developer starts it: it can be killed, and started again at the same address.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private const string Started = "Application started";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string connectionString;
    private readonly IReadOnlyDictionary<string, string?> settings;
    private Process? process;

    private PortalProcess(string connectionString, IReadOnlyDictionary<string, string?> settings, string address) =>
        (this.connectionString, this.settings, Address) = (connectionString, settings, address);

    /// <summary>Where it answers, before and after it was killed.</summary>
    public string Address { get; }

    /// <summary>Whether it has been started and not been ended since.</summary>
    public bool Runs => process is not null;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Starts it on the database with that connection string; returns when it answers.</summary>
    public static async Task<PortalProcess> StartAsync(string connectionString, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var portal = new PortalProcess(connectionString, settings ?? ReadOnlyDictionary<string, string?>.Empty, $"http://127.0.0.1:{FreePort.Next()}");
        await portal.StartAsync();
        return portal;
    }

    /// <summary>Starts it, the first time or again; returns when it answers.</summary>
    public async Task StartAsync()
    {
        var start = StartInfo(connectionString, []);
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["ASPNETCORE_URLS"] = Address;
        process = Process.Start(start)!;
        var output = process.StandardOutput;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        timeout.CancelAfter(Patience);
        var complaints = process.StandardError.ReadToEndAsync(CancellationToken);
        string? line;
        do
            line = await output.ReadLineAsync(timeout.Token);
        while (line?.Contains(Started, StringComparison.Ordinal) == false);
        Assert.True(line is not null, $"The portal ended by itself: {(line is null ? await complaints : "")}");

        // What nobody reads would fill the pipe, and stop the portal.
        _ = output.BaseStream.CopyToAsync(Stream.Null, CancellationToken);
    }

    /// <summary>Ends it with signal 9, in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await GoneAsync();
    }

    /// <summary>Asks it to end, as an operator does: it may finish what it is at.</summary>
    public async Task EndAsync()
    {
        using var asked = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await GoneAsync();
    }

    private async Task GoneAsync()
    {
        await process!.WaitForExitAsync(CancellationToken);
        process.Dispose();
        process = null;
    }

    /// <summary>Gives it a command, on the database with that connection string, instead of letting it serve.</summary>
    /// <returns>The exit code, and all that it said.</returns>
    public static Task<(int ExitCode, string Said)> RunAsync(string connectionString, params string[] command) =>
        CompletedProcess.RunAsync(StartInfo(connectionString, command));

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await KillAsync();
    }

    // Built beside the tests, and told to look for its files in its project: so "dotnet run" starts it, with a process in between.
    private static ProcessStartInfo StartInfo(string connectionString, string[] command)
    {
        var project = Path.Combine(Sources.Root, "ContactPortal.Blazor");
        var built = Path.GetRelativePath(Path.Combine(Sources.Root, "ContactPortal.Tests"), AppContext.BaseDirectory);
        return new(Path.Combine(project, built, "ContactPortal.Blazor"), command)
        {
            WorkingDirectory = project,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ConnectionStrings__Portal"] = connectionString,
            },
        };
    }
}
