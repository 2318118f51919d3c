namespace ContactPortal.Domain.Rights;

/// <summary>The newest request of a person for the right (U3).</summary>
/// <param name="Id">The request's id.</param>
/// <param name="Person">Who asks.</param>
/// <param name="AskedAt">When the person asked.</param>
/// <param name="AnsweredAt">When it was answered; null while it is open.</param>
/// <param name="AnsweredBy">The name of who answered.</param>
/// <param name="RefusedBecause">Why it was refused; null when it was not.</param>
public sealed record RightsRequestView(
    Guid Id, PersonView Person, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt, string? AnsweredBy, string? RefusedBecause);
