using ContactPortal.Domain.Snapshots;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.Snapshots;

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
