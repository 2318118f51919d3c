using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;

namespace ContactPortal.Tests.Hosting;

/// <summary>Asserts the type of an outcome.</summary>
public static class Outcomes
{
    /// <summary>Asserts that the outcome is of that type, and returns it.</summary>
    public static TOutcome Is<TOutcome>(this SaveOutcome outcome)
        where TOutcome : SaveOutcome => Assert.IsType<TOutcome>(outcome);

    /// <summary>Asserts that the outcome is of that type, and returns it.</summary>
    public static TOutcome Is<TOutcome>(this IntakeOutcome outcome)
        where TOutcome : IntakeOutcome => Assert.IsType<TOutcome>(outcome);
}
