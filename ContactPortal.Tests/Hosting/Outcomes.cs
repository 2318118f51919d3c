using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Tests.Hosting;

/// <summary>What a test expects of a save, or of a delivery.</summary>
public static class Outcomes
{
    /// <summary>The outcome, which must be of that kind.</summary>
    public static TOutcome Is<TOutcome>(this SaveOutcome outcome)
        where TOutcome : SaveOutcome => Assert.IsType<TOutcome>(outcome);

    /// <summary>The outcome, which must be of that kind.</summary>
    public static TOutcome Is<TOutcome>(this IntakeOutcome outcome)
        where TOutcome : IntakeOutcome => Assert.IsType<TOutcome>(outcome);
}
