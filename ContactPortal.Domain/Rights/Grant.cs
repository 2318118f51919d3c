using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Rights;

/// <summary>A part of the portal that rights are given for.</summary>
public enum RightArea
{
    /// <summary>"Ny kommune".</summary>
    NyKommune,
}

/// <summary>What a right opens.</summary>
public enum Right
{
    /// <summary>"TASS Opfølgning": the deliveries and their errors (D1).</summary>
    TassOpfoelgning,
}

/// <summary>That a person holds a right under an area (U1).</summary>
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

    /// <summary>Since when.</summary>
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>The name of who granted it (U6).</summary>
    public required string GrantedBy { get; init; }

    /// <summary>Since when the person is no longer a contact; null while one, or when never one (U3).</summary>
    public DateTimeOffset? FormerContactSince { get; internal set; }

    /// <summary>Why somebody who is no longer a contact keeps the right; null while that is not decided (U3).</summary>
    public string? KeptBecause { get; internal set; }
}

/// <summary>Which grants are of the one right that the portal knows today: TASS Opfølgning under "Ny kommune".</summary>
internal static class Grants
{
    /// <summary>Those in that municipality.</summary>
    public static IQueryable<Grant> OfTassOpfoelgningIn(this IQueryable<Grant> grants, OrganisationCode organisation) =>
        grants.Where(g => g.Organisation == organisation && g.Area == RightArea.NyKommune && g.Right == Right.TassOpfoelgning);

    /// <summary>A new one.</summary>
    public static Grant TassOpfoelgningFor(Guid personId, OrganisationCode organisation, DateTimeOffset at, string by) => new()
    {
        Organisation = organisation, PersonId = personId, Area = RightArea.NyKommune, Right = Right.TassOpfoelgning, GrantedAt = at, GrantedBy = by,
    };
}

/// <summary>That a person has asked for the right, and what the answer was (U3).</summary>
public sealed class RightsRequest
{
    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>The request's own id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The UUID of the person who asks.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it was answered; null while it is open.</summary>
    public DateTimeOffset? AnsweredAt { get; internal set; }

    /// <summary>The name of who answered.</summary>
    public string? AnsweredBy { get; internal set; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public string? RefusedBecause { get; internal set; }
}
