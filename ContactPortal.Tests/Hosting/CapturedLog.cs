using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.Hosting;

/// <summary>Keeps log entries in memory: message, values, scopes and exception.</summary>
public sealed class CapturedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> lines = [];

    public IReadOnlyCollection<LogLine> Lines => lines;

    /// <summary>The entries of level Error and above.</summary>
    public IEnumerable<LogLine> Errors => lines.Where(line => line.Level >= LogLevel.Error);

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue(new(LogLevel.Trace, category, $"{state}"));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> named
                ? string.Join(' ', named.Select(v => $"{v.Key}={v.Value}"))
                : "";
            lines.Enqueue(new(logLevel, category, $"{formatter(state, exception)} {values} {exception}"));
        }
    }
}
