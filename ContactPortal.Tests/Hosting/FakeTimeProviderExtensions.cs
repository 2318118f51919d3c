using Microsoft.Extensions.Time.Testing;

namespace ContactPortal.Tests.Hosting;

/// <summary>How tests move a portal's clock.</summary>
internal static class FakeTimeProviderExtensions
{
    /// <summary>
    /// Moves the clock without running timers. <see cref="FakeTimeProvider.Advance"/> runs each timer as often as it is due, which takes
    /// a running portal, with timers of a few seconds, minutes of processor time for days of its clock.
    /// </summary>
    public static void AdvanceWithoutTimers(this FakeTimeProvider clock, TimeSpan time) => clock.AdjustTime(clock.GetUtcNow() + time);
}
