using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.OwnData;

/// <summary>A right of the person, and who gave it (U6).</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Kind">Which right.</param>
/// <param name="At">When it was given; null when nothing is recorded.</param>
/// <param name="By">Who gave it; null once erased, or when nothing is recorded.</param>
public sealed record OwnRight(OrganisationCode Organisation, OwnRightKind Kind, DateTimeOffset? At, string? By);
