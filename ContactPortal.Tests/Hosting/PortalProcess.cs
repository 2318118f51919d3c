using System.Diagnostics;
using ContactPortal.Tests.Architecture;

namespace ContactPortal.Tests.Hosting;

/// <summary>The portal as a process of its own, as a developer starts it: it can be killed, and started again at the same address.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    private const string Started = "Application started";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string database;
    private Process? process;

    private PortalProcess(string database, string address) => (this.database, Address) = (database, address);

    /// <summary>Where it answers, before and after it was killed.</summary>
    public string Address { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts it on the database with that connection string; returns when it answers.</summary>
    public static async Task<PortalProcess> StartAsync(string database)
    {
        var portal = new PortalProcess(database, $"http://127.0.0.1:{FreePort.Next()}");
        await portal.StartAsync();
        return portal;
    }

    /// <summary>Starts it, the first time or again; returns when it answers.</summary>
    public async Task StartAsync()
    {
        var start = StartInfo(database, []);
        start.Environment["ASPNETCORE_URLS"] = Address;
        process = Process.Start(start)!;
        var output = process.StandardOutput;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        var complaints = process.StandardError.ReadToEndAsync(Stop);
        string? line;
        do
            line = await output.ReadLineAsync(patience.Token);
        while (line?.Contains(Started, StringComparison.Ordinal) == false);
        Assert.True(line is not null, $"The portal ended by itself: {(line is null ? await complaints : "")}");

        // What nobody reads would fill the pipe, and stop the portal.
        _ = output.BaseStream.CopyToAsync(Stream.Null, Stop);
    }

    /// <summary>Ends it with signal 9, in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync(Stop);
        process.Dispose();
        process = null;
    }

    /// <summary>Gives it a command, on the database with that connection string, instead of letting it serve.</summary>
    /// <returns>The exit code, and all that it said.</returns>
    public static async Task<(int ExitCode, string Said)> RunAsync(string database, params string[] command)
    {
        using var run = Process.Start(StartInfo(database, command))!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        try
        {
            var said = await Task.WhenAll(run.StandardOutput.ReadToEndAsync(patience.Token), run.StandardError.ReadToEndAsync(patience.Token));
            await run.WaitForExitAsync(patience.Token);
            return (run.ExitCode, string.Concat(said));
        }
        finally
        {
            run.Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await KillAsync();
    }

    // Built beside the tests, and told to look for its files in its project: so "dotnet run" starts it, with a process in between.
    private static ProcessStartInfo StartInfo(string database, string[] command)
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
                ["ConnectionStrings__Portal"] = database,
            },
        };
    }
}
