using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.Hosting;

/// <summary>A log entry.</summary>
public sealed record LogLine(LogLevel Level, string Category, string Text);
