namespace ContactPortal.Tests.Hosting;

/// <summary>
/// One demonstration portal for all tests in a browser, started for the first that asks. Each test has a municipality of its own in it, so that they
/// can run side by side and in any order.
/// </summary>
public sealed class SharedPortal : IAsyncDisposable
{
    private readonly Lock gate = new();
    private Task<DemonstrationPortal>? starting;

    /// <summary>The portal, on a copy of that database.</summary>
    public Task<DemonstrationPortal> StartedAsync(SeededDatabase seeded)
    {
        lock (gate)
            return starting ??= Task.Run(() => StartAsync(seeded));
    }

    public async ValueTask DisposeAsync()
    {
        if (starting is null)
            return;
        var portal = await starting;
        var errors = portal.Host.Log.Faults.Select(line => line.Text).ToList();
        await portal.DisposeAsync();

        // Those of a test that was over are nobody else's to report.
        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    private static async Task<DemonstrationPortal> StartAsync(SeededDatabase seeded)
    {
        var portal = new DemonstrationPortal(seeded);
        await portal.InitializeAsync();
        return portal;
    }
}
