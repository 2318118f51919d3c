using ContactPortal.Domain.Contacts;

namespace ContactPortal.Tests.Hosting;

/// <summary>What a test expects of a save.</summary>
public static class Outcomes
{
    /// <summary>The outcome, which must be of that kind.</summary>
    public static TOutcome Is<TOutcome>(this SaveOutcome outcome)
        where TOutcome : SaveOutcome => Assert.IsType<TOutcome>(outcome);
}
