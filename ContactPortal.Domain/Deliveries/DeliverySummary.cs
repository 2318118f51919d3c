namespace ContactPortal.Domain.Deliveries;

/// <summary>A delivery as shown in the period grid.</summary>
/// <param name="Number">Its number in the organisation.</param>
/// <param name="Type">The code of its type.</param>
/// <param name="Period">The month.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Records">How many records it holds.</param>
/// <param name="Errors">How many errors it has.</param>
/// <param name="New">How many of them the previous delivery did not have (D6).</param>
/// <param name="Resolved">How many errors of the previous delivery are resolved (D6).</param>
public sealed record DeliverySummary(
    long Number, string Type, Period Period, DateTimeOffset ReceivedAt, int Records, int Errors, int New, int Resolved)
{
    /// <summary>How many of the errors the previous delivery had too (D6).</summary>
    public int Persisting => Errors - New;
}
