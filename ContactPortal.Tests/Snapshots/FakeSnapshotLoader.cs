using System.Collections.Concurrent;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;

namespace ContactPortal.Tests.Snapshots;

/// <summary>A snapshot loader without a database: counts its loads, and can delay or fail them.</summary>
internal sealed class FakeSnapshotLoader : ISnapshotLoader
{
    private readonly ConcurrentDictionary<OrganisationCode, long> numbers = [];
    private readonly ConcurrentQueue<OrganisationCode> loads = [];
    private TaskCompletionSource released = Completed();
    private TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The number of loads so far.</summary>
    public int Loads => loads.Count;

    /// <summary>The organisation whose snapshot can't be loaded.</summary>
    public OrganisationCode? Failing { get; set; }

    /// <summary>Awaited before the versions are returned; its failure is thrown.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    /// <summary>Sets the version of the organisation.</summary>
    public void Change(OrganisationCode organisation, long number) => numbers[organisation] = number;

    /// <summary>Makes every load wait from now on; the result completes when the next one has read its version and waits.</summary>
    public Task Hold()
    {
        released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return begun.Task;
    }

    /// <summary>Lets the waiting loads continue.</summary>
    public void Release() => released.SetResult();

    public async Task<OrganisationSnapshot> LoadAsync(OrganisationCode organisation, CancellationToken cancellationToken)
    {
        loads.Enqueue(organisation);
        var number = numbers.GetValueOrDefault(organisation);
        begun.TrySetResult();
        await released.Task;
        return organisation == Failing
            ? throw new IOException("The database is away.")
            : new(organisation, number, [], [], RightsSnapshot.Empty, [], [], [], 0);
    }

    public async Task<IReadOnlyDictionary<OrganisationCode, long>> GetVersionsAsync(CancellationToken cancellationToken)
    {
        await Answering;
        return numbers.ToDictionary();
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }
}
