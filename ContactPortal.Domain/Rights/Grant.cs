using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Rights;

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
