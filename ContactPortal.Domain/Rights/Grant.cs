using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Rights;

/// <summary>An area of the portal that rights are granted for.</summary>
public enum RightArea
{
    /// <summary>"Ny kommune".</summary>
    NyKommune,
}

/// <summary>The rights.</summary>
public enum Right
{
    /// <summary>"TASS Opfølgning": the deliveries and their errors (D1).</summary>
    TassOpfoelgning,
}

/// <summary>A person's right in an area (U1).</summary>
public sealed class Grant
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The UUID of the person.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The area.</summary>
    public required RightArea Area { get; init; }

    /// <summary>The right.</summary>
    public required Right Right { get; init; }

    /// <summary>When it was granted.</summary>
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>The name of who granted it (U6).</summary>
    public required string GrantedBy { get; init; }

    /// <summary>When the person ceased to be a contact; null for a current contact and for one who never was (U3).</summary>
    public DateTimeOffset? FormerContactSince { get; internal set; }

    /// <summary>Why a former contact keeps the right; null until decided (U3).</summary>
    public string? KeptBecause { get; internal set; }
}

/// <summary>Helpers for the only right so far: TASS Opfølgning under "Ny kommune".</summary>
internal static class Grants
{
    /// <summary>The grants of the right in that municipality.</summary>
    public static IQueryable<Grant> OfTassOpfoelgningIn(this IQueryable<Grant> grants, OrganisationCode organisation) =>
        grants.Where(g => g.Organisation == organisation && g.Area == RightArea.NyKommune && g.Right == Right.TassOpfoelgning);

    /// <summary>A new grant of the right.</summary>
    public static Grant TassOpfoelgningFor(Guid personId, OrganisationCode organisation, DateTimeOffset at, string by) => new()
    {
        Organisation = organisation, PersonId = personId, Area = RightArea.NyKommune, Right = Right.TassOpfoelgning, GrantedAt = at, GrantedBy = by,
    };
}

/// <summary>A person's request for the right, and its answer (U3).</summary>
public sealed class RightsRequest
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The request's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The UUID of the person who asks.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>When the person asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it was answered; null while it is open.</summary>
    public DateTimeOffset? AnsweredAt { get; internal set; }

    /// <summary>The name of who answered.</summary>
    public string? AnsweredBy { get; internal set; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public string? RefusedBecause { get; internal set; }
}
