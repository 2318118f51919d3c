namespace ContactPortal.Tests.Hosting;

/// <summary>
/// One demonstration portal for all browser tests, started on first use. Each test has its own municipality, so that tests can run in
/// parallel and in any order.
/// </summary>
public sealed class SharedPortal : IAsyncDisposable
{
    private readonly Lock sync = new();
    private Task<DemonstrationPortal>? starting;

    /// <summary>The portal, started on first use on a copy of the database.</summary>
    public Task<DemonstrationPortal> StartedAsync(SeededDatabase seeded)
    {
        lock (sync)
            return starting ??= Task.Run(() => StartAsync(seeded));
    }

    public async ValueTask DisposeAsync()
    {
        if (starting is null)
            return;
        var portal = await starting;
        var errors = portal.Host.Log.Errors.Select(line => line.Text).ToList();
        await portal.DisposeAsync();

        // Reported here because errors logged after their test ended are reported nowhere else.
        Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    private static async Task<DemonstrationPortal> StartAsync(SeededDatabase seeded)
    {
        var portal = new DemonstrationPortal(seeded);
        await portal.InitializeAsync();
        return portal;
    }
}
