using System.Collections.Concurrent;
using System.Threading.Channels;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.Snapshots;

/// <summary>Rosters as a test wants them: counted, held back, or refused.</summary>
internal sealed class FakeSnapshotLoader : ISnapshotLoader
{
    private readonly ConcurrentDictionary<OrganisationCode, long> numbers = [];
    private readonly ConcurrentQueue<OrganisationCode> loads = [];
    private TaskCompletionSource gate = Open();
    private TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The loads so far.</summary>
    public int Loads => loads.Count;

    /// <summary>The organisation whose roster can't be loaded.</summary>
    public OrganisationCode? Failing { get; set; }

    /// <summary>What the answer to the next comparison waits for, and fails with.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    /// <summary>Sets the number of the organisation's newest change.</summary>
    public void Change(OrganisationCode organisation, long number) => numbers[organisation] = number;

    /// <summary>Holds back every load from now on; the answer completes when the next one has read its number and waits.</summary>
    public Task Hold()
    {
        gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return begun.Task;
    }

    /// <summary>Lets the loads go on.</summary>
    public void Release() => gate.SetResult();

    public async Task<OrganisationSnapshot> LoadAsync(OrganisationCode organisation, CancellationToken cancellationToken)
    {
        loads.Enqueue(organisation);
        var number = numbers.GetValueOrDefault(organisation);
        begun.TrySetResult();
        await gate.Task;
        return organisation == Failing
            ? throw new IOException("The database is away.")
            : new(organisation, number, [], [], RightsSnapshot.Empty, [], [], [], 0);
    }

    public async Task<IReadOnlyDictionary<OrganisationCode, long>> GetVersionsAsync(CancellationToken cancellationToken)
    {
        await Answering;
        return numbers.ToDictionary();
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}

/// <summary>Counts how often something happens, and lets a test wait for the next time.</summary>
internal sealed class Signal
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> times = Channel.CreateUnbounded<bool>();
    private int count;

    public int Count => Volatile.Read(ref count);

    public void Set()
    {
        Interlocked.Increment(ref count);
        times.Writer.TryWrite(true);
    }

    /// <summary>Completes once for each time that it is told; fails when that does not come.</summary>
    public Task WaitAsync() => times.Reader.ReadAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>Completes when that is so; looks again each time that it is told, which may be of something else too.</summary>
    public async Task WaitUntilAsync(Func<bool> isSo)
    {
        while (!isSo())
            await WaitAsync();
    }
}

/// <summary>A log that lets a test wait for the next error.</summary>
internal sealed class ErrorLog : ILogger<SnapshotCache>
{
    public Signal Errors { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.Error)
            Errors.Set();
    }
}
