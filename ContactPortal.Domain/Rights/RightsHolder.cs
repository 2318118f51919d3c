namespace ContactPortal.Domain.Rights;

/// <summary>Somebody who holds TASS Opfølgning under "Ny kommune" (U1).</summary>
/// <param name="Person">The holder.</param>
/// <param name="GrantedAt">When it was granted.</param>
/// <param name="GrantedBy">The name of who granted it.</param>
/// <param name="FormerContactSince">When the person ceased to be a contact, if so.</param>
/// <param name="KeptBecause">Why the person keeps the right nevertheless, if that was decided.</param>
public sealed record RightsHolder(
    PersonView Person, DateTimeOffset GrantedAt, string GrantedBy, DateTimeOffset? FormerContactSince, string? KeptBecause);
