using System.Collections.Concurrent;
using System.Threading.Channels;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Snapshots;
using Microsoft.Extensions.Logging;

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

/// <summary>Counts occurrences, and lets a test wait for the next one.</summary>
internal sealed class Signal
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Channel<bool> times = Channel.CreateUnbounded<bool>();
    private int count;

    public int Count => Volatile.Read(ref count);

    public void Set()
    {
        Interlocked.Increment(ref count);
        times.Writer.TryWrite(true);
    }

    /// <summary>Completes once for each call of <see cref="Set"/>; fails after 30 s without one.</summary>
    public Task WaitAsync() => times.Reader.ReadAsync().AsTask().WaitAsync(Timeout, TestContext.Current.CancellationToken);

    /// <summary>Completes when the condition holds; checks it again after each call of <see cref="Set"/>.</summary>
    public async Task WaitUntilAsync(Func<bool> condition)
    {
        while (!condition())
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
