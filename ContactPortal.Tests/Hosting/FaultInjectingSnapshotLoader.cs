using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Tests.Hosting;

/// <summary>Wraps the snapshot loader; can fail for one organisation, and delay loads of one or all.</summary>
public sealed class FaultInjectingSnapshotLoader : ISnapshotLoader
{
    private ISnapshotLoader source = null!;
    private volatile Held? held;

    /// <summary>The organisation whose snapshot can't be loaded.</summary>
    public OrganisationCode? Failing { get; set; }

    public ISnapshotLoader Wrap(ISnapshotLoader inner)
    {
        source = inner;
        return this;
    }

    /// <summary>Makes every load of that organisation, or of all, wait until the result is disposed.</summary>
    public IDisposable Hold(OrganisationCode? organisation = null)
    {
        var hold = new Holding();
        held = new(organisation, hold.Over);
        return hold;
    }

    public async Task<OrganisationSnapshot> LoadAsync(OrganisationCode organisation, CancellationToken cancellationToken)
    {
        if (held is { } hold && (hold.Organisation ?? organisation) == organisation)
            await hold.Over;
        return organisation == Failing
            ? throw new IOException("The database is away.")
            : await source.LoadAsync(organisation, cancellationToken);
    }

    public Task<IReadOnlyDictionary<OrganisationCode, long>> GetVersionsAsync(CancellationToken cancellationToken) =>
        source.GetVersionsAsync(cancellationToken);

    private sealed record Held(OrganisationCode? Organisation, Task Over);

    private sealed class Holding : IDisposable
    {
        private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Over => over.Task;

        public void Dispose() => over.SetResult();
    }
}
