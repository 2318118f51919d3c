using System.Globalization;

namespace ContactPortal.Domain.Access;

/// <summary>
/// A person's commands come faster than <see cref="CommandPace"/> allows; nothing was changed. An exception and not an outcome of every
/// command: no human meets it.
/// </summary>
public sealed class PaceExceededException(TimeSpan retryAfter) : Exception(
    string.Create(
        CultureInfo.InvariantCulture, $"Too many changes of one person: the next one is taken in {retryAfter.TotalSeconds:0.0} s."))
{
    /// <summary>How long it is until the next command is taken.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
